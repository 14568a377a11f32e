"""Who acts: a plain value, never a request. It holds what its holder may do at one moment, and where.

    actor = actor_for(user)                       # two or three queries, at the door of each request
    actor.may("case.answer", team=case.team_id)   # no query
    Case.objects.filter(actor.where("case.see"))  # the scope as a filter in SQL

A force's reach is its teams on that day; for a force that has closed, the teams that it had on its last day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from peelian.accounts.days import day_of
from peelian.accounts.models import Grant, Team, TeamForce, User
from peelian.accounts.problems import NotAllowed
from peelian.accounts.roles import book, permission

Kind = Literal["user", "key", "outside", "system"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a permission holds. `teams` already counts the teams of `forces` and `services`."""

    everywhere: bool = False
    teams: frozenset[int] = frozenset()
    forces: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.teams or self.forces or self.services)


@dataclass(frozen=True, slots=True)
class Actor:
    """`id`: the user's number, a key's prefix, the name of a system part, or empty for the person outside.

    `own_teams`: where a user works (roles held for that very team). `user` is None unless kind is `user`.
    """

    kind: Kind
    id: str
    as_of: datetime
    reaches: Mapping[str, Reach] = field(repr=False)
    user: User | None = field(default=None, repr=False, compare=False)
    own_teams: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """As the ledger writes it: `user:17`, `key:ab12`, `system:worker`, `outside`."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    def reach(self, name: str) -> Reach:
        """Where the actor holds the permission `name`. Raises UnknownPermission."""
        return self.reaches.get(permission(name), Reach())

    def may(
        self, name: str, *, team: int | None = None, force: str | None = None, service: str | None = None
    ) -> bool:
        """Whether the permission holds for that team (its number), force (its id) or service; without one: anywhere."""
        reach = self.reach(name)
        if reach.everywhere:
            return True
        asked = (
            (team, reach.teams),
            (force, reach.forces),
            (service, reach.services),
        )
        answers = [one in held for one, held in asked if one is not None]
        return any(answers) if answers else bool(reach)

    def must(
        self, name: str, *, team: int | None = None, force: str | None = None, service: str | None = None
    ) -> None:
        """Raise NotAllowed unless `may(...)`."""
        if not self.may(name, team=team, force=force, service=service):
            raise NotAllowed

    def where(self, name: str, *, team: str = "team") -> Q:
        """The scope of a permission as a condition on the column `team`."""
        reach = self.reach(name)
        return Q() if reach.everywhere else Q(**{f"{team}_id__in": sorted(reach.teams)})


def actor_for(user: User, as_of: datetime | None = None) -> Actor:
    """`user` with the permissions that hold at `as_of` (now). One who has left holds none."""
    moment = as_of or timezone.now()
    held = [] if user.has_left(day_of(moment)) else list(grants_at(user, moment))
    return Actor(
        "user",
        str(user.pk),
        moment,
        _reaches(held, day_of(moment)),
        user,
        frozenset(grant.team_id for grant in held if grant.team_id is not None),
        frozenset(grant.role for grant in held),
    )


def grants_at(user: User, moment: datetime) -> QuerySet[Grant]:
    """The grants of `user` that hold at `moment`."""
    return (
        Grant.objects.filter(user=user, starts__lte=moment)
        .filter(Q(ends__isnull=True) | Q(ends__gt=moment))
        .select_related("force")
    )


def system_actor(name: str = "worker", as_of: datetime | None = None) -> Actor:
    """A part of the system that acts by itself: the schedule, the outbox, a command."""
    return _without_account("system", name, as_of)


def outside_actor(as_of: datetime | None = None) -> Actor:
    """The person outside, who has no account. What they may touch is decided by their thread's token."""
    return _without_account("outside", "", as_of)


def _without_account(kind: Literal["system", "outside"], name: str, as_of: datetime | None) -> Actor:
    everywhere = {one: Reach(everywhere=True) for one in book().without_account[kind]}
    return Actor(kind, name, as_of or timezone.now(), MappingProxyType(everywhere))


def _reaches(held: list[Grant], day: date) -> Mapping[str, Reach]:
    by_force = teams_of_forces([grant.force_id for grant in held if grant.force_id is not None], day)
    by_service = _teams_of_services({grant.service for grant in held if grant.service})
    teams: dict[str, set[int]] = defaultdict(set)
    forces: dict[str, set[str]] = defaultdict(set)
    services: dict[str, set[str]] = defaultdict(set)
    for grant in held:
        given = book().roles.get(grant.role)
        for name in given.permissions if given else ():
            if grant.team_id is not None:
                teams[name].add(grant.team_id)
            elif grant.force is not None:
                teams[name] |= by_force.get(grant.force_id or 0, set())
                forces[name].add(grant.force.force_id)
            else:
                teams[name] |= by_service.get(grant.service, set())
                services[name].add(grant.service)
    names = teams.keys() | forces.keys() | services.keys()
    return MappingProxyType(
        {
            name: Reach(False, frozenset(teams[name]), frozenset(forces[name]), frozenset(services[name]))
            for name in sorted(names)
        }
    )


def teams_of_forces(force_pks: Iterable[int], day: date) -> dict[int, set[int]]:
    """Force number -> its teams on `day`; of a force that has closed by then, those of its last day."""
    wanted = set(force_pks)
    found: dict[int, set[int]] = {pk: set() for pk in wanted}
    if not wanted:
        return found
    rows = TeamForce.objects.filter(force_id__in=wanted).values_list(
        "force_id", "team_id", "starts", "ends", "force__closes"
    )
    for force, team, starts, ends, closes in rows:
        then = closes - timedelta(days=1) if closes and closes <= day else day
        if starts <= then and (ends is None or then < ends):
            found[force].add(team)
    return found


def _teams_of_services(names: set[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {name: set() for name in names}
    if names:
        for service, team in Team.objects.filter(service__in=names).values_list("service", "pk"):
            found[service].add(team)
    return found
