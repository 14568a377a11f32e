"""Rows looked up by name while chains are walked: a range where names lie close, each by itself where they do not."""

import random

import pytest
from django.db import connection

from peelian.casework.ledger.models import Stream
from peelian.casework.ledger.reading import within

SQL = "SELECT uid, kind FROM ledger_stream WHERE uid"


@pytest.fixture
def names(db: None) -> list[str]:
    """Two hundred streams, in order."""
    drawn = random.Random(1829)
    made = sorted(f"{drawn.getrandbits(128):032x}" for _ in range(200))
    Stream.objects.bulk_create([Stream(uid=name, kind="case") for name in made])
    return made


def found(asked: list[str]) -> set[str]:
    rows = within(connection).those(SQL, asked)
    return {uid for uid, _ in rows} & set(asked)


@pytest.mark.parametrize(
    "pick",
    [
        pytest.param(slice(20, 80), id="next to each other"),
        pytest.param(slice(0, 200, 3), id="every third"),
        pytest.param(slice(0, 200, 40), id="far apart"),
        pytest.param(slice(7, 8), id="one"),
        pytest.param(slice(0, 0), id="none"),
    ],
)
def test_every_name_that_has_a_row_is_found(names: list[str], pick: slice) -> None:
    asked = names[pick]
    assert found([*asked, *("f" * 32 for _ in asked)]) == set(asked)


def test_names_far_apart_do_not_bring_every_row_between_them(names: list[str]) -> None:
    assert len(within(connection).those(SQL, [names[0], names[-1]])) == 2
