"""When the guards are put in place, and who looks whether they are there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import DEFAULT_DB_ALIAS, connections

from peelian.casework.ledger import triggers
from peelian.casework.ledger.problems import TriggersMissing

log = logging.getLogger("peelian.ledger")


def after_migrate(*, using: str = DEFAULT_DB_ALIAS, **_given: Any) -> None:
    """Put the guards back in the database of the records, whatever was rebuilt."""
    if using == DEFAULT_DB_ALIAS:
        triggers.install(connections[using])


def check_triggers(*, databases: Sequence[str] | None = None, **_given: Any) -> list[CheckMessage]:
    """Django's system check (`check --database default`). A warning, so that `migrate`, which mends it, still runs."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    bare = triggers.missing(connections[DEFAULT_DB_ALIAS])
    return [CheckWarning(TriggersMissing(tables=", ".join(bare)).message(), id="ledger.W001")] if bare else []


def warn() -> None:
    """Say in the log when an append-only table is not guarded: the worker asks as it starts. Signing goes on."""
    bare = triggers.missing()
    if bare:
        log.error(TriggersMissing(tables=", ".join(bare)).message())
