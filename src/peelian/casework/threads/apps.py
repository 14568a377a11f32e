"""The Django app of threads and messages."""

from __future__ import annotations

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Label `threads`."""

    name = "peelian.casework.threads"
    label = "threads"
    default_auto_field = "django.db.models.BigAutoField"
