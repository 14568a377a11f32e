"""A small world of accounts for each test: two forces, three teams, the cast with their roles."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday in winter, when London keeps UTC."""
DAY = timedelta(days=1)


@dataclass
class People:
    """Ben is an officer of Aston, Cerys supervises it, Dev works in Kent; Gwen and Huw administer West Midlands."""

    ben: object
    cerys: object
    dev: object
    eve: object
    gwen: object
    huw: object
    aston: object
    edgbaston: object
    maidstone: object
    west_midlands: object
    kent: object

    def actor(self, name, as_of=NOON):  # type: ignore[no-untyped-def]
        from peelian.accounts.actors import actor_for

        return actor_for(getattr(self, name), as_of)


def make_people():  # type: ignore[no-untyped-def]
    """The world, written straight into the tables as it was a year before NOON."""
    from peelian.accounts.forces import FIRST_DAY, prepare_forces
    from peelian.accounts.models import Force, Grant, Team, TeamForce, User

    prepare_forces()
    forces = {one: Force.objects.get(force_id=one) for one in ("west-midlands", "kent")}
    teams = {}
    for slug, force in (("aston", "west-midlands"), ("edgbaston", "west-midlands"), ("maidstone", "kent")):
        teams[slug] = Team.objects.create(
            slug=slug, name_en=slug.title(), name_cy=slug.title(), kind="neighbourhood", service="contact"
        )
        TeamForce.objects.create(team=teams[slug], force=forces[force], starts=FIRST_DAY)
    users = {
        name: User.objects.create_user(f"{name}@example.org", name.title(), "three unrelated words")
        for name in ("ben", "cerys", "dev", "eve", "gwen", "huw")
    }
    year = NOON - 365 * DAY
    for name, role, scope in (
        ("ben", "officer", {"team": teams["aston"]}),
        ("cerys", "supervisor", {"team": teams["aston"]}),
        ("dev", "officer", {"team": teams["maidstone"]}),
        ("gwen", "administrator", {"force": forces["west-midlands"]}),
        ("huw", "administrator", {"force": forces["west-midlands"]}),
    ):
        Grant.objects.create(user=users[name], role=role, starts=year, reason="first_start", **scope)
    return People(**users, **teams, west_midlands=forces["west-midlands"], kent=forces["kent"])


@pytest.fixture
def people(db):  # type: ignore[no-untyped-def]
    return make_people()


@pytest.fixture
def client(db):  # type: ignore[no-untyped-def]
    """A visitor whose forged forms are refused as in earnest."""
    from django.test import Client

    return Client(enforce_csrf_checks=False)
