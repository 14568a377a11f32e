"""The people and teams behind the codes of the ledger, and who of them is away now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import FilteredRelation, Q

from peelian.accounts.models import Absence, Team, User
from peelian.casework.desk import words
from peelian.reference.problems import Bilingual
from peelian.ui.language import current


@dataclass(frozen=True, slots=True)
class Names:
    """Names by number. `away`: the name of the person or team that answers for somebody who is away."""

    users: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, Team] = field(default_factory=dict)
    away: Mapping[int, Bilingual] = field(default_factory=dict)

    def who(self, code: str) -> str:
        """`user:17` as a name; what is no user as a word."""
        kind, _, number = code.partition(":")
        name = self.users.get(int(number)) if kind == "user" and number.isdigit() else None
        return name or _said(words.WHO.get(kind, words.WHO["user"]))

    def team(self, code: str) -> str:
        """`team:8` as a name."""
        number = code.partition(":")[2]
        team = self.teams.get(int(number)) if number.isdigit() else None
        return _said(Bilingual(team.name_en, team.name_cy)) if team else ""


def names_of(codes: Iterable[str], now: datetime) -> Names:
    """The names behind `user:17` and `team:8`: one query for people, one more where there are teams."""
    asked: dict[str, set[int]] = {"user": set(), "team": set()}
    for code in codes:
        kind, _, number = code.partition(":")
        if kind in asked and number.isdigit():
            asked[kind].add(int(number))
    users, away = _people(asked["user"], now)
    return Names(users, Team.objects.in_bulk(asked["team"]) if asked["team"] else {}, away)


def _people(numbers: set[int], now: datetime) -> tuple[dict[int, str], dict[int, Bilingual]]:
    held = FilteredRelation("absences", condition=Q(absences__starts__lte=now, absences__ends__gt=now))
    rows = User.objects.filter(pk__in=numbers).annotate(held=held).order_by("held__ends")
    users, away = {}, {}
    for pk, name, person, en, cy in rows.values_list(
        "pk", "name", "held__cover_user__name", "held__cover_team__name_en", "held__cover_team__name_cy"
    ):
        users[pk] = name
        if person or en:
            away[pk] = Bilingual(person or en, person or cy)
    return users, away


def away_of(owners: Iterable[int | None], now: datetime) -> dict[int, Bilingual]:
    """Who of the owners is away now, with the name of who answers for them. One query."""
    numbers = {owner for owner in owners if owner is not None}
    rows = Absence.objects.filter(user__in=numbers or {0}, starts__lte=now, ends__gt=now)
    found = {}
    for row in rows.select_related("cover_user", "cover_team").order_by("ends", "-id"):
        if row.cover_user is not None:
            found[row.user_id] = Bilingual(row.cover_user.name)
        elif row.cover_team is not None:
            found[row.user_id] = Bilingual(row.cover_team.name_en, row.cover_team.name_cy)
    return found


def _said(text: Bilingual) -> str:
    return text.cy if current() == "cy" else str(text)
