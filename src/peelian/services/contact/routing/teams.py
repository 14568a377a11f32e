"""Which neighbourhood teams answer for a place on a day, and which forces have a team for a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import F, Q, QuerySet

from peelian.accounts.models import Force, Team, TeamArea
from peelian.accounts.models.force import AREA_KINDS
from peelian.casework.ledger.selecting import row_where
from peelian.services.contact.places import KINDS, chosen_team

_HOLDING: Final = """
SELECT team.*, place.kind AS told_by FROM accounts_teamarea place JOIN accounts_team team ON team.id = place.team_id
WHERE ({pairs}) AND place.starts <= %s AND (place.ends IS NULL OR place.ends > %s)
  AND team.kind = %s AND (team.closes IS NULL OR team.closes > %s)
  AND EXISTS (SELECT 1 FROM accounts_teamforce held WHERE held.team_id = team.id AND held.force_id = %s
    AND held.starts <= %s AND (held.ends IS NULL OR held.ends > %s))
ORDER BY team.name_en, team.id
"""


def force_row(force_id: str, on: date) -> Force | None:
    """The force as this site keeps it, if it is open on that day."""
    row = row_where(Force, force_id=force_id)
    if row is None or (row.closes is not None and row.closes <= on):
        return None
    return row if row.opens is None or row.opens <= on else None


def teams_for(force: Force, areas: Iterable[tuple[str, str]], on: date) -> tuple[Team, ...]:
    """The neighbourhood teams of the force whose area is told by the narrowest of these codes that any team has.

    By a statement of our own: every report asks it, and most of the time went into putting the statement together.
    """
    wanted = [(kind, _spellings(kind, code)) for kind, code in areas]
    if not wanted:
        return ()
    pairs = " OR ".join(
        f"place.kind = %s AND place.area IN ({', '.join(['%s'] * len(codes))})" for _, codes in wanted
    )
    day = connection.ops.adapt_datefield_value(on)
    given: list[Any] = [text for kind, codes in wanted for text in (kind, *codes)]
    given += [day, day, KINDS[0], day, force.pk, day, day]
    by_kind: dict[str, dict[int, Team]] = {}
    found: Any = Team.objects.raw(_HOLDING.format(pairs=pairs), given)
    for team in found:
        by_kind.setdefault(team.told_by, {})[team.pk] = team
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
    return chosen_team(force.force_id, slug, on) if slug else None


def _open(on: date) -> QuerySet[TeamArea]:
    """Areas that hold on a day, of neighbourhood teams that are open on it."""
    rows = TeamArea.objects.filter(starts__lte=on, team__kind__in=KINDS)
    return rows.filter(Q(ends=None) | Q(ends__gt=on)).filter(Q(team__closes=None) | Q(team__closes__gt=on))


def _in_force(field: str, on: date) -> dict[str, date]:
    return {f"{field}__lte": on}


def _spellings(kind: str, code: str) -> list[str]:
    """A name may have been written down with its article."""
    return [code, f"the {code}", f"y {code}", f"yr {code}"] if kind == "name" else [code]
