"""The Django app of the records."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Label `records`: its tables start with `records_`."""

    name = "peelian.casework.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have ages and digests looked after by the schedule."""
        from peelian.casework.records import ages, reindexing
        from peelian.casework.schedule import kinds

        kinds.register(ages.SCHEDULED)
        kinds.register(reindexing.SCHEDULED)
