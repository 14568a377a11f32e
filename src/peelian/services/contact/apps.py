"""The Django app of contact."""

from __future__ import annotations

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Label `contact`."""

    name = "peelian.services.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"
