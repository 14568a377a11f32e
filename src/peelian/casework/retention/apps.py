"""The Django app of retention."""

from __future__ import annotations

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Label `retention`."""

    name = "peelian.casework.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have reviews planned and interrupted disposals finished every day."""
        from peelian.casework.retention import daily

        daily.register()
