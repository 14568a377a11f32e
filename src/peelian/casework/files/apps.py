"""The Django app of attachments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.apps import AppConfig

if TYPE_CHECKING:
    from peelian.casework.schedule.kinds import Turn

SWEEP: Final = "files.sweep"


class FilesConfig(AppConfig):
    """Label `files`."""

    name = "peelian.casework.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Once an hour, look for files that never came to their end or that no scanner has seen."""
        from peelian.casework.schedule import kinds

        kinds.register(kinds.ScheduleKind(SWEEP, _sweep, late="latest", acts=True, every=timedelta(hours=1)))


def _sweep(turn: Turn) -> None:
    from django.db import transaction

    from peelian.casework.files import receiving, rescanning

    receiving.sweep(turn.as_of)
    rescanning.scan_again(turn.as_of)
    with transaction.atomic():
        turn.done()
