"""T-34: a flood of reports from a program: every report is kept, no true one is drowned, and the desk answers as ever."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.ordering import HELD
from peelian.casework.clocks.models import Clock
from peelian.casework.threads.models import Thread
from peelian.services.contact.models import HeldReport, SentForm
from tests.services.contact.holding.floods import Flood, flood, reported
from tests.support.long_proof import LongProof

LANE, QUEUE = "/desk/held", "/desk?view=team"


def references(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'/desk/cases/(\d{11})"', page)))


def all_of(client: Client, address: str) -> list[str]:
    """The references of a list of the desk, page after page."""
    found: list[str] = []
    while address:
        page = client.get(address).content.decode()
        found += references(page)
        after = re.search(r'href="([^"]+)" rel="next"', page)
        address = after[1].replace("&amp;", "&") if after else ""
    return found


def nothing_is_lost_and_nothing_true_is_drowned(client: Client, came: Flood, *, first_held: int) -> None:
    cases = {case.reference: case for case in Case.objects.all()}
    assert set(cases) == set(came.all), "every report has its case"
    for rows in (Thread, CaseParty, SentForm):
        assert set(rows.objects.values_list("case__reference", flat=True)) == set(came.all)
    owed = set(Clock.objects.filter(code="crime_recording.record").values_list("case__reference", flat=True))
    assert owed == set(came.all), "held or not, each has the clock that is owed to its victim"
    held = [one for one in came.all if cases[one].priority == HELD]
    assert set(HeldReport.objects.values_list("case__reference", flat=True)) == set(held)
    assert not set(held) & set(came.urgent), "what may be danger is never held"
    assert len(came.all) - len(held) <= first_held + len(came.urgent)
    queue, lane = all_of(client, QUEUE), all_of(client, LANE)
    assert lane == held, "all that is held, in the order in which it came"
    assert set(queue) == set(came.all) - set(held)
    assert queue[: len(came.urgent)] == list(came.urgent), "the urgent first, in the order in which they came"
    rest = [one for one in queue if one not in came.urgent]
    assert rest == [one for one in came.all if one in rest]


def prices(client: Client) -> list[int]:
    found = []
    for address in (LANE, QUEUE, "/desk/team", "/report"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found.append(len(asked))
    return found


def test_a_flood_loses_nothing_drowns_nothing_and_costs_the_desk_nothing_more(world: Any, desk: Any) -> None:
    begins, cerys = timezone.now() - timedelta(hours=1), desk("cerys")
    for _ in range(7):
        reported(as_of=begins - timedelta(hours=2))
    before = prices(cerys)
    Case.objects.update(opened_at=begins - timedelta(days=9))
    early = set(Case.objects.values_list("reference", flat=True))
    came = flood(36, 5, 3, begins=begins, chance=Random(7))
    assert prices(cerys) == before
    held = set(Case.objects.filter(priority=HELD).values_list("reference", flat=True)) - early
    assert set(came.all) - held == {*came.urgent, *set(came.true)} - held
    assert set(came.true) & held, "when so many come at once, true ones are held too"
    lane = all_of(cerys, LANE)
    assert [one for one in lane if one in came.true] == [one for one in came.true if one in held]
    assert [one for one in all_of(cerys, QUEUE) if one in came.urgent] == list(came.urgent)
    page = cerys.get(LANE).content.decode()
    assert "Five or more reports with the same words came within a day." in page
    assert "38 reports with the same words" in page


@pytest.mark.prove
def test_five_hundred_of_the_same_drown_none_of_twenty_true_ones(
    world: Any, desk: Any, proof: LongProof
) -> None:
    begins = timezone.now() - timedelta(hours=1)
    came = flood(proof.count("of the same", 500), 14, 6, begins=begins, chance=proof.random())
    nothing_is_lost_and_nothing_true_is_drowned(desk("cerys"), came, first_held=30)


def test_no_index_of_the_desk_is_lost(world: Any, desk: Any) -> None:
    """A small flood by the measure of the large one."""
    came = flood(20, 3, 2, begins=timezone.now() - timedelta(hours=1), chance=Random(3))
    nothing_is_lost_and_nothing_true_is_drowned(desk("cerys"), came, first_held=5 + 3)
