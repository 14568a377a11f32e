"""The frame of every account action: one transaction, the right to do it, one entry in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from peelian.accounts import witness
from peelian.accounts.actors import Actor
from peelian.accounts.problems import UnknownReason
from peelian.reference.problems import Bilingual

REASONS: Final = {
    "joins": Bilingual("Joins the force or team", "Yn ymuno â'r heddlu neu'r tîm"),
    "moves": Bilingual("Moves to other work", "Yn symud i waith arall"),
    "covers": Bilingual("Covers for somebody", "Yn cyflenwi i rywun"),
    "no_longer_needed": Bilingual("No longer needed for the work", "Ddim ei angen mwyach ar gyfer y gwaith"),
    "leaves": Bilingual("Leaves", "Yn gadael"),
    "away": Bilingual("Planned time away", "Amser i ffwrdd wedi'i gynllunio"),
    "lost_device": Bilingual("Lost phone or key", "Ffôn neu allwedd ar goll"),
    "suspected_misuse": Bilingual("Suspected misuse", "Amheuaeth o gamddefnydd"),
    "correction": Bilingual("Corrects a mistake", "Yn cywiro camgymeriad"),
    "reorganisation": Bilingual("Forces or teams are reorganised", "Ad-drefnu heddluoedd neu dimau"),
    "first_start": Bilingual("First start of Peelian", "Cychwyn cyntaf Peelian"),
}
"""Why an account action is done: a code, because free words would carry people's affairs into the ledger."""


@dataclass
class Doing:
    """What the entry will say: whom or what it is about, and codes."""

    subject: str
    facts: dict[str, witness.Fact] = field(default_factory=dict)


@contextmanager
def doing(action: str, subject: str, *, actor: Actor, as_of: datetime, reason: str) -> Iterator[Doing]:
    """Run an action: all of it and its entry, or nothing. Raises UnknownReason, NoWitness."""
    if reason not in REASONS:
        raise UnknownReason(name=reason, known=", ".join(REASONS))
    with transaction.atomic():
        done = Doing(subject)
        yield done
        witness.record(
            action=action, subject=done.subject, actor=actor, as_of=as_of, reason=reason, facts=done.facts
        )
