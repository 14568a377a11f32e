"""The schedule as a Django app."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "peelian.casework.schedule"
    label = "schedule"
    default_auto_field = "django.db.models.BigAutoField"
