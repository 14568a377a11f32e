"""Does the vault belong to the records? Asked before anything starts, and before a vault is made.

The newest and the oldest keys that the records name and no disposal took are looked for in the vault. Where it holds none
of them it is another site's, or empty beside records that are not: nothing may start then, for new cases would be sealed
beside old ones that nobody can read. Where it lacks some it is older than the records, or was damaged: the log says so,
`peelian ledger verify --contents` says which, and what can be read stays in use.
"""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.apps import apps
from django.db import connections

from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.problems import VaultDoesNotFit, VaultLacksKeys
from peelian.casework.sealing.vault import ALIAS, alive

log = logging.getLogger("peelian.sealing")

OWNERS: Final = (("cases", "Case"), ("records", "Person"))
"""Models with a `key_id` and a `disposed_at`, by name, for they stand above this folder."""
LOOKED_AT: Final = 100
"""So many of the newest and of the oldest of each."""


def must_hold() -> None:
    """Raise VaultDoesNotFit where the vault holds none of the keys of the records; log where it lacks some."""
    asked = _asked()
    if not asked:
        return
    held = alive(asked) if made() else set[UUID]()
    if not held:
        raise VaultDoesNotFit
    if held != asked:
        log.error(VaultLacksKeys(lacking=len(asked - held), asked=len(asked)).message())


def made() -> bool:
    """Whether the vault has its tables."""
    return VaultKey._meta.db_table in connections[ALIAS].introspection.table_names()


def _asked() -> set[UUID]:
    tables = set(connections["default"].introspection.table_names())
    found: set[UUID] = set()
    for label, name in OWNERS:
        if label not in apps.app_configs:
            continue
        model = apps.get_model(label, name)
        if model._meta.db_table not in tables:
            continue
        keys = model._default_manager.filter(disposed_at=None).values_list("key_id", flat=True)
        found.update(keys.order_by("-pk")[:LOOKED_AT], keys.order_by("pk")[:LOOKED_AT])
    return found
