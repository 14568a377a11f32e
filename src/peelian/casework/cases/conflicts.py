"""Somebody acted first: what happened since the version that an officer saw."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from peelian.casework.cases.problems import Changed, Conflict
from peelian.casework.ledger import entries

__all__ = ["Changed", "Conflict", "changes_since"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def changes_since(uid: str, version: int) -> tuple[Changed, ...]:
    """The acts on a case after `version`, oldest first."""
    return tuple(
        Changed(entry.action, _EPOCH + timedelta(microseconds=entry.at), entry.actor)
        for entry in entries.after(uid, version)
    )
