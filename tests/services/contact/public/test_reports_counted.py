"""Who has a report and by which way it came: counted here by hand from what the test did, then read on the page."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from peelian.accounts.actors import system_actor
from peelian.casework.cases import registry
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.opening import open_case
from peelian.casework.cases.actions.rights import record_no_crime
from peelian.casework.publish import publish
from peelian.facts.store import open_store
from peelian.services.contact.measures import counts
from peelian.services.contact.measures_of_reports import closing_states
from tests.services.contact.tracking.reports import Report
from tests.services.contact.tracking.test_clocks import answered, moved
from tests.support.cases import DAY, HOUR, NOON, World

pytestmark = pytest.mark.usefixtures("db")

MONTH = f"{NOON:%Y-%m}"
LATER = NOON + 60 * DAY


def counted(measure: str, as_of=LATER) -> tuple[int, int]:
    found = [one for one in counts([MONTH], as_of) if one.measure == measure and one.force == "west-midlands"]
    return (found[0].numerator, found[0].denominator) if found else (0, 0)


def taken(world: World, made: Report, after: timedelta) -> None:
    at = NOON + after
    take_case(made.reference, actor=world.actor("ben", at), as_of=at)


def test_a_person_is_named_within_72_hours_or_not(world: World, report: Callable[..., Report]) -> None:
    for after in (1 * HOUR, 72 * HOUR, 72 * HOUR + timedelta(seconds=1)):
        taken(world, report(), after)
    report()
    assert counted("officer_named") == (2, 4), "after 1 and 72 hours; not a second later, not never"


def test_a_month_is_not_counted_before_its_72_hours_are_over(
    world: World, report: Callable[..., Report]
) -> None:
    taken(world, report(), HOUR)
    end = NOON.replace(day=1) + 32 * DAY
    first = end.replace(day=1, hour=0, minute=0)
    assert counted("officer_named", first + 71 * HOUR) == (0, 0)
    assert counted("reports_online", first + 71 * HOUR) == (1, 1)


def test_an_answer_counts_within_72_hours_and_a_name_is_no_answer(
    world: World, report: Callable[..., Report]
) -> None:
    for after in (2 * HOUR, 72 * HOUR, 72 * HOUR + timedelta(seconds=1)):
        made = report()
        taken(world, made, HOUR)
        moved(world, made, "investigate")
        answered(world, made, NOON + after)
    taken(world, report(), HOUR)
    assert counted("reports_answered") == (2, 4)
    assert counted("officer_named") == (4, 4)


def test_what_came_from_the_person_is_told_from_what_a_handler_took(
    world: World, report: Callable[..., Report]
) -> None:
    for _ in range(3):
        report()
    at = NOON
    team, force = world.team, world.force.force_id
    open_case("burglary", team=team, force=force, payload={}, actor=world.actor("ben", at), as_of=at)
    assert counted("reports_online") == (3, 4)


def test_a_report_that_opens_again_within_28_days_counts_once(
    world: World, report: Callable[..., Report]
) -> None:
    """Four questions are closed: opened again twice, on the 28th day, a second too late, and never."""
    many, last, late, never = (report("question", part="reporter") for _ in range(4))
    for made in (many, last, late, never):
        moved(world, made, "close", as_of=NOON + HOUR, reason="answered")
    moved(world, many, "reopen", as_of=NOON + DAY)
    moved(world, many, "close", as_of=NOON + 2 * DAY, reason="answered")
    moved(world, many, "reopen", as_of=NOON + 3 * DAY)
    moved(world, last, "reopen", as_of=NOON + HOUR + 28 * DAY)
    moved(world, late, "reopen", as_of=NOON + HOUR + 28 * DAY + timedelta(seconds=1))
    assert counted("reports_reopened", NOON + 60 * DAY) == (2, 4)
    assert counted("reports_reopened", NOON + 20 * DAY) == (0, 0), "not settled yet"


def test_no_state_is_closed_in_one_kind_and_open_in_another() -> None:
    states = [one for kind in registry.kinds() if kind.service == "contact" for one in kind.states]
    assert {one.id for one in states if one.klass != "closed"}.isdisjoint(closing_states())
    assert "closed_no_further_action" in closing_states()


def test_what_is_published_is_on_the_page_of_the_force(
    world: World, report: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """50 burglaries, recorded or explained after 1 to 50 hours: five lie beyond the tail, the fewest that may."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    monkeypatch.setattr("peelian.facts.home.prepare", lambda path=None: open_store(tmp_path))
    hours = range(1, 51)
    for after in hours:
        made = report()
        at = NOON + after * HOUR
        record_no_crime(made.reference, actor=world.actor("ben", at), as_of=at, reason="evidence_against")
    [done] = publish(MONTH, MONTH, actor=system_actor("publish", LATER), as_of=LATER)
    assert done.loaded and not done.made_up
    rows = {
        (row["measure"], row["area_id"], row["item"]): row["value"]
        for row in csv.DictReader(done.path.open())
    }
    in_time = sum(after <= 24 for after in hours)
    ninth = sorted(hours)[-(-9 * len(hours) // 10) - 1]
    assert rows["crime_recorded_in_time", "west-midlands", "numerator"] == str(in_time)
    assert float(rows["crime_recorded_after", "west-midlands", "p90"]) == ninth
    page = html.unescape(re.sub(r"<[^>]+>", " ", Client().get("/expect/west-midlands").content.decode()))
    page = re.sub(r"\s+", " ", page.partition("How this service did")[2])
    assert f"Crimes recorded in time November 2026 {in_time / 50:.1%} ({in_time} of 50)" in page
    assert f"until a crime is recorded: nine in ten November 2026 {ninth}" in page
    assert "Made up" not in page
    nobody = Client().get("/expect/gwent").content.decode()
    assert "Nothing is published for this force yet" in nobody
