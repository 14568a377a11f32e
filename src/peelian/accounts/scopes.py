"""Where a role holds: one force, one team or one service; and who may give which role there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peelian.accounts.actors import Actor, grants_at, teams_of_forces
from peelian.accounts.days import day_of
from peelian.accounts.models import Force, Grant, Team
from peelian.accounts.problems import NotAllowed
from peelian.accounts.roles import Role, book, role


@dataclass(frozen=True, slots=True)
class Scope:
    """Exactly one of the three is set."""

    force: Force | None = None
    team: Team | None = None
    service: str = ""

    def __post_init__(self) -> None:
        if sum((self.force is not None, self.team is not None, bool(self.service))) != 1:
            raise ValueError("a scope is one force, one team or one service")

    @property
    def code(self) -> str:
        """As the ledger writes it: `force:kent`, `team:kent-contact`, `service:lines`."""
        if self.force is not None:
            return f"force:{self.force.force_id}"
        return f"team:{self.team.slug}" if self.team is not None else f"service:{self.service}"


def scope_of(grant: Grant) -> Scope:
    """The scope of a grant."""
    return Scope(grant.force, grant.team, grant.service)


def givable(actor: Actor, scope: Scope, as_of: datetime) -> frozenset[str]:
    """The roles that `actor` may give, and take back, within `scope`."""
    if actor.kind == "system":
        return frozenset(book().roles) if actor.may("account.manage") else frozenset()
    if actor.user is None:
        return frozenset()
    held = [(grant, book().roles.get(grant.role)) for grant in grants_at(actor.user, as_of)]
    giving = [(grant, given) for grant, given in held if given is not None and given.grants]
    return frozenset(name for grant, given in giving if covers(grant, scope, as_of) for name in given.grants)


def covers(grant: Grant, scope: Scope, as_of: datetime) -> bool:
    """Whether a grant's own scope holds all of `scope`."""
    if grant.service:
        return grant.service == (scope.service or (scope.team.service if scope.team else ""))
    if grant.team_id is not None:
        return scope.team is not None and scope.team.pk == grant.team_id
    if scope.force is not None:
        return scope.force.pk == grant.force_id
    if scope.team is None or grant.force_id is None:
        return False
    return scope.team.pk in teams_of_forces([grant.force_id], day_of(as_of))[grant.force_id]


def must_give(actor: Actor, name: str, scope: Scope, as_of: datetime) -> Role:
    """The role, when `actor` may give it there. Raises UnknownRole, NotAllowed."""
    wanted = role(name)
    if name not in givable(actor, scope, as_of):
        raise NotAllowed
    return wanted


def permissions_givable(actor: Actor, scope: Scope, as_of: datetime) -> frozenset[str]:
    """What a key may be given there: permissions of the roles that `actor` may give, as far as programs may have them."""
    names = givable(actor, scope, as_of)
    return _all(book().roles[name] for name in names) & book().without_account["programs"]


def _all(roles: Iterable[Role]) -> frozenset[str]:
    return frozenset(name for one in roles for name in one.permissions)
