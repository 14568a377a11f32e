"""The Django app of retention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from peelian.casework.retention.models import Disposal


class RetentionConfig(AppConfig):
    """Label `retention`."""

    name = "peelian.casework.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have reviews planned and interrupted disposals finished every day."""
        from peelian.casework.retention import daily, disposing

        daily.register()
        disposing.also(_delete_files)


def _delete_files(disposal: Disposal) -> None:
    from peelian.casework.files.disposing import delete_files

    delete_files(disposal.case_id)
