"""Which neighbourhood teams answer for a place on a day, and which forces have a team for a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from peelian.accounts.forces import open_on
from peelian.accounts.models import Force, Team, TeamArea
from peelian.accounts.models.force import AREA_KINDS
from peelian.services.contact.places import KINDS, teams_of


def force_row(force_id: str, on: date) -> Force | None:
    """The force as this site keeps it, if it is open on that day."""
    return Force.objects.filter(open_on(on), force_id=force_id).select_related("contact_team").first()


def teams_for(force: Force, areas: Iterable[tuple[str, str]], on: date) -> tuple[Team, ...]:
    """The neighbourhood teams of the force whose area is told by the narrowest of these codes that any team has."""
    pairs = Q()
    for kind, code in areas:
        pairs |= Q(kind=kind, area__in=_spellings(kind, code))
    if not pairs:
        return ()
    held = _open(on).filter(pairs, team__forces__force=force, **_in_force("team__forces__starts", on))
    held = held.filter(Q(team__forces__ends=None) | Q(team__forces__ends__gt=on))
    by_kind: dict[str, dict[int, Team]] = {}
    for row in held.select_related("team").order_by("team__name_en", "team_id"):
        by_kind.setdefault(row.kind, {})[row.team_id] = row.team
    return next((tuple(by_kind[kind].values()) for kind in AREA_KINDS if kind in by_kind), ())


def forces_of_name(key: str, on: date) -> tuple[str, ...]:
    """The forces that have a team for a place of this name: for names that no table of ours holds."""
    if not key:
        return ()
    rows = (
        _open(on)
        .filter(kind="name", area__in=_spellings("name", key), **_in_force("team__forces__starts", on))
        .filter(Q(team__forces__ends=None) | Q(team__forces__ends__gt=on))
        .annotate(of_force=F("team__forces__force__force_id"))
    )
    return tuple(sorted(set(rows.values_list("of_force", flat=True))))


def chosen_of(force: Force, slug: str, on: date) -> Team | None:
    """The team that the person chose, if the force has it on that day."""
    return next((team for team in teams_of(force, on) if team.slug == slug), None) if slug else None


def _open(on: date) -> QuerySet[TeamArea]:
    """Areas that hold on a day, of neighbourhood teams that are open on it."""
    rows = TeamArea.objects.filter(starts__lte=on, team__kind__in=KINDS)
    return rows.filter(Q(ends=None) | Q(ends__gt=on)).filter(Q(team__closes=None) | Q(team__closes__gt=on))


def _in_force(field: str, on: date) -> dict[str, date]:
    return {f"{field}__lte": on}


def _spellings(kind: str, code: str) -> list[str]:
    """A name may have been written down with its article."""
    return [code, f"the {code}", f"y {code}", f"yr {code}"] if kind == "name" else [code]
