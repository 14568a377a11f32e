"""The Django app of the cases."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Label `cases`: its tables start with `cases_`."""

    name = "peelian.casework.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
