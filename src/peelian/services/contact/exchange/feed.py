"""The messages that went out, read in their order: the same page for the same question, as often as it is asked.

Only cases in the key's own scope, and none that is restricted or disposed of. Each read is a look in the access log.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from peelian.accounts.actors import Actor
from peelian.casework.cases import registry
from peelian.casework.cases.access import case_for
from peelian.casework.cases.models import CaseParty
from peelian.casework.cases.problems import NotAllowed
from peelian.casework.ledger.consulting import look
from peelian.services.contact.exchange.layout import OURS
from peelian.services.contact.exchange.outbound import SERVICE
from peelian.services.contact.models import OutMessage

SEE: Final = "case.see"
PURPOSE: Final = "exchange"
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Part:
    """Some messages. `after`: what to ask for next. `more`: whether there is more already."""

    messages: tuple[dict[str, Any], ...]
    after: int
    more: bool


def part(actor: Actor, *, after: int, limit: int, as_of: datetime) -> Part:
    """Up to `limit` messages with numbers above `after`. Raises NotAllowed."""
    if not actor.may(SEE):
        raise NotAllowed
    found = _cut(_seen(actor), after, limit)
    with transaction.atomic():
        look(
            actor=actor.code,
            what="api",
            purpose=PURPOSE,
            results=len(found.messages),
            facts={"as_of": as_of.isoformat(timespec="seconds"), "after": after, "last": found.after},
        )
    return found


def part_of_case(actor: Actor, reference: str, *, after: int, limit: int, as_of: datetime) -> Part:
    """The same of one case, after a look at that case. Raises NoSuchCase, for what is out of scope too."""
    seen = case_for(actor, reference, purpose=PURPOSE, as_of=as_of, what="api")
    return _cut(_seen(actor).filter(case=seen.case), after, limit)


def _seen(actor: Actor) -> QuerySet[OutMessage]:
    kinds = [kind.id for kind in registry.kinds() if kind.service == SERVICE]
    hidden = CaseParty.objects.filter(person__restricted=True).values("case_id")
    rows = OutMessage.objects.filter(
        actor.where(SEE, team="case__team"),
        case__disposed_at=None,
        case__restricted=False,
        case__kind__in=kinds,
    )
    return rows.exclude(case_id__in=hidden).select_related("case").order_by("number")


def _cut(rows: QuerySet[OutMessage], after: int, limit: int) -> Part:
    found = list(rows.filter(number__gt=after)[: limit + 1])
    kept = found[:limit]
    return Part(tuple(map(_message, kept)), kept[-1].number if kept else after, len(found) > limit)


def _message(row: OutMessage) -> dict[str, Any]:
    return {
        "id": str(row.message_id),
        "kind": row.kind,
        "version": row.seq,
        "made_at": row.made_at.isoformat(),
        "source": OURS,
        "reference": row.case.reference,
        "body": json.loads(row.body),
    }
