"""The Django app of the desk."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Label `desk`."""

    name = "peelian.casework.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
