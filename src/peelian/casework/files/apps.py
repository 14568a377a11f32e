"""The Django app of attachments."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Label `files`."""

    name = "peelian.casework.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
