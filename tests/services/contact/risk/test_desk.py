"""The desk: the section with each reason, the form, the queue by grade at a constant price and by an index."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peelian.accounts import door
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import LAST, place_of
from peelian.casework.desk import filtering
from peelian.services.contact.models import Triage
from tests.support.cases import DAY, HOUR, NOON, World
from tests.support.plans import plan_of


@pytest.fixture
def desk(world: World) -> Any:
    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(world, name))
        session = client.session
        session[door.SEEN] = session[door.STARTED] = time.time()
        session.save()
        return client

    return signed_in


def path(case: Case, more: str = "") -> str:
    return f"/desk/cases/{case.reference}{more}"


def references(page: Any) -> list[str]:
    return re.findall(r'/desk/cases/(\d{11})"', page.content.decode())


# --- the page ---------------------------------------------------------------------------------------------
def test_the_page_shows_each_flag_with_its_reason_and_when(desk, report) -> None:
    case = report(
        offender_there="yes", building="home", happened="I want to end my life", as_of=timezone.now() - HOUR
    )
    page = desk("ben").get(path(case)).content.decode()
    section = page.split('id="urgency"')[1].split("</section>")[0]
    assert "Grade 1: emergency" in section and "Suggested by rule" in section
    for words in ("<strong>Threat</strong>: Whoever did it may still be there.", "A home was broken into",
                  "Read them now: a rule cannot know what they mean.", "in the report", "To be read"):  # fmt: skip
        assert words in section, words
    assert section.index("still be there") < section.index("A home was broken"), "the most urgent first"
    assert "No police reader has reviewed the rules yet" in section
    assert f'href="{path(case, "/urgency")}"' in page
    assert "Argyfwng" in desk("ben").get("/cy" + path(case)).content.decode()


def test_a_child_at_risk_stands_on_top_and_nothing_else_is_offered(desk, report) -> None:
    case = report("domestic_abuse", children=["there"])
    page = desk("ben").get(path(case)).content.decode()
    assert "A child may be at risk. What is decided to protect them is recorded before anything else." in page
    assert path(case, "/move/safeguarding_decide") in page
    assert path(case, "/move/close") not in page and path(case, "/answer") not in page
    told = desk("ben").get(path(case, "/move/investigate"))
    assert told.status_code == 400


def test_the_guard_tells_why_where_the_state_does_not(desk, report) -> None:
    case = report("violence")
    ben = desk("ben")
    ben.post(path(case, "/take"), {"version": Case.objects.get(pk=case.pk).version})
    Triage.objects.filter(case=case).update(safeguarding_seq=Case.objects.get(pk=case.pk).version)
    page = ben.get(path(case)).content.decode()
    assert path(case, "/move/investigate") not in page and path(case, "/move/safeguard") in page
    told = ben.get(path(case, "/move/investigate"))
    assert told.status_code == 400 and "Record first what is decided to protect them" in told.content.decode()


def test_how_urgent_a_report_is_has_one_form(desk, report) -> None:
    """The form that makes other cases urgent does not offer it here, where the reason would be lost."""
    page = desk("ben").get(path(report(), "/change")).content.decode()
    assert 'value="urgent"' not in page and 'value="restrict"' in page and "make urgent" not in page


def test_other_kinds_of_case_have_no_such_section(desk, world: World) -> None:
    case = world.opened()
    page = desk("ben").get(path(case)).content.decode()
    assert 'id="urgency"' not in page and path(case, "/urgency") not in page


def test_the_price_of_the_page_does_not_grow_with_what_was_noticed(desk, report, world: World) -> None:
    from peelian.services.contact.risk import retriage
    from peelian.services.contact.risk.rules import Facts
    from peelian.services.contact.risk.triage import decide

    case = report(building="home", as_of=timezone.now() - 10 * DAY)
    ben = desk("ben")
    now = timezone.now()
    decide(case.reference, grade="3", actor=world.actor("ben", now), as_of=now)
    retriage._again(case, now, "message", Facts(messages=1))
    ben.get(path(case))
    with CaptureQueriesContext(connection) as few:
        ben.get(path(case))
    for number in range(5):
        decide(
            case.reference,
            grade="34"[number % 2],
            reason="more_known",
            actor=world.actor("ben", now),
            as_of=now,
        )
        retriage._again(case, now, "message", Facts(messages=1))
    with CaptureQueriesContext(connection) as many:
        ben.get(path(case))
    assert len(many) == len(few), [one["sql"][:200] for one in many.captured_queries]


# --- the form ---------------------------------------------------------------------------------------------
def test_the_form_shows_the_forces_grades_what_is_suggested_and_why(desk, report) -> None:
    case = report(building="home")
    page = desk("ben").get(path(case, "/urgency")).content.decode()
    assert "Grade 3: by appointment, within 48 hours; suggested; not verified" in page
    assert "Grade 1: emergency, within 15 minutes in towns; 20 in the country; not verified" in page
    assert "A home was broken into" in page and "The rules suggest: Grade 3: by appointment." in page
    welsh = desk("ben").get("/cy" + path(case, "/urgency")).content.decode()
    assert "Gradd 3: drwy apwyntiad" in welsh and "Torrwyd i mewn i gartref" in welsh


def test_deciding_otherwise_without_a_reason_is_told_at_the_reason(desk, report) -> None:
    case = report(building="home")
    ben, version = desk("ben"), {"version": Case.objects.get(pk=case.pk).version}
    told = ben.post(path(case, "/urgency"), {**version, "grade": "1"})
    page = told.content.decode()
    assert told.status_code == 400 and '<a href="#reason">You decided otherwise' in page
    assert '<option value="1" selected>' in page, "what was chosen is still there"
    none = ben.post(path(case, "/urgency"), {**version, "grade": ""})
    assert none.status_code == 400 and '<a href="#grade">' in none.content.decode()
    done = ben.post(
        path(case, "/urgency"), {**version, "grade": "1", "reason": "spoke_to_them", "note": "rang"}
    )
    assert (done.status_code, done.headers["Location"]) == (303, path(case, "?done=done"))
    page = ben.get(path(case)).content.decode()
    assert "Decided by <bdi>Ben</bdi>" in page and "Somebody has spoken to the person" in page
    assert "<strong>Decided how urgent it is</strong>: <bdi>1</bdi>" in page


def test_what_was_noticed_since_asks_to_decide_again(desk, report, world: World) -> None:
    from peelian.services.contact.risk import retriage
    from peelian.services.contact.risk.rules import Facts
    from peelian.services.contact.risk.triage import decide

    case = report(building="outbuilding", as_of=timezone.now() - DAY)
    now = timezone.now() - HOUR
    decide(case.reference, grade="4", actor=world.actor("ben", now), as_of=now)
    retriage._again(case, now, "message", Facts(messages=1))
    page = desk("ben").get(path(case)).content.decode()
    assert "Something was noticed since: look again" in page and "Since the decision" in page
    retriage._again(case, now, "other_report", Facts(others=1))
    assert "More urgent than was decided" in desk("ben").get(path(case)).content.decode()


# --- the queue --------------------------------------------------------------------------------------------
def copies(case: Case, priorities: list[int], dues: list[Any]) -> list[Case]:
    model, made = Case.objects.get(pk=case.pk), []
    for number, (priority, due) in enumerate(zip(priorities, dues, strict=True)):
        model.pk, model.uid, model.reference = None, f"{number:032x}", f"{number:011d}"
        model.priority, model.next_due_at = priority, due
        model.save(force_insert=True)
        made.append(Case.objects.get(pk=model.pk))
    return made


def test_the_queue_is_one_list_by_grade_then_by_what_is_due(desk, world: World) -> None:
    """Sorted here by hand, pages walked by their links."""
    first = world.opened()
    priorities = [(0, 2, 4, 6)[number * 7 % 4] for number in range(80)]
    dues = [NOON + timedelta(hours=number * 13 % 80) for number in range(80)]
    made = copies(first, priorities, dues)
    first.refresh_from_db()
    wanted = sorted([*made, first], key=lambda one: (-one.priority, one.next_due_at, one.pk))
    ben, found, address = desk("ben"), [], "/desk?view=free"
    while address:
        page = ben.get(address)
        found += references(page)
        link = re.search(r'href="([^"]*)" rel="next"', page.content.decode())
        address = link.group(1).replace("&amp;", "&") if link else ""
    assert found == [one.reference for one in wanted]


def test_what_is_urgent_is_in_the_queue_though_no_clock_runs(desk, world: World) -> None:
    case = world.opened()
    urgent, quiet, waits = copies(case, [6, 0, 6], [None, None, None])
    waits.klass = "waiting"
    waits.save()
    shown = references(desk("ben").get("/desk?view=free"))
    assert urgent.reference in shown and quiet.reference not in shown and waits.reference not in shown
    rest = references(desk("ben").get("/desk?view=free&due=nothing"))
    assert rest == [quiet.reference, waits.reference]


@pytest.mark.parametrize(
    ("priority", "due", "klass", "place"),
    [
        (0, None, "open", LAST),
        (6, None, "waiting", LAST),
        (6, None, "open", 4 * 10**16 - 1),
        (9, NOON, "open", 1_795_435_200 * 10**6),
        (0, NOON, "open", 9 * 10**16 + 1_795_435_200 * 10**6),
        (0, NOON, "waiting", 9 * 10**16 + 1_795_435_200 * 10**6),
    ],
)
def test_the_place_is_counted_by_hand(priority: int, due: Any, klass: str, place: int) -> None:
    """Noon on 23 November 2026 is 1,795,435,200 seconds after 1970: 56 years of 365.25 days less a quarter, and 326.5 days."""
    assert place_of(Case(priority=priority, next_due_at=due, klass=klass)) == place


def test_the_queue_reads_each_view_by_its_own_index(world: World) -> None:
    from peelian.accounts.actors import actor_for
    from peelian.project.housekeeping import count_for_planner

    copies(world.opened(), [0, 2, 4, 6] * 50, [NOON + number * HOUR for number in range(200)])
    count_for_planner()
    if (
        connection.vendor == "postgresql"
    ):  # counting the rows would outlive this test; sorting them is made dear instead
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off")
    ben = actor_for(world.ben, NOON)
    teams = [world.team.pk]
    for view, index in (
        ("mine", "cases_owner_place"),
        ("free", "cases_free_place"),
        ("team", "cases_team_place"),
    ):
        rows = filtering.rows(ben, filtering.Filter(view=view), teams).order_by("place", "id")[:26]
        plan = plan_of(rows)
        assert index in plan.indexes, (view, plan.text)
        assert not plan.scanned and "TEMP B-TREE" not in plan.text and "Sort" not in plan.text, plan.text


def test_what_is_late_is_counted_by_the_index_of_times(world: World) -> None:
    """Of many cases none of which is late, none is read to find that out."""
    from peelian.accounts.actors import actor_for
    from peelian.project.housekeeping import count_for_planner

    copies(world.opened(), [0, 2, 4, 6] * 50, [NOON + number * HOUR for number in range(200)])
    count_for_planner()
    ben = actor_for(world.ben, NOON)
    for view, indexes in (("free", {"cases_team_free", "cases_team_due"}), ("team", {"cases_team_due"})):
        plan = plan_of(filtering.late(ben, filtering.Filter(view=view), [world.team.pk], NOON))
        assert not plan.scanned, plan.text
        if connection.vendor == "sqlite":
            assert plan.indexes & indexes and "next_due_at<" in plan.text, (view, plan.text)
    assert not filtering.late(ben, filtering.Filter(due="nothing"), [world.team.pk], NOON).exists()


def test_the_price_of_the_queue_does_not_grow_with_the_urgent(desk, world: World) -> None:
    case = world.opened()
    copies(case, [6, 4, 2, 0], [NOON] * 4)
    ben = desk("ben")
    ben.get("/desk?view=free")
    with CaptureQueriesContext(connection) as few:
        ben.get("/desk?view=free")
    model = Case.objects.get(pk=case.pk)
    for number in range(200):
        model.pk, model.uid, model.reference = None, f"{number + 10:032x}", f"{number + 10:011d}"
        model.priority = number % 7
        model.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        ben.get("/desk?view=free")
    assert len(many) == len(few)


def test_the_line_says_in_words_how_urgent_it_is(desk, world: World) -> None:
    copies(world.opened(), [6, 4, 2, 1], [NOON] * 4)
    page = desk("ben").get("/desk?view=free").content.decode()
    for words in ("Emergency", "Prompt", "Soon", "Urgent"):
        assert f">{words}</strong>" in page
    assert "Argyfwng</strong>" in desk("ben").get("/cy/desk?view=free").content.decode()
