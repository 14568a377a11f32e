"""A force's record system with its key, one of another force, and a case that was sent."""

import pytest


@pytest.fixture
def world(db: None):
    from tests.support.cases import make_world

    made = make_world()
    made.ben.collar_number = "WM1234"
    made.ben.save()
    return made


@pytest.fixture
def system(world):
    from tests.services.contact.exchange.systems import System, key_for

    return System(key_for(world.force, "ada"))


@pytest.fixture
def stranger(world):
    """A system of another force, which may all that ours may."""
    from peelian.accounts.models import Force
    from tests.services.contact.exchange.systems import System, key_for

    return System(key_for(Force.objects.get(force_id="kent"), "bob"))


@pytest.fixture
def case(system, world):
    """A function that sends a case, in Ben's team."""
    from peelian.casework.cases.models import Case

    def sent(reference: str = "CAD-1"):
        told_us = system.post(system.received(reference, team=world.team.slug), 201)
        return Case.objects.get(reference=told_us["reference"])

    return sent
