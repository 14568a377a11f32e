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
    from django.core.management import call_command
    from django.db import connections

    from peelian.casework.sealing.fitting import made, must_hold

    if made():
        return
    must_hold()
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False, skip_checks=True)
