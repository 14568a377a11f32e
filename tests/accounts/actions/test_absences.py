"""Absence and cover: who may set it, and what cover is fit."""

import pytest

from peelian.accounts.actions.absences import coming_absences, end_absence, plan_absence, plan_shift
from peelian.accounts.models import Absence
from peelian.accounts.problems import CoverUnfit, NotAllowed, WrongTimes
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import history
from tests.accounts.conftest import DAY, NOON


def plan(people, by="ben", cover=None, **more):
    given = {"starts": NOON + DAY, "ends": NOON + 3 * DAY, "kind": "sick", **more}
    return plan_absence(people.ben, cover=cover or people.cerys, actor=people.actor(by), as_of=NOON, **given)


def test_one_sets_ones_own_absence_and_the_ledger_does_not_say_why(people):
    plan(people)
    (entry,) = history(uid_of(f"user:{people.ben.pk}"))
    assert entry.action == "absence.plan" and "sick" not in entry.facts


def test_the_supervisor_and_the_administrator_set_it_for_others(people):
    plan(people, by="cerys", cover=people.edgbaston)
    plan(people, by="gwen", cover=people.edgbaston, starts=NOON + 10 * DAY, ends=NOON + 11 * DAY)
    for name in ("dev", "eve"):
        with pytest.raises(NotAllowed):
            plan(people, by=name)


def test_cover_must_see_the_work(people):
    for unfit in (people.dev, people.eve, people.ben, people.gwen):
        with pytest.raises(CoverUnfit):
            plan(people, cover=unfit)
    with pytest.raises(CoverUnfit):
        plan_absence(
            people.gwen,
            starts=NOON,
            ends=NOON + DAY,
            kind="leave",
            cover=people.eve,
            actor=people.actor("gwen"),
            as_of=NOON,
        )
    assert not Absence.objects.exists()


@pytest.mark.parametrize(("starts", "ends"), [(DAY, DAY), (2 * DAY, DAY), (-2 * DAY, -DAY)])
def test_times_must_make_sense(people, starts, ends):
    with pytest.raises(WrongTimes):
        plan(people, starts=NOON + starts, ends=NOON + ends)


def test_coming_back_early_ends_it_and_before_it_began_strikes_it_out(people):
    coming, running = plan(people), plan(people, starts=NOON - DAY)
    end_absence(coming, actor=people.actor("ben"), as_of=NOON)
    end_absence(running, actor=people.actor("ben"), as_of=NOON)
    assert not Absence.objects.filter(pk=coming.pk).exists()
    assert Absence.objects.get(pk=running.pk).ends == NOON
    assert coming_absences(people.ben, NOON) == []


def test_a_shift_is_planned_by_the_supervisor_for_a_member(people):
    given = {"starts": NOON, "ends": NOON + DAY, "as_of": NOON}
    plan_shift(people.ben, people.aston, actor=people.actor("cerys"), part="duty_officer", **given)
    with pytest.raises(NotAllowed):
        plan_shift(people.ben, people.aston, actor=people.actor("ben"), **given)
    with pytest.raises(CoverUnfit):
        plan_shift(people.dev, people.aston, actor=people.actor("cerys"), **given)
