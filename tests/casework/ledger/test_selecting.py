"""Rows read without the ORM's machinery are those that the ORM reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from peelian.accounts.models import Force
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.selecting import count_since, row_where, rows_where
from tests.support.cases import make_world

pytestmark = pytest.mark.usefixtures("db")


def test_the_rows_of_plain_values_and_of_other_rows_are_found_with_every_value() -> None:
    world = make_world()
    case = world.opened()
    assert rows_where(Clock, case=case.pk, state="running") == list(
        Clock.objects.filter(case=case, state="running")
    )
    (mine,), orm = rows_where(Clock, case=case.pk), Clock.objects.get(case=case)
    assert {f.attname: getattr(mine, f.attname) for f in Clock._meta.concrete_fields} == {
        f.attname: getattr(orm, f.attname) for f in Clock._meta.concrete_fields
    }
    assert row_where(Force, force_id="kent") == Force.objects.get(force_id="kent")
    assert row_where(Force, force_id="atlantis") is None
    assert rows_where(Clock, case=case.pk, state="met") == []


def test_what_came_after_a_moment_is_counted_and_no_further_than_asked() -> None:
    world = make_world()
    for _ in range(3):
        world.opened()
    at = Clock.objects.earliest("started_at").started_at
    for since in (at - timedelta(seconds=1), at, at + timedelta(days=1)):
        wanted = Clock.objects.filter(state="running", started_at__gt=since).count()
        assert count_since(Clock, "started_at", since, 100, state="running") == wanted
    assert count_since(Clock, "started_at", at - timedelta(seconds=1), 2, state="running") == 2
    assert count_since(Clock, "started_at", at - timedelta(seconds=1), 100, state="met") == 0
