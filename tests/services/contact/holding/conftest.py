"""A world that takes reports, and browsers of people who look at what is held."""

from __future__ import annotations

import time
from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    """Cerys supervises the contact team that reports come to."""
    from peelian.accounts.models import Grant
    from tests.support.cases import DAY, NOON, make_world

    made = make_world()
    Grant.objects.create(
        user=made.cerys, role="supervisor", team=made.force.contact_team, starts=NOON - 90 * DAY, reason="new"
    )
    return made


@pytest.fixture
def desk(world: Any) -> Any:
    """A browser in which somebody is signed in."""
    from django.test import Client

    from peelian.accounts import door

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(world, name))
        session = client.session
        session[door.SEEN] = session[door.STARTED] = time.time()
        session.save()
        return client

    return signed_in
