"""Somebody proposes that a case be disposed of, another person looks and approves; a hold is placed; in Welsh too."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.casework.entering import with_passkey

pytestmark = pytest.mark.browser


@pytest.fixture
def reviewers(people):
    """Dev reviews records, Eve may approve as well."""
    from peelian.accounts.models import Grant

    year = datetime(2025, 1, 1, tzinfo=UTC)
    for user, role in (
        (people.dev, "records_reviewer"),
        (people.eve, "records_reviewer"),
        (people.eve, "disposal_approver"),
    ):
        Grant.objects.create(user=user, role=role, team=people.aston, starts=year, reason="new")
    return people


@pytest.fixture
def cases(reviewers, people):
    """Three closed questions, all to be reviewed; the first is proposed for disposal by Dev."""
    from django.utils import timezone

    from peelian.accounts.actors import actor_for, outside_actor
    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import close_case
    from peelian.casework.cases.actions.opening import open_case
    from peelian.casework.cases.models import Case
    from peelian.casework.retention.models import Review
    from peelian.casework.retention.proposing import propose_disposal

    now = timezone.now()
    at, made = now - timedelta(days=4), []
    for _ in range(3):
        case = open_case(
            "general_question",
            team=people.aston,
            force="west-midlands",
            payload={"question": "Who mends the lamp?", "answer_by": "page"},
            actor=outside_actor(at),
            as_of=at,
        )
        ben = actor_for(people.ben, at)
        take_case(case.reference, actor=ben, as_of=at)
        close_case(case.reference, actor=ben, as_of=at, reason="answered")
        case = Case.objects.get(pk=case.pk)
        Review.objects.create(
            case=case,
            schedule="general-contact-1",
            closed_at=case.closed_at,
            due_at=now - timedelta(days=1),
        )
        made.append(case)
    propose_disposal(
        made[0].reference, actor=actor_for(people.dev, now), as_of=now, reason="no_longer_needed"
    )
    return made


@pytest.mark.prove
def test_review_hold_and_dispose(visitor, people, cases, looked_at):
    page = visitor
    with_passkey(page, people, people.eve)
    page.goto("/desk/reviews")
    looked_at(page, "reviews")
    page.goto(f"/desk/cases/{cases[1].reference}")
    page.get_by_role("link", name="Place a legal hold").click()
    looked_at(page, "hold")
    page.get_by_label("Reason").select_option(label="Court proceedings")
    page.get_by_role("button", name="Place the hold").click()
    page.get_by_text("Legal hold", exact=True).wait_for()
    looked_at(page, "case-held")
    page.get_by_role("link", name="Lift the hold").click()
    looked_at(page, "lift")

    page.goto(f"/desk/cases/{cases[2].reference}/keep")
    page.get_by_label("Reason").select_option(label="The crime is not solved")
    page.get_by_label("Look at it again on").fill("2020-01-01")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("alert").wait_for()
    looked_at(page, "keep-wrong")

    page.goto("/desk/reviews")
    page.get_by_role("link", name="Approve the disposal").click()
    looked_at(page, "approve")
    page.get_by_label("Reason").select_option(label="No longer needed for any policing purpose")
    page.get_by_role("button", name="Dispose of it for good").click()
    page.get_by_text("The case is disposed of.").wait_for()
    page.goto("/cy/desk/reviews")
    looked_at(page, "reviews-welsh")
    page.goto(f"/cy/desk/cases/{cases[2].reference}/disposal/propose")
    looked_at(page, "propose-welsh")
