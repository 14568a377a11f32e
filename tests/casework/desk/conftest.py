"""The world of casework with visitors who are signed in."""

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def world(db):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def desk(world) -> Callable[[str], object]:
    """A function that gives the browser of one of the cast, signed in a moment ago."""

    def signed_in(name: str):
        from django.test import Client

        from peelian.accounts import door

        client = Client()
        client.force_login(getattr(world, name))
        session = client.session
        session[door.SEEN] = session[door.STARTED] = time.time()
        session.save()
        return client

    return signed_in


@pytest.fixture
def queries():
    """A function that says what a visit asks the database, without the marks of transactions."""

    def asked(visit: Callable[[], object]) -> list[str]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as held:
            visit()
        marks = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
        return [one["sql"] for one in held.captured_queries if not one["sql"].startswith(marks)]

    return asked


@pytest.fixture
def client(db):
    """A visitor whom nobody knows."""
    from django.test import Client

    return Client()
