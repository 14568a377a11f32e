"""Rows read without the ORM's machinery are those that the ORM reads."""

from __future__ import annotations

import pytest

from peelian.accounts.models import Force
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.selecting import row_where, rows_where
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
