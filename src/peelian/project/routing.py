"""Which database holds what: the keys of cases and persons in `vault`, everything else in `default`."""

from __future__ import annotations

from typing import Any, Final

VAULT: Final = "vault"
"""The label of the app `peelian.casework.sealing`, and the alias of its database."""


class Vault:
    """Django's router: models of the label `vault` live in the database `vault`, and in no other."""

    def db_for_read(self, model: Any, **_hints: object) -> str | None:
        """Where to read a model from."""
        return VAULT if model._meta.app_label == VAULT else None

    def db_for_write(self, model: Any, **_hints: object) -> str | None:
        """Where to write it."""
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """A table of the vault is made in the vault alone."""
        return (db == VAULT) == (app_label == VAULT)
