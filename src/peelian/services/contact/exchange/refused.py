"""Messages that were refused: listed for those who sent them, kept for 90 days, then deleted with what they held.

The list tells ids and codes; the words stay sealed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from peelian.accounts.actors import Actor
from peelian.casework.ledger.consulting import look
from peelian.casework.schedule import kinds
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.services.contact.exchange.feed import PURPOSE
from peelian.services.contact.exchange.inbound import force_of
from peelian.services.contact.models import InMessage

SWEEP: Final = "contact.exchange.sweep"
KEPT: Final = timedelta(days=90)


def refused(actor: Actor, *, after: int, limit: int, as_of: datetime) -> dict[str, Any]:
    """What this very key sent and was refused, in the order of arrival. Raises NotAllowed."""
    rows = InMessage.objects.filter(force=force_of(actor), by=actor.code, state="refused", pk__gt=after)
    found = list(rows.order_by("pk")[: limit + 1])
    kept = found[:limit]
    with transaction.atomic():
        look(
            actor=actor.code,
            what="api",
            purpose=PURPOSE,
            results=len(kept),
            facts={"as_of": as_of.isoformat(timespec="seconds"), "after": after, "refused": True},
        )
    return {
        "refused": [
            {
                "id": str(row.message_id or ""),
                "source": row.source,
                "kind": row.kind,
                "reference": row.reference,
                "at": row.at.isoformat(),
                "code": row.problems,
            }
            for row in kept
        ],
        "after": kept[-1].pk if kept else after,
        "more": len(found) > limit,
    }


def sweep(*, now: datetime) -> int:
    """Delete what was refused longer ago than `KEPT`; how many."""
    return InMessage.objects.filter(state="refused", at__lt=now - KEPT).delete()[0]


def register() -> None:
    """Make the daily sweep known to the schedule."""
    kinds.register(ScheduleKind(SWEEP, _sweep, late="latest", acts=True, every=timedelta(days=1)))


def _sweep(turn: Turn) -> None:
    with transaction.atomic():
        sweep(now=turn.as_of)
        turn.done()
