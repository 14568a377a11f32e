"""Setting Django up for a command of casework; an empty home is prepared first."""

from __future__ import annotations

import os
from typing import Final

SETTINGS: Final = "peelian.project.settings.all"


def start() -> None:
    """Django, with both databases migrated if they are new. Call it before any model is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from peelian.casework.sealing.models import VaultKey

    if VaultKey._meta.db_table in connections["vault"].introspection.table_names():
        return
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False, skip_checks=True)
