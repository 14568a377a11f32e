"""Who answers for a case: a table of the rule alone, then the same from rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peelian.accounts.models import Absence, Force, ForceSuccession, Shift
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.owning import Standing, answerable, answerables, who_answers
from tests.support.cases import DAY, HOUR, NOON, World, make_world

BEN, CERYS, DEV, GIL = 1, 2, 3, 4
TEAM, OTHER = 10, 11

TABLE: list[tuple[str, int | None, dict[str, Any], tuple[int | None, int, str]]] = [
    ("the owner at work", BEN, {}, (BEN, TEAM, "owner")),
    (
        "the owner at work although another is on shift",
        BEN,
        {"on_shift": {TEAM: [CERYS]}},
        (BEN, TEAM, "owner"),
    ),
    ("the cover of the absence", BEN, {"away": {BEN: (CERYS, None)}}, (CERYS, TEAM, "cover")),
    ("the covering team", BEN, {"away": {BEN: (None, OTHER)}}, (None, OTHER, "cover")),
    (
        "the cover's cover",
        BEN,
        {"away": {BEN: (CERYS, None), CERYS: (DEV, None)}},
        (DEV, TEAM, "cover"),
    ),
    (
        "whoever is on shift, when covers run in a ring",
        BEN,
        {"away": {BEN: (CERYS, None), CERYS: (BEN, None)}, "on_shift": {TEAM: [DEV]}},
        (DEV, TEAM, "on_shift"),
    ),
    (
        "whoever is on shift, when the cover has left",
        BEN,
        {"away": {BEN: (CERYS, None)}, "gone": frozenset({CERYS}), "on_shift": {TEAM: [DEV]}},
        (DEV, TEAM, "on_shift"),
    ),
    (
        "whoever is on shift, when the covering team has closed",
        BEN,
        {"away": {BEN: (None, OTHER)}, "closed": frozenset({OTHER}), "on_shift": {TEAM: [DEV]}},
        (DEV, TEAM, "on_shift"),
    ),
    (
        "nobody who has left",
        BEN,
        {"gone": frozenset({BEN})},
        (None, TEAM, "team"),
    ),
    ("the first on shift", None, {"on_shift": {TEAM: [DEV, CERYS]}}, (DEV, TEAM, "on_shift")),
    (
        "of those on shift the one with the fewest cases",
        None,
        {"on_shift": {TEAM: [DEV, CERYS, GIL]}, "load": {DEV: 5, CERYS: 2, GIL: 2}},
        (CERYS, TEAM, "on_shift"),
    ),
    (
        "nobody on shift who is away",
        None,
        {"on_shift": {TEAM: [DEV]}, "away": {DEV: (GIL, None)}, "duty": {TEAM: [CERYS]}},
        (CERYS, TEAM, "duty_officer"),
    ),
    (
        "the first duty officer, however many cases they have from a shift that they share",
        None,
        {"duty": {TEAM: [CERYS, GIL]}, "load": {CERYS: 5}},
        (CERYS, TEAM, "duty_officer"),
    ),
    ("the supervisor", None, {"supervisors": {TEAM: [CERYS, DEV]}}, (CERYS, TEAM, "supervisor")),
    (
        "the duty officer before the supervisor",
        None,
        {"duty": {TEAM: [GIL]}, "supervisors": {TEAM: [CERYS]}},
        (GIL, TEAM, "duty_officer"),
    ),
    (
        "nobody of a closed team, whoever is on its shift",
        None,
        {"closed": frozenset({TEAM}), "on_shift": {TEAM: [DEV]}},
        (None, TEAM, "team"),
    ),
    ("the team, where nobody is at work", None, {}, (None, TEAM, "team")),
]


@pytest.mark.parametrize(("answers", "owner", "given", "wanted"), TABLE, ids=[row[0] for row in TABLE])
def test_it_is(
    answers: str, owner: int | None, given: dict[str, Any], wanted: tuple[int | None, int, str]
) -> None:
    assert who_answers(owner, TEAM, Standing(**given)) == wanted, answers


# --- from rows ----------------------------------------------------------------------------------------------
def _answer(case: Case, as_of: datetime) -> tuple[str, str, str]:
    found = answerable(Case.objects.get(pk=case.pk), as_of)
    return (found.user.name if found.user else "", found.team.slug, found.because)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _shift(world: World, name: str, part: str = "on_shift", **more: Any) -> None:
    given = {"team": world.team, "starts": NOON, "ends": NOON + 8 * HOUR, **more}
    Shift.objects.create(user=getattr(world, name), part=part, **given)


def test_by_day_and_night_somebody_answers_for_an_unowned_case(world: World) -> None:
    case = world.opened()
    _shift(world, "ben")
    _shift(world, "cerys", "duty_officer", ends=NOON + DAY)
    assert _answer(case, NOON + HOUR) == ("Ben", "selly-oak", "on_shift")
    assert _answer(case, NOON + 9 * HOUR) == ("Cerys", "selly-oak", "duty_officer")
    assert _answer(case, NOON + 2 * DAY) == ("Cerys", "selly-oak", "supervisor")
    Absence.objects.create(
        user=world.cerys, starts=NOON, ends=NOON + 9 * DAY, kind="leave", cover_user=world.ben
    )
    assert _answer(case, NOON + 2 * DAY) == ("", "west-midlands-contact", "contact_team")


def test_the_owner_is_covered_while_away_and_answers_again_at_the_very_end(world: World) -> None:
    case = world.opened()
    take_case(case.reference, actor=world.actor("ben"), as_of=NOON)
    Absence.objects.create(
        user=world.ben, starts=NOON + DAY, ends=NOON + 2 * DAY, kind="sick", cover_user=world.cerys
    )
    assert _answer(case, NOON) == ("Ben", "selly-oak", "owner")
    assert _answer(case, NOON + DAY) == ("Cerys", "selly-oak", "cover")
    assert _answer(case, NOON + 2 * DAY) == ("Ben", "selly-oak", "owner")


def test_a_merged_forces_contact_team_is_that_of_the_force_that_took_over(world: World) -> None:
    case = world.opened(team=world.elsewhere)
    world.dev.left_on = NOON.date()
    world.dev.save()
    kent = Force.objects.get(force_id="kent")
    ForceSuccession.objects.create(
        before=kent, after=world.force, on=(NOON + DAY).date(), authority="an order", source="a rehearsal"
    )
    assert _answer(case, NOON) == ("", "kent-contact", "contact_team")
    assert _answer(case, NOON + DAY) == ("", "west-midlands-contact", "contact_team")


def test_of_two_on_shift_the_one_with_fewer_cases_answers(world: World) -> None:
    for _ in range(2):
        take_case(world.opened().reference, actor=world.actor("ben"), as_of=NOON)
    case = world.opened()
    _shift(world, "ben")
    _shift(world, "cerys")
    assert _answer(case, NOON + HOUR) == ("Cerys", "selly-oak", "on_shift")


def test_many_cases_cost_no_more_queries_than_one(world: World) -> None:
    _shift(world, "ben")
    counted = []
    for number in (1, 12):
        cases = [
            world.opened(team=team) for team in (world.team, world.other)[:number] for _ in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert len(answerables(cases, NOON + HOUR)) == len(cases)
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 1
    assert max(counted) <= 9
