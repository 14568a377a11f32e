"""Somebody looks: a report goes into the queue or is set aside, one or many, each with its entry; and back. T-34."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from peelian.accounts.days import LONDON
from peelian.casework.cases.actions.giving import take_next_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import HELD, LAST
from peelian.casework.cases.problems import NotAllowed, ReasonMissing
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.entries import facts_of
from peelian.casework.ledger.models import LedgerEntry
from peelian.services.contact.holding import deciding
from peelian.services.contact.holding.problems import NotHeld
from peelian.services.contact.measures import counts
from peelian.services.contact.models import HeldReport
from tests.services.contact.holding.floods import OWN, case_of, reported
from tests.services.contact.holding.test_flood import LANE, QUEUE, all_of, references

SPAM_PAGE = LANE + "?view=spam"


@pytest.fixture
def held(world: Any) -> list[Case]:
    """Four held reports of the last hour; the last two have the same words."""
    now = timezone.now() - timedelta(hours=1)
    texts = [OWN.format(number=1), OWN.format(number=2), OWN, OWN]
    return [
        reported(text=text, as_of=now + timedelta(minutes=number), web_page="x").case
        for number, text in enumerate(texts)
    ]


def facts(case: Case) -> list[tuple[str, str, Any]]:
    rows = LedgerEntry.objects.filter(stream=case.uid).order_by("seq")
    return [(row.action, row.actor, facts_of(row).get("held")) for row in rows]


def opened(case: Case) -> int:
    """How many reports the published figures know of, of the month of a case."""
    found = counts([f"{case.opened_at.astimezone(LONDON):%Y-%m}"], timezone.now())
    return sum(one.denominator for one in found if one.measure == "reports_online")


def test_what_is_held_is_in_no_queue_and_nobodys_next_case(world: Any, desk: Any, held: list[Case]) -> None:
    cerys, now = desk("cerys"), timezone.now()
    assert all_of(cerys, LANE) == [one.reference for one in held]
    for view in ("mine", "free", "team"):
        for due in ("due", "nothing"):
            assert references(cerys.get(f"/desk?view={view}&due={due}").content.decode()) == []
    assert take_next_case(actor=world.actor("cerys", now), as_of=now) is None
    page = cerys.get(f"/desk/cases/{held[0].reference}").content.decode()
    assert "A field was filled in that no person sees." in page and "not in the queue yet" in page


def test_several_are_let_go_with_a_reason_and_each_has_its_entry(
    world: Any, desk: Any, held: list[Case]
) -> None:
    cerys, some = desk("cerys"), [one.reference for one in held[:2]]
    for wrong in ({"act": "let_go"}, {"act": "let_go", "reason": "automated"}, {"reason": "cannot_tell"}):
        assert cerys.post(LANE, {**wrong, "case": some}).status_code == 400
    assert cerys.post(LANE, {"act": "let_go", "reason": "cannot_tell"}).status_code == 400, (
        "nothing is ticked"
    )
    page = cerys.post(LANE, {"act": "let_go", "reason": "a_person_wrote_it", "case": some}).content.decode()
    assert "done for 2 cases" in page
    assert all_of(cerys, LANE) == [one.reference for one in held[2:]]
    assert all_of(cerys, QUEUE) == some
    assert facts(held[0]) == [
        ("case.open", "outside", "hidden_field"),
        ("report.let_go", f"user:{world.cerys.pk}", "let_go"),
    ]
    row = HeldReport.objects.get(case=held[0])
    assert (row.decision, row.reason_code, row.alike) == ("let_go", "a_person_wrote_it", "")
    again = cerys.post(LANE, {"act": "let_go", "reason": "cannot_tell", "case": some[:1]}).content.decode()
    assert "Not done" in again and "somebody has looked at it already" in again


def test_all_with_the_same_words_are_set_aside_at_once_kept_and_brought_back(
    world: Any, desk: Any, held: list[Case]
) -> None:
    cerys, same = desk("cerys"), HeldReport.objects.get(case=held[3]).alike
    assert opened(held[0]) == 4
    cerys.post(LANE, {"act": "spam", "reason": "automated", "alike": same})
    assert opened(held[0]) == 2, "what was set aside is counted nowhere"
    assert all_of(cerys, LANE) == [one.reference for one in held[:2]]
    assert all_of(cerys, SPAM_PAGE) == [one.reference for one in held[2:]]
    aside = case_of(held[2].reference)
    assert (aside.state, aside.klass, aside.priority) == ("spam", "closed", 0)
    assert set(Clock.objects.filter(case=aside).values_list("state", flat=True)) <= {"cancelled", "met"}
    assert facts(held[2])[-1] == ("report.spam", f"user:{world.cerys.pk}", "spam")
    cerys.post(
        LANE,
        {"view": "spam", "act": "bring_back", "reason": "set_aside_by_mistake", "case": [aside.reference]},
    )
    back = case_of(aside.reference)
    assert (back.state, back.klass) == ("new", "open") and back.place < LAST
    assert Clock.objects.filter(case=back, code="crime_recording.record", state="running").count() == 1
    assert facts(back)[-1][0::2] == ("report.bring_back", "brought_back")
    assert all_of(cerys, SPAM_PAGE) == [held[3].reference]


def test_the_person_reads_why_and_has_it_opened_again(world: Any, held: list[Case]) -> None:
    from peelian.casework.cases import registry
    from peelian.casework.cases.actions.moving import move_case
    from peelian.services.contact.tracking.tracked import can

    now = timezone.now()
    deciding.set_aside(
        held[0].reference, actor=world.actor("cerys", now), as_of=now, reason="no_report_in_it"
    )
    case = case_of(held[0].reference)
    assert "reopen" in can(case, registry.kind(case.kind))
    assert "ask for it to be opened again" in registry.kind(case.kind).state(case.state).told
    move_case(case.reference, transition="not_spam", actor=world.actor("outside", now), as_of=now)
    assert case_of(case.reference).state == "new"


def test_only_who_may_decides_and_only_with_a_reason(world: Any, desk: Any, held: list[Case]) -> None:
    now = timezone.now()
    assert desk("ben").get(LANE).status_code == 403
    assert desk("dev").post(LANE, {"act": "spam", "reason": "automated"}).status_code == 403
    with pytest.raises(ReasonMissing):
        deciding.let_go(held[0].reference, actor=world.actor("cerys", now), as_of=now, reason="")
    with pytest.raises(NotAllowed):
        deciding.let_go(held[0].reference, actor=world.actor("system", now), as_of=now, reason="cannot_tell")
    free = reported(text="Something else that happened in our street", as_of=now).case
    with pytest.raises(NotHeld):
        deciding.set_aside(free.reference, actor=world.actor("cerys", now), as_of=now, reason="automated")
    assert case_of(held[0].reference).priority == HELD
