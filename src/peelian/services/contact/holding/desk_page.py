"""The desk's page of what is held for a look: in the order in which it came, why, and how many have the same words.

One decision on those that were ticked, or on all with the same words, so many at a time; what was set aside stands on the
same page, to be brought back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.access import cases_for, open_cases_for
from peelian.casework.cases.actions.many import AT_MOST
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import LAST
from peelian.casework.cases.problems import TooMany
from peelian.casework.cases.references import is_reference
from peelian.casework.desk.frame import page, show, show_template
from peelian.casework.desk.lines import Line, lines
from peelian.casework.desk.paging import COUNTED, page_of_teams
from peelian.casework.desk.problems import ChooseCases, ChooseFromList
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.holding import deciding
from peelian.services.contact.holding.deciding import SPAM, Decide
from peelian.services.contact.holding.keeping import HOLD
from peelian.services.contact.holding.rules import book
from peelian.services.contact.models import HeldReport

NAME: Final = "desk-held"
TITLE: Final = Bilingual("Held for a look", "Wedi'u dal i'w gweld")
_GROUPS: Final = 10
_DECISION: Final = Bilingual("What to do", "Beth i'w wneud")
_REASON: Final = Bilingual("Reason", "Rheswm")


@dataclass(frozen=True, slots=True)
class Act:
    """What can be decided, with its reasons."""

    title: Bilingual
    run: Decide
    reasons: Mapping[str, Bilingual]


ACTS: Final = {
    "let_go": Act(
        Bilingual("Let go into the queue", "Rhyddhau i'r ciw"), deciding.let_go, deciding.LET_GO_REASONS
    ),
    SPAM: Act(
        Bilingual("Set aside as spam", "Rhoi o'r neilltu fel sbam"), deciding.set_aside, deciding.SPAM_REASONS
    ),
}
BACK: Final = {
    "bring_back": Act(
        Bilingual("Bring back: it is no spam", "Dod ag ef yn ôl: nid sbam ydyw"),
        deciding.bring_back,
        deciding.BACK_REASONS,
    )
}


@dataclass(frozen=True, slots=True)
class Group:
    """Held reports with the same words."""

    alike: str
    reports: int


@page("GET", "POST", may=(HOLD,))
def held(request: HttpRequest) -> HttpResponseBase:
    """What is held, or what was set aside; what was chosen, done."""
    actor, now = actor_of(request), timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    spam = given.get("view", "") == SPAM
    if request.method != "POST":
        return _shown(request, actor, now, spam=spam)
    acts = BACK if spam else ACTS
    try:
        act, reason = _chosen(acts, given.get("act", ""), given.get("reason", ""))
        references = _references(actor, given.getlist("case"), given.get("alike", ""))
    except Problem as problem:
        return _shown(request, actor, now, spam=spam, problem=problem)
    done = deciding.each(references, act.run, actor=actor, as_of=now, reason=reason)
    return show(request, "several_done.html", act=act.title, done=done, section=NAME)


def waiting(actor: Actor) -> int:
    """How many are held within reach, up to a thousand and one, for the menu."""
    return _lane(actor, actor.reach(HOLD).teams).order_by()[: COUNTED + 1].count()


def _chosen(acts: Mapping[str, Act], name: str, reason: str) -> tuple[Act, str]:
    if name not in acts:
        raise ChooseFromList(field=_DECISION)
    if reason not in acts[name].reasons:
        raise ChooseFromList(field=_REASON)
    return acts[name], reason


def _references(actor: Actor, ticked: Sequence[str], alike: str) -> list[str]:
    """Those that were ticked, within reach; or the first held ones with the same words. Raises ChooseCases, TooMany."""
    wanted = [one.partition(":")[0] for one in ticked]
    wanted = [one for one in wanted if is_reference(one)]
    if len(wanted) > AT_MOST:
        raise TooMany(most=AT_MOST)
    rows = cases_for(actor, HOLD)
    if alike:
        rows = _lane(actor, actor.reach(HOLD).teams).filter(held_report__alike=alike).order_by("place", "id")
        found = list(rows.values_list("reference", flat=True)[:AT_MOST])
    else:
        found = list(rows.filter(reference__in=wanted).order_by("id").values_list("reference", flat=True))
    if not found:
        raise ChooseCases
    return found


def _lane(actor: Actor, teams: Collection[int]) -> QuerySet[Case]:
    """What is held within reach: what lies beyond the queue in the index of places."""
    return open_cases_for(actor, HOLD, teams=teams).filter(place__gt=LAST)


def _shown(
    request: HttpRequest, actor: Actor, now: datetime, *, spam: bool, problem: Problem | None = None
) -> HttpResponseBase:
    """One page of the lane, at a number of queries that never grows."""
    teams = actor.reach(HOLD).teams
    lane = _lane(actor, teams)
    rows = cases_for(actor, HOLD).filter(state=SPAM) if spam else lane
    key = request.GET.get("after", "")
    some = page_of_teams(
        rows.select_related("team", "owner").prefetch_related("tags__tag"),
        teams,
        key,
        column="opened_at" if spam else "place",
    )
    why = _why(some.rows)
    return show_template(
        request,
        "contact/desk/held.html",
        problem=problem,
        section=NAME,
        held_title=TITLE,
        spam=spam,
        rows=[(line, why.get(line.case.pk, ())) for line in _lines(some.rows, now)],
        after=some.after,
        inside=bool(key),
        counted=lane.order_by()[: COUNTED + 1].count(),
        most=COUNTED,
        at_most=AT_MOST,
        groups=[] if spam else _groups(lane),
        acts=BACK if spam else ACTS,
        chosen={name: request.POST.get(name, "") for name in ("act", "reason")},
        decision=_DECISION,
        reason_word=_REASON,
        reviewed=bool(book().reviewed),
    )


def _lines(cases: Sequence[Case], now: datetime) -> list[Line]:
    return lines(cases, now, away={})


def _why(cases: Sequence[Case]) -> dict[int, tuple[Bilingual, ...]]:
    """Why each was held, in words."""
    rows = HeldReport.objects.filter(case__in=[case.pk for case in cases])
    return {row.case_id: in_words(row) for row in rows}


def in_words(row: HeldReport) -> tuple[Bilingual, ...]:
    """The reasons of the rules that held a report; a rule that is gone is told by its id."""
    rules = book().rules
    return tuple(
        rules[one].reason if one in rules else Bilingual(one.replace("_", " ")) for one in row.why.split()
    )


def _groups(lane: QuerySet[Case]) -> list[Group]:
    """The words that most of the held reports share, the most first."""
    found: Any = (
        HeldReport.objects.filter(case__in=lane.order_by().values("pk"), decided_at=None)
        .exclude(alike="")
        .values_list("alike")
        .annotate(reports=Count("pk"))
        .filter(reports__gt=1)
        .order_by("-reports", "alike")
    )
    return [Group(alike, reports) for alike, reports in found[:_GROUPS]]


PAGES: list[URLPattern] = [path("desk/held", held, name=NAME)]
"""The address of the page; `contact.urls` lays it."""
