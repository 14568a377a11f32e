"""The clocks as a Django app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "peelian.casework.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
