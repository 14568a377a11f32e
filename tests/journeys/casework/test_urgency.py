"""Ben sees why a report is urgent and decides; the form is looked at empty, in error and in Welsh; a child comes first."""

from datetime import timedelta

import pytest

pytestmark = pytest.mark.browser


def opened(people, set_id, **answers):
    """A report to Aston that nobody has taken."""
    from django.utils import timezone

    from peelian.accounts.actors import outside_actor
    from peelian.casework.cases.actions.opening import open_case
    from peelian.services.contact.risk.flagging import at_receipt, keep
    from tests.services.contact.risk.reports import graded_kind

    at = timezone.now() - timedelta(hours=2)
    graded_kind(set_id)
    noticed = at_receipt(set_id, answers, as_of=at)
    return open_case(
        set_id,
        team=people.aston,
        force="west-midlands",
        payload=answers,
        actor=outside_actor(at),
        as_of=at,
        state=noticed.state,
        also=lambda act, _people: keep(act, noticed) and None,
    )


def test_decide_how_urgent_and_why(page_of, people, looked_at):
    case = opened(people, "burglary", building="home", worried="insecure", happened="They broke the door.")
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{case.reference}")
    page.get_by_role("heading", name="How urgent").wait_for()
    assert page.get_by_text("A home was broken into").is_visible()
    looked_at(page, "case-urgency")
    page.get_by_role("link", name="Decide how urgent").click()
    form = page.url
    looked_at(page, "urgency")
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("alert").get_by_role("link").first.wait_for()
    looked_at(page, "urgency-empty")
    page.get_by_label("Grade").select_option("1")
    page.get_by_role("button", name="Decide").click()
    link = page.get_by_role("alert").get_by_role("link")
    link.wait_for()
    assert "You decided otherwise" in link.inner_text() and page.get_by_label("Grade").input_value() == "1"
    looked_at(page, "urgency-wrong")
    page.get_by_label("Reason").select_option(label="Somebody has spoken to the person")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided by").wait_for()
    assert page.get_by_text("Grade 1: emergency").first.is_visible()
    looked_at(page, "case-decided")
    for address, name in ((form, "urgency"), (f"/desk/cases/{case.reference}", "case-decided")):
        page.goto(address.replace("/desk/", "/cy/desk/"))
        assert page.locator("html").get_attribute("lang") == "cy"
        looked_at(page, f"{name}-cy")
    assert page.get_by_role("heading", name="Pa mor frys").is_visible()


@pytest.mark.prove
def test_a_child_at_risk_comes_first(page_of, people, looked_at):
    case = opened(people, "domestic_abuse", children=["there"])
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{case.reference}")
    page.get_by_text("A child may be at risk.").wait_for()
    looked_at(page, "case-child")
    page.get_by_role("link", name="Record the decision about protection").click()
    looked_at(page, "safeguarding")
    page.get_by_label("Reason").select_option("protected_now")
    page.get_by_role("button", name="Record the decision about protection").click()
    page.get_by_role("heading", name="How urgent").wait_for()
    assert page.get_by_text("A child may be at risk.").count() == 0
    page.goto(f"/cy/desk/cases/{case.reference}")
    looked_at(page, "case-child-cy")
