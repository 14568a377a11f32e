"""The Django app of the records."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Label `records`: its tables start with `records_`."""

    name = "peelian.casework.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
