"""The app of sealing: its one label, `vault`, is also the alias of the database that holds the wrapped keys."""

from __future__ import annotations

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Keys of cases and persons, wrapped."""

    name = "peelian.casework.sealing"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
