"""Cases whose review is due, and proposals of disposal: those that wait for this person, and their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.desk import keeping
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.names import names_of
from peelian.casework.desk.offering import Offer
from peelian.casework.desk.paging import SIZE, after_key
from peelian.casework.retention import proposing, reviewing
from peelian.casework.retention.models import OPEN, Hold, Proposal, Review
from peelian.reference.problems import Bilingual

DONE: Final = {
    "kept": Bilingual(
        "The case is kept, and its next review is planned.",
        "Cedwir yr achos, ac mae ei adolygiad nesaf wedi'i gynllunio.",
    ),
    "proposed": Bilingual(
        "The disposal is proposed. It waits for a second person.",
        "Mae'r gwarediad wedi'i gynnig. Mae'n aros am ail berson.",
    ),
    "withdrawn": Bilingual("The proposal is withdrawn.", "Tynnwyd y cynnig yn ôl."),
    "refused": Bilingual(
        "The disposal is refused, and the case is due for review again.",
        "Gwrthodwyd y gwarediad, ac mae'r achos i'w adolygu eto.",
    ),
    "disposed": Bilingual("The case is disposed of.", "Mae'r achos wedi'i waredu."),
}
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the page. `at`: since when it waits; `who` (a code) proposed its disposal, and `why`."""

    case: Case
    kind: Bilingual
    at: datetime
    held: bool
    offers: tuple[Offer, ...]
    who: str = ""
    why: Bilingual | None = None


@page("GET", may=(keeping.REVIEW, keeping.APPROVE))
def reviews(request: HttpRequest) -> HttpResponseBase:
    """What is due and what is proposed, within this person's reach; at a number of queries that never grows."""
    actor, now = actor_of(request), timezone.now()
    due, after = _due(actor, now, request.GET.get("after", ""))
    waiting, own = list(_proposals(actor)), list(_own(actor))
    cases = [one.case for one in due] + [one.case for one in waiting + own]
    held = set(Hold.objects.filter(case__in=cases, lifted_at=None).values_list("case_id", flat=True))
    return show(
        request,
        "reviews.html",
        section="reviews",
        done=DONE.get(request.GET.get("done", "")),
        inside="after" in request.GET,
        after=after,
        due=[_line(actor, one.case, one.due_at, held) for one in due],
        waiting=_lines(actor, waiting, held),
        own=_lines(actor, own, held),
        names=names_of((one.proposed_by for one in waiting), now),
        approves=actor.may(keeping.APPROVE),
    )


def _due(actor: Actor, now: datetime, key: str) -> tuple[list[Review], str]:
    """One page of what is due, and the key of the next one."""
    rows = reviewing.due_reviews(actor, as_of=now).filter(case__disposed_at=None)
    start = after_key(key, "due_at")
    rows = rows.filter(start) if start is not None else rows
    found = list(rows.select_related("case__team")[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    return found[:SIZE], f"{last.due_at.isoformat()}~{last.pk}" if last else ""


def _proposals(actor: Actor) -> Iterable[Proposal]:
    """What waits for this person's yes or no."""
    if not actor.may(keeping.APPROVE):
        return ()
    return proposing.open_proposals(actor).select_related("case__team")[:SHOWN]


def _own(actor: Actor) -> Iterable[Proposal]:
    """What this person proposed and somebody else has to decide."""
    rows = Proposal.objects.filter(actor.where("case.see", team="case__team"), state=OPEN)
    return rows.filter(proposed_by=actor.code).select_related("case__team").order_by("at", "pk")[:SHOWN]


def _lines(actor: Actor, rows: Iterable[Proposal], held: set[int]) -> list[Line]:
    return [_line(actor, one.case, one.at, held, one) for one in rows]


def _line(actor: Actor, case: Case, at: datetime, held: set[int], proposed: Proposal | None = None) -> Line:
    kind, stands = kind_of(case), case.pk in held
    offers = keeping.offers(actor, case, held=stands, proposed=proposed, due=proposed is None)
    return Line(
        case,
        kind.title if kind else Bilingual(case.kind),
        at,
        stands,
        tuple(one for one in offers if one.page != "desk-hold"),
        proposed.proposed_by if proposed else "",
        proposing.REASONS.get(proposed.reason_code) if proposed else None,
    )
