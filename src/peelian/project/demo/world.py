"""The made-up teams and officers of every force, written once in one account action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from peelian.accounts.actions.doing import doing
from peelian.accounts.actors import system_actor
from peelian.accounts.forces import FIRST_DAY, prepare_forces
from peelian.accounts.models import Force, Grant, Team, TeamArea, TeamForce, User
from peelian.project.demo.stories import TEAMS
from peelian.reference.places import districts
from peelian.reference.problems import Bilingual

OFFICERS = 2
BEFORE = timedelta(days=800)
HOST = "demo.invalid"
_NAMES = (
    Bilingual("{force} North (made up)", "{force} Gogledd (ffug)"),
    Bilingual("{force} South (made up)", "{force} De (ffug)"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A force with its made-up teams and, for each, its officers."""

    force: Force
    teams: tuple[Team, ...]
    officers: tuple[tuple[User, ...], ...]


def prepared(until: datetime) -> list[Place]:
    """Every open territorial force with its made-up teams; they are written the first time."""
    prepare_forces()
    if not Team.objects.filter(slug__startswith="demo-").exists():
        with doing(
            "demo.world", "service:demo", actor=system_actor("demo", until), as_of=until, reason="first_start"
        ) as done:
            done.facts.update(teams=_write(until - BEFORE))
    return _read()


def _write(since: datetime) -> int:
    made = 0
    for force in _forces():
        for number in range(TEAMS):
            _team(force, number, since)
            made += 1
        head = _user(f"{force.force_id}.supervisor", f"Supervisor of {force.name_en} (made up)")
        Grant.objects.create(user=head, role="supervisor", force=force, starts=since, reason="first_start")
    return made


def _team(force: Force, number: int, since: datetime) -> None:
    name = _NAMES[number]
    team = Team.objects.create(
        slug=f"demo-{force.force_id}-{number}",
        name_en=name.format(force=force.name_en.removesuffix(" Police").removesuffix(" Constabulary")),
        name_cy=name.cy.format(force=force.name_cy),
        kind="neighbourhood",
        service="contact",
    )
    starts = force.opens or FIRST_DAY
    TeamForce.objects.create(team=team, force=force, starts=starts)
    TeamArea.objects.bulk_create(
        TeamArea(team=team, kind="district", area=code, starts=starts) for code in _places(force, number)
    )
    for one in range(OFFICERS):
        user = _user(
            f"{force.force_id}.{number}.{one}",
            f"Officer {number * OFFICERS + one + 1} of {force.name_en} (made up)",
        )
        Grant.objects.create(user=user, role="officer", team=team, starts=since, reason="first_start")


def _places(force: Force, number: int) -> list[str]:
    """The districts of a team: every second one of the force; all of them where it has but one."""
    held = sorted(one.code for one in districts().values() if one.current and one.force_id == force.force_id)
    return held[number::TEAMS] or held


def _user(local: str, name: str) -> User:
    return User.objects.create_user(f"{local}@{HOST}", name[:120])


def _forces() -> list[Force]:
    return list(Force.objects.filter(closes=None).order_by("force_id"))


def _read() -> list[Place]:
    users = {user.email: user for user in User.objects.filter(email__endswith=f"@{HOST}")}
    teams = {team.slug: team for team in Team.objects.filter(slug__startswith="demo-")}
    return [
        Place(
            force,
            tuple(teams[f"demo-{force.force_id}-{number}"] for number in range(TEAMS)),
            tuple(
                tuple(users[f"{force.force_id}.{number}.{one}@{HOST}"] for one in range(OFFICERS))
                for number in range(TEAMS)
            ),
        )
        for force in _forces()
        if f"demo-{force.force_id}-0" in teams
    ]
