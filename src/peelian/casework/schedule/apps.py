"""The schedule as a Django app."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "peelian.casework.schedule"
    label = "schedule"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the schedule's own kind known."""
        from peelian.casework.schedule import tidying

        tidying.register()
