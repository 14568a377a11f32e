"""Who took a decision about a case, so that somebody else reviews it."""

from __future__ import annotations

from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.ledger.models import LedgerEntry

DECISIONS: Final = ("case.no_investigation", "case.no_further_action")
"""The acts by which the police decide not to go on with a report."""


def not_who_decided(actor: Actor, case: Case) -> bool:
    """Whether the actor is somebody else than who last decided not to go on; a program never reviews."""
    if actor.user is None:
        return False
    rows = LedgerEntry.objects.filter(stream=case.uid, action__in=DECISIONS).order_by("-seq")
    return rows.values_list("actor", flat=True).first() != actor.code
