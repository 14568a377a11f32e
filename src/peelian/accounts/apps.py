"""The Django app: users, forces, teams, grants and keys."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "peelian.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from peelian.accounts import checks  # noqa: F401 - registers itself
