"""Cases whose review is due, and proposals of disposal: those that wait for this person, and their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.desk import keeping
from peelian.casework.desk.frame import SEE, page, show
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.names import names_of
from peelian.casework.desk.offers import Offer
from peelian.casework.desk.paging import Page, page_of_teams
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
LISTS: Final = ("after", "waiting", "own")
"""The lists of the page, by the name of their key in its address: what is due, what waits, what one proposed."""


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
    """What is due and what is proposed, within this person's reach, a page of each; at a number of queries that never grows."""
    actor, now = actor_of(request), timezone.now()
    asked = {name: request.GET.get(name, "") for name in LISTS}
    due = _due(actor, now, asked["after"])
    waiting = _proposals(_waiting(actor), actor.reach(keeping.APPROVE).teams, asked["waiting"])
    own = _proposals(_own(actor), actor.reach(SEE).teams, asked["own"])
    cases = [one.case for one in due.rows] + [one.case for one in (*waiting.rows, *own.rows)]
    held = set(Hold.objects.filter(case__in=cases, lifted_at=None).values_list("case_id", flat=True))
    return show(
        request,
        "reviews.html",
        section="reviews",
        done=DONE.get(request.GET.get("done", "")),
        inside={name for name, key in asked.items() if key},
        after={"after": due.after, "waiting": waiting.after, "own": own.after},
        due=[_line(actor, one.case, one.due_at, held) for one in due.rows],
        waiting=_lines(actor, waiting.rows, held),
        own=_lines(actor, own.rows, held),
        names=names_of((one.proposed_by for one in waiting.rows), now),
        approves=actor.may(keeping.APPROVE),
    )


def _due(actor: Actor, now: datetime, key: str) -> Page[Review]:
    """One page of what is due."""
    reach = actor.reach(reviewing.PERMISSION)
    of_any = not reach.everywhere
    rows = reviewing.due_reviews(actor, as_of=now, of_any_team=of_any).filter(case__disposed_at=None)
    rows = rows.select_related("case__team")
    return page_of_teams(rows, reach.teams, key, column="due_at", of_any_team=of_any)


def _proposals(rows: QuerySet[Proposal], teams: Collection[int], key: str) -> Page[Proposal]:
    """One page of open proposals, the longest waiting first."""
    return page_of_teams(rows.select_related("case__team"), teams, key, column="at")


def _waiting(actor: Actor) -> QuerySet[Proposal]:
    """What waits for this person's yes or no."""
    may = actor.may(keeping.APPROVE)
    return proposing.open_proposals(actor) if may else Proposal.objects.none()


def _own(actor: Actor) -> QuerySet[Proposal]:
    """What this person proposed and somebody else has to decide."""
    scope = actor.where(SEE) & actor.where(SEE, team="case__team")
    return Proposal.objects.filter(scope, state=OPEN, proposed_by=actor.code)


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
