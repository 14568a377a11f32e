"""A world with reports that have a victim, their words, and officers at the desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tests.services.contact.tracking.reports import Report
    from tests.support.cases import World


@pytest.fixture
def world(db: None) -> World:
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def report(world: World) -> Callable[..., Report]:
    """A function that opens a report as the public form does; `part`: what the person is in it."""
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.records.people import NewPerson
    from peelian.casework.threads.door import new_secret, open_thread
    from tests.services.contact.tracking.reports import Report
    from tests.support.cases import NOON

    def made(
        kind: str = "burglary", *, part: str = "victim", as_of: datetime | None = None, **more: Any
    ) -> Report:
        new, as_of = new_secret(), as_of or NOON
        case = open_case(
            kind,
            team=world.team,
            force=world.force.force_id,
            payload=more.pop("payload", {}),
            actor=world.actor("outside", as_of),
            as_of=as_of,
            parties=(NewParty(part, NewPerson(name="Asha Okafor", language="en")),),
            also=lambda act, _people: open_thread(act, new) and None,
            **more,
        )
        return Report(case.reference, new.words)

    return made


@pytest.fixture
def desk(world: World) -> Callable[[str], Client]:
    """A function that gives the browser of one of the cast, signed in a moment ago."""
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
