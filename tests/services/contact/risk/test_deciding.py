"""A person decides; rules suggest. Who decides otherwise says why, and it is in the ledger."""

from __future__ import annotations

import pytest

from peelian.accounts.problems import NotAllowed as NotInRole
from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import AlreadySo, Conflict, NoSuchCase
from peelian.casework.ledger import entries
from peelian.casework.outbox.models import OutboxEvent
from peelian.services.contact.models import Triage
from peelian.services.contact.risk.problems import NoSuchGrade, SayWhyOtherwise
from peelian.services.contact.risk.triage import decide
from tests.support.cases import HOUR, NOON, World


def decided(world: World, case: Case, grade: str, reason: str = "", who: str = "ben", **more) -> Triage:  # type: ignore[no-untyped-def]
    return decide(
        case.reference, grade=grade, reason=reason, actor=world.actor(who), as_of=NOON + HOUR, **more
    )


def test_deciding_as_suggested_needs_no_reason_and_is_in_the_ledger(report, world: World) -> None:
    case = report(building="home")
    row = decided(world, case, "3")
    assert (row.level, row.grade, row.decided_by) == (3, "3", f"user:{world.ben.pk}")
    entry = entries.history(case.uid).last()
    assert entry is not None and (entry.action, entry.actor) == ("case.triage", f"user:{world.ben.pk}")
    facts = entries.facts_of(entry)
    assert (facts["grade"], facts["level"], facts["suggested"]) == ("3", 3, 3)
    assert OutboxEvent.objects.filter(name="case_graded", stream=case.uid).count() == 1


@pytest.mark.parametrize("grade", ["1", "2", "4"])
@pytest.mark.parametrize("reason", ["", "as_suggested"])
def test_deciding_otherwise_needs_a_reason_that_says_why(
    report, world: World, grade: str, reason: str
) -> None:
    case = report(building="home")
    with pytest.raises(SayWhyOtherwise):
        decided(world, case, grade, reason)
    assert Triage.objects.get(case=case).grade == "", "nothing was written"
    decided(world, case, grade, "read_otherwise")
    entry = entries.history(case.uid).last()
    assert entry is not None and entry.reason_code == "read_otherwise"


def test_a_person_may_make_it_less_urgent_than_the_rules_do(report, world: World) -> None:
    case = report(offender_there="yes")
    decided(world, case, "4", "officers_there")
    assert Case.objects.get(pk=case.pk).priority == 0


def test_what_is_no_grade_of_the_force_is_refused(report, world: World) -> None:
    case = report()
    with pytest.raises(NoSuchGrade):
        decided(world, case, "A", "read_otherwise")


def test_who_has_not_the_permission_or_the_team_decides_nothing(report, world: World) -> None:
    case = report()
    for who in ("dev", "eve"):
        with pytest.raises((NoSuchCase, NotInRole)):
            decided(world, case, "2", "read_otherwise", who)


def test_the_same_decision_twice_is_no_decision(report, world: World) -> None:
    case = report()
    decided(world, case, "4")
    with pytest.raises(AlreadySo):
        decided(world, case, "4")


def test_who_saw_an_older_version_is_told(report, world: World) -> None:
    case = report()
    decided(world, case, "2", "read_otherwise", version=1)
    with pytest.raises(Conflict):
        decided(world, case, "3", "read_otherwise", version=1)


def test_a_closed_case_is_not_graded(report, world: World) -> None:
    case = report()
    cerys = world.actor("cerys")
    move_case(case.reference, transition="take", actor=cerys, as_of=NOON)
    move_case(case.reference, transition="close", actor=cerys, as_of=NOON, reason="duplicate")
    with pytest.raises(AlreadySo):
        decided(world, case, "2", "read_otherwise")


def test_a_case_without_a_row_can_be_decided_too(world: World) -> None:
    case = world.opened()
    row = decided(world, case, "2", "more_known")
    assert (row.level, Case.objects.get(pk=case.pk).priority) == (2, 4)
