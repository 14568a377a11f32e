"""The Django app of the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from peelian.casework.schedule.kinds import Turn


class OutboxConfig(AppConfig):
    """Label `outbox`."""

    name = "peelian.casework.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at start whether every event that waits has its handler; sweep what is long done, once a day."""
        from django.core.checks import Tags, register

        from peelian.casework.outbox import standing
        from peelian.casework.schedule import kinds

        register(standing.check_handlers, Tags.database)
        kinds.register(
            kinds.ScheduleKind(
                standing.SWEEP,
                _sweep,
                late="latest",
                every=timedelta(days=1),
            )
        )


def _sweep(turn: Turn) -> None:
    from peelian.casework.outbox import standing

    standing.sweep(turn.as_of)
