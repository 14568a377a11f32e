"""The entries of accounts: each person, team and force has a chain of its own, found by what it is about.

`peelian.accounts` stands below the ledger and cannot import it; it is handed `record` when the app is ready.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from peelian.accounts.actors import Actor
from peelian.accounts.witness import Fact
from peelian.casework.ledger.entries import append, lock, open_stream
from peelian.casework.ledger.models import ACCOUNT, Stream


def uid_of(subject: str) -> str:
    """The chain of `user:17`, `team:8` or `force:kent`."""
    return hashlib.sha256(f"peelian-account|{subject}".encode()).hexdigest()[:32]


def record(
    *, action: str, subject: str, actor: Actor, as_of: datetime, reason: str, facts: Mapping[str, Fact]
) -> None:
    """One entry on the chain of `subject`, in the account action's own transaction."""
    append(
        _locked(uid_of(subject)),
        action=action,
        actor=actor.code,
        reason=reason,
        facts={**facts, "subject": subject, "as_of": as_of.isoformat()},
    )


def _locked(uid: str) -> Stream:
    if not Stream.objects.filter(pk=uid).exists():
        try:
            with transaction.atomic():
                open_stream(uid, kind=ACCOUNT)
        except IntegrityError:  # somebody opened it meanwhile
            pass
    return lock(uid)
