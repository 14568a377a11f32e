"""Setting Django up for a command of casework; an empty home is prepared first."""

from __future__ import annotations

import os
from typing import Final

SETTINGS: Final = "peelian.project.settings.all"


def start() -> None:
    """Django, with both databases migrated if they are new. Call it before any model is imported.

    Raises VaultDoesNotFit where records are there and their vault is not: none is made in its place.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    from django.db import connections

    from peelian.casework.sealing.fitting import made, must_hold

    if made():
        return
    must_hold()
    for alias in connections:
        migrate(alias)


def migrate(alias: str) -> None:
    """Make the tables that lie in this database: for the vault its own app alone, for the others' steps do nothing there."""
    from django.core.management import call_command

    from peelian.casework.sealing.vault import ALIAS

    labels = [ALIAS] if alias == ALIAS else []
    call_command("migrate", *labels, database=alias, verbosity=0, interactive=False, skip_checks=True)
