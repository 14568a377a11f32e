"""The desk's forms about rights: enhanced rights, why no crime is recorded, the answer to a review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peelian.accounts.models import Grant
from peelian.casework.cases.models import CaseRight
from peelian.casework.clocks.models import Clock
from tests.casework.desk.sending import path, sent
from tests.services.contact.tracking.reports import Report
from tests.services.contact.tracking.test_page import decided_against
from tests.support.cases import World

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def burglary(report: Callable[..., Report]) -> Report:
    return report(as_of=timezone.now() - timedelta(hours=1))


def supervises(world: World, name: str) -> None:
    user = getattr(world, name)
    Grant.objects.create(
        user=user,
        role="supervisor",
        team=world.team,
        starts=timezone.now() - timedelta(days=2),
        reason="joins",
    )


def test_the_case_offers_what_can_be_done_about_rights(
    desk: Callable[[str], Client], burglary: Report
) -> None:
    page = desk("ben").get(path(burglary.case)).content.decode()
    for part in ("enhanced", "statement", "support", "no-crime"):
        assert f"/rights/{part}" in page, part
    assert "/rights/review" not in page
    assert "Nothing was asked for or decided yet." in page


def test_enhanced_rights_are_granted_and_the_section_says_so(
    desk: Callable[[str], Client], burglary: Report
) -> None:
    ben = desk("ben")
    sent(ben, path(burglary.case, "/rights/enhanced"), reason="persistently_targeted")
    page = ben.get(path(burglary.case)).content.decode()
    assert "Enhanced rights granted" in page and "Targeted again and again" in page


def test_a_refusal_is_told_to_the_person_in_words(desk: Callable[[str], Client], burglary: Report) -> None:
    ben, at = desk("ben"), path(burglary.case, "/rights/enhanced")
    assert sent(ben, at, reason="none_applies").status_code == 400
    assert not CaseRight.objects.exists(), "without words nothing is refused"
    sent(ben, at, reason="none_applies", text="Tell us if they come back.")
    page = burglary.entered()
    assert "It was decided that enhanced rights do not apply" in page
    assert "Tell us if they come back." in page and 'value="open.needs"' in page


def test_the_reason_why_no_crime_is_recorded_is_read_by_the_person(
    desk: Callable[[str], Client], burglary: Report
) -> None:
    ben = desk("ben")
    sent(ben, path(burglary.case, "/rights/no-crime"), reason="elsewhere")
    assert Clock.objects.get(case=burglary.case, provision="crime_recording.record").state == "met"
    assert "It happened in the area of another force, which has it now" in burglary.entered()
    assert "/rights/no-crime" not in ben.get(path(burglary.case)).content.decode()


def test_whoever_decided_does_not_review_and_a_colleague_answers(
    world: World, desk: Callable[[str], Client], burglary: Report
) -> None:
    for name in ("ben", "cerys"):
        supervises(world, name)
    decided_against(world, burglary)
    burglary.sent(burglary.opened(burglary.entered(), "review"), message="There is a camera.")
    at = path(burglary.case, "/rights/review")
    assert desk("ben").get(at).status_code == 403
    assert "/rights/review" not in desk("ben").get(path(burglary.case)).content.decode()
    cerys = desk("cerys")
    assert "/rights/review" in cerys.get(path(burglary.case)).content.decode()
    sent(cerys, at, result="review_stands", text="The camera was not on that night.")
    assert burglary.case.state == "closed_after_review"
    page = burglary.entered()
    assert "The decision was reviewed and stays as it was" in page
    assert "The camera was not on that night." in page


def test_a_review_that_changes_the_decision_goes_on(
    world: World, desk: Callable[[str], Client], burglary: Report
) -> None:
    supervises(world, "cerys")
    decided_against(world, burglary)
    burglary.sent(burglary.opened(burglary.entered(), "review"), message="There is a camera.")
    sent(desk("cerys"), path(burglary.case, "/rights/review"), result="review_changes", text="We look again.")
    assert burglary.case.state == "investigating"
    assert "The decision was reviewed and changed" in burglary.entered()
