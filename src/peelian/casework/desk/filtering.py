"""Which cases a view of the queue shows, as the address says it: codes only, so that it can be saved and sent on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet

from peelian.accounts.actors import Actor
from peelian.accounts.models import Team
from peelian.casework.cases import registry
from peelian.casework.cases.access import open_cases_for
from peelian.casework.cases.acting import SEE
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import LAST
from peelian.reference.problems import Bilingual

CODES: Final = ("team", "kind", "state", "tag")
VIEWS: Final = {
    "mine": Bilingual("My cases", "Fy achosion"),
    "free": Bilingual("Not taken yet", "Heb eu cymryd eto"),
    "team": Bilingual("My teams", "Fy nhimau"),
}
DUE: Final = {
    "due": Bilingual("Something is due, or it is urgent", "Mae rhywbeth yn ddyledus, neu mae'n frys"),
    "nothing": Bilingual("Nothing is due from us now", "Nid oes dim yn ddyledus gennym nawr"),
}
_CODE: Final = re.compile(r"[a-zA-Z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the queue; empty fields ask nothing."""

    view: str = "mine"
    team: str = ""
    kind: str = ""
    state: str = ""
    tag: str = ""
    due: str = "due"

    def query(self, **changed: str) -> str:
        """The address's own form, without what is as it is by itself."""
        values = {**self._asked(), **changed}
        usual = {"view": "mine", "due": "due"}
        return urlencode(
            {name: value for name, value in values.items() if value and value != usual.get(name)}
        )

    def _asked(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("view", *CODES, "due")}


def asked(given: Mapping[str, str]) -> Filter:
    """The filter of an address; what it does not know, it leaves out."""
    view, due = given.get("view", ""), given.get("due", "")
    return Filter(
        view=view if view in VIEWS else "mine",
        **{name: _code(given.get(name, "")) for name in CODES},
        due=due if due in DUE else "due",
    )


def _code(text: str) -> str:
    return text if _CODE.fullmatch(text) else ""


def teams_of(actor: Actor, wanted: Filter) -> frozenset[int]:
    """The teams whose cases the filter shows, within the actor's scope. One query where it names one."""
    reach = actor.reach(SEE).teams
    if wanted.team:
        return reach & set(Team.objects.filter(slug=wanted.team).values_list("pk", flat=True))
    return reach & actor.own_teams if wanted.view == "team" and actor.own_teams else reach


def rows(actor: Actor, wanted: Filter, teams: Collection[int]) -> QuerySet[Case]:
    """The open cases of these teams that the filter shows, within the actor's scope."""
    found = _rows(actor, wanted, teams)
    return found.filter(place=LAST) if wanted.due == "nothing" else found.filter(place__lt=LAST)


def late(actor: Actor, wanted: Filter, teams: Collection[int], now: datetime) -> QuerySet[Case]:
    """Those of them that are late. Their place is not asked, for what is late has one, but where it is held for a look: the
    index of times answers."""
    found = _rows(actor, wanted, teams)
    return found.none() if wanted.due == "nothing" else found.filter(next_due_at__lt=now, priority__gte=0)


def _rows(actor: Actor, wanted: Filter, teams: Collection[int]) -> QuerySet[Case]:
    found = open_cases_for(actor, teams=teams)
    if wanted.view != "team":
        found = found.filter(owner=actor.user if wanted.view == "mine" else None)
    for name in ("kind", "state"):
        if getattr(wanted, name):
            found = found.filter(**{name: getattr(wanted, name)})
    if wanted.tag:
        found = found.filter(tags__tag__slug=wanted.tag)
    return found


def states(*, closed: bool = False) -> dict[str, Bilingual]:
    """Every open state of every kind by its code; with `closed` the closed ones too."""
    return {
        state.id: state.title
        for kind in registry.kinds()
        for state in kind.states
        if closed or state.klass != "closed"
    }


def kinds() -> dict[str, Bilingual]:
    """Every kind by its id."""
    return {kind.id: kind.title for kind in registry.kinds()}
