"""The Django app of retention."""

from __future__ import annotations

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Label `retention`."""

    name = "peelian.casework.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
