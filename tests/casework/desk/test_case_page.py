"""The page of a case: what is in it, who sees it, the look that it writes, and its price."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from peelian.casework.cases.acting import acting
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.marking import link_cases
from peelian.casework.cases.actions.moving import pause_case, resume_case
from peelian.casework.cases.models import Case
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.threads.writing import write_message
from tests.casework.desk.sending import path
from tests.support.cases import DAY, HOUR, NOON, WORD

AN_HOUR_AGO = timezone.now() - HOUR


def test_everything_in_one_place(desk, world):
    case = world.with_asha()
    assign_case(
        case.reference,
        to=world.ben,
        actor=world.actor("cerys"),
        as_of=NOON,
        reason="workload",
        note="ring <b>her</b>",
    )
    text = desk("ben").get(path(case)).content.decode()
    for piece in (WORD, "Asha Okafor", "31 May 1992", "Given to somebody", "Workload", "72 hours counted"):
        assert piece in text, piece
    assert "ring &lt;b&gt;her&lt;/b&gt;" in text and "<b>her" not in text
    assert "Who looked" not in text
    assert "Who looked" in desk("cerys").get(path(case)).content.decode()


@pytest.mark.parametrize(("year", "told"), [(2024, False), (2040, True)])
def test_a_clock_over_bank_holidays_that_nobody_has_published_says_so(desk, world, year, told):
    """Five working days from 20 December: https://www.gov.uk/bank-holidays lists 2024 and does not list 2040."""
    case = world.opened()
    started = datetime(year, 12, 20, 12, tzinfo=UTC)
    Clock.objects.create(
        case=case,
        code="victims_code.suspect_event",
        provision="victims_code.suspect_event",
        version="2021-04-01",
        started_at=started,
        due_at=started + 10 * DAY,
        warn_at=started + 9 * DAY,
    )
    text = desk("ben").get(path(case)).content.decode()
    assert "Tell the victim what happened to the suspect" in text
    assert ("bank holidays are not published yet" in text) is told


def test_each_visit_is_one_look(desk, world):
    case = world.opened()
    ben = desk("ben")
    ben.get(path(case))
    ben.get(path(case))
    looks = list(looks_at(case.uid))
    assert [(look.actor, look.what, look.purpose_code) for look in looks] == [
        (f"user:{world.ben.pk}", "case_page", "case_work")
    ] * 2


def test_what_is_unknown_and_what_is_not_for_them_look_the_same(desk, world):
    """T-06"""
    case = world.opened()
    dev = desk("dev")
    unknown = dev.get("/desk/cases/48291307560")
    forbidden = dev.get(path(case))
    assert (unknown.status_code, forbidden.status_code) == (404, 404)
    same = unknown.content.decode().replace("48291307560", case.reference)
    import re

    no_token = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert no_token.sub("", same) == no_token.sub("", forbidden.content.decode())
    assert not looks_at(case.uid).exists()


def test_a_restricted_case_asks_why_before_it_shows_anything(desk, world):
    """T-05"""
    case = world.opened(restricted=True)
    ben = desk("ben")
    asked = ben.get(path(case))
    assert asked.status_code == 200 and WORD not in asked.content.decode()
    assert b"Say why you need to read this" in asked.content
    assert ben.post(path(case), {"look_reason": "  "}).status_code == 400
    assert not looks_at(case.uid).exists()
    shown = ben.post(path(case), {"look_reason": "her neighbour rang about it"})
    assert WORD in shown.content.decode()
    assert WORD in ben.get(path(case)).content.decode()
    assert looks_at(case.uid).count() == 2
    page = desk("cerys").post(path(case, "/looks"), {"look_reason": "checking"}).content.decode()
    assert "her neighbour rang about it" in page and "As given at" in page


def test_a_reason_given_for_one_case_opens_no_other(desk, world):
    one, other = world.opened(restricted=True), world.opened(restricted=True)
    ben = desk("ben")
    ben.post(path(one), {"look_reason": "a reason"})
    assert WORD not in ben.get(path(other)).content.decode()


def test_the_price_is_the_same_for_ten_cases_and_a_thousand(desk, world, queries):
    case = world.with_asha()
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    ben = desk("ben")
    ben.get(path(case))
    alone = queries(lambda: ben.get(path(case)))
    model = Case.objects.get(pk=case.pk)
    for number in range(1000):
        model.pk, model.uid, model.reference = None, f"{number:032x}", f"{number:011d}"
        model.save(force_insert=True)
    assert len(queries(lambda: ben.get(path(case)))) == len(alone) <= 25, "\n".join(alone)


def test_the_price_of_the_queue_is_the_same_for_ten_cases_and_a_thousand(desk, world, queries):
    cases = [world.opened() for _ in range(10)]
    ben = desk("ben")
    ben.get("/desk?view=free")
    few = queries(lambda: ben.get("/desk?view=free"))
    model = Case.objects.get(pk=cases[0].pk)
    for number in range(1000):
        model.pk, model.uid, model.reference = None, f"{number:032x}", f"{number:011d}"
        model.save(force_insert=True)
    many = queries(lambda: ben.get("/desk?view=free"))
    assert len(many) == len(few) <= 12, "\n".join(many)


def test_the_price_of_a_case_does_not_grow_with_what_was_done(desk, world, queries):
    """A case that was paused, linked, tagged and answered, as its supervisor sees it; then with ten answers more."""
    case = world.opened(as_of=AN_HOUR_AGO)
    other = world.opened(as_of=AN_HOUR_AGO)
    cerys, told = world.actor("cerys"), {"actor": world.actor("cerys"), "as_of": timezone.now()}
    assign_case(case.reference, to=world.ben, reason="workload", note="a note", **told)
    link_cases(case.reference, other=other.reference, kind="series", **told)
    pause_case(case.reference, reason="waiting_for_person", **told)
    resume_case(case.reference, **told)
    browser = desk("cerys")
    browser.get(path(case))
    few = queries(lambda: browser.get(path(case)))
    for number in range(10):
        with acting(
            case.reference, action="case.change", actor=cerys, as_of=timezone.now(), reason="risk"
        ) as act:
            write_message(act, text=f"Message {number}")
    many = queries(lambda: browser.get(path(case)))
    assert len(many) == len(few) <= 28, "\n".join(many)


def test_the_price_of_the_supervisors_page_does_not_grow(desk, world, queries):
    case = world.opened(as_of=AN_HOUR_AGO - 3 * DAY)
    browser = desk("cerys")
    browser.get("/desk/team")
    few = queries(lambda: browser.get("/desk/team"))
    model = Case.objects.get(pk=case.pk)
    for number in range(300):
        model.pk, model.uid, model.reference = None, f"{number:032x}", f"{number:011d}"
        model.save(force_insert=True)
    assert len(queries(lambda: browser.get("/desk/team"))) == len(few) <= 20


def test_the_history_tells_when_a_thing_was_done_as_the_clocks_judged_it(desk, world):
    """A made-up year is written in a minute; its pages tell of the year."""
    case = world.opened(as_of=NOON - 5 * DAY, synthetic=True)
    assign_case(
        case.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON - 4 * DAY, reason="workload"
    )
    text = desk("ben").get(f"/desk/cases/{case.reference}").content.decode()
    done = text.split("What was done")[1].split("Whose it is")[0]
    assert re.findall(r"\d+ November 2026, \d\d:\d\d", done) == [
        "19 November 2026, 12:00",
        "18 November 2026, 12:00",
    ]
