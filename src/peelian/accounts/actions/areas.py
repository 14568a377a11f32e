"""The places that a team answers for: give it one, take one away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Team, TeamArea
from peelian.accounts.problems import NoSuchPlace, TeamInUse
from peelian.reference.places import districts
from peelian.reference.reading import place_key

_OUTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?", re.ASCII)
_SECTOR: Final = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?) ?([0-9])", re.ASCII)


def add_area(
    team: Team, kind: str, area: str, *, actor: Actor, as_of: datetime, reason: str = "reorganisation"
) -> TeamArea:
    """The team answers for a place from today on; given twice, it is one row. Raises NotAllowed, NoSuchPlace, TeamInUse."""
    actor.must("team.manage", team=team.pk)
    if team.closes is not None and team.closes <= day_of(as_of):
        raise TeamInUse
    code = written(kind, area)
    held = TeamArea.objects.filter(team=team, kind=kind, area=code, ends__isnull=True).first()
    if held is not None:
        return held
    with doing("team.area", f"team:{team.pk}", actor=actor, as_of=as_of, reason=reason) as done:
        made = TeamArea.objects.create(team=team, kind=kind, area=code, starts=day_of(as_of))
        done.facts.update(team=team.slug, kind=kind, area=code)
    return made


def end_area(row: TeamArea, *, actor: Actor, as_of: datetime, reason: str = "reorganisation") -> TeamArea:
    """The team no longer answers for the place from today on. Raises NotAllowed."""
    actor.must("team.manage", team=row.team_id)
    if row.ends is not None:
        return row
    with doing("team.area-end", f"team:{row.team_id}", actor=actor, as_of=as_of, reason=reason) as done:
        row.ends = day_of(as_of)
        row.save(update_fields=["ends"])
        done.facts.update(team=row.team.slug, kind=row.kind, area=row.area)
    return row


def written(kind: str, area: str) -> str:
    """An area as it is kept: "NR1 3", "NR1", "E07000148", "kings heath". Raises NoSuchPlace."""
    if kind not in _WRITTEN or not (made := _WRITTEN[kind](area[:200])):
        raise NoSuchPlace
    return made


def _outcode(text: str) -> str:
    code = "".join(text.upper().split())
    return code if _OUTCODE.fullmatch(code) else ""


def _sector(text: str) -> str:
    found = _SECTOR.fullmatch(" ".join(text.upper().split()))
    return f"{found[1]} {found[2]}" if found else ""


def _district(text: str) -> str:
    code = text.strip().upper()
    if code in districts() and districts()[code].current:
        return code
    named = [
        one.code for one in districts().values() if one.current and place_key(one.name) == place_key(text)
    ]
    return named[0] if len(named) == 1 else ""


def _name(text: str) -> str:
    return place_key(text)[:80]


_WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "sector": _sector,
    "outcode": _outcode,
    "district": _district,
    "name": _name,
}
