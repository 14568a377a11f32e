"""Ben records what happened, a crime of it and its outcome; each form is looked at empty, in error, and in Welsh."""

from datetime import timedelta

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def case(people):
    """A question to Aston that nobody has taken."""
    from django.utils import timezone

    from peelian.accounts.actors import outside_actor
    from peelian.casework.cases.actions.opening import open_case

    at = timezone.now() - timedelta(hours=2)
    return open_case(
        "general_question",
        team=people.aston,
        force="west-midlands",
        payload={"question": "Who broke the window?", "place": "Albert Road", "answer_by": "page"},
        actor=outside_actor(at),
        as_of=at,
    )


def faults(page):
    """The texts of the summary, each with a field that the link leads to."""
    links = page.get_by_role("alert").get_by_role("link")
    links.first.wait_for()
    assert all(page.locator(one.get_attribute("href")).count() == 1 for one in links.all())
    return links.all_inner_texts()


def welsh(page, address, looked_at, name):
    page.goto(address.split("?")[0].replace("/desk/", "/cy/desk/"))
    assert page.locator("html").get_attribute("lang") == "cy"
    looked_at(page, f"{name}-cy")


@pytest.mark.prove
def test_record_an_incident_a_crime_of_it_and_its_outcome(page_of, people, case, looked_at):
    page = page_of(people.ben)
    page.goto(f"/desk/cases/{case.reference}")
    page.get_by_role("link", name="Record an incident").click()
    form = page.url
    looked_at(page, "incident")
    page.get_by_label("When it ended").fill("yesterday")
    page.get_by_label("Postcode").fill("the bakery")
    page.get_by_role("button", name="Record it").click()
    assert len(faults(page)) == 5
    looked_at(page, "incident-wrong")
    page.get_by_label("What happened").fill("The bakery's window was broken.")
    page.get_by_label("When it began").fill("30/11/2025 14:30")
    page.get_by_label("When it ended").fill("30/11/2025 14:00")
    page.get_by_label("When it was reported").fill("30/11/2025 15:00")
    page.get_by_label("How it was reported").select_option(label="By a call to 101")
    page.get_by_label("Address, or the place in words").fill("The bakery, 1 High Street")
    page.get_by_label("Postcode").fill("B29 6BD")
    page.get_by_label("Reason").select_option(label="The person reported it")
    page.get_by_role("button", name="Record it").click()
    assert faults(page) == ["It cannot have ended before it began. Check both times."]
    page.get_by_label("When it ended").fill("30/11/2025 14:35")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="Incidents and crimes").wait_for()
    assert page.get_by_text("The bakery, 1 High Street").is_visible()
    looked_at(page, "case-incident")
    welsh(page, form, looked_at, "incident")

    page.goto(f"/desk/cases/{case.reference}")
    page.get_by_role("link", name="Record a crime of it").click()
    form = page.url
    page.get_by_role("link", name="National Crime Recording Standard").wait_for()
    assert page.get_by_text("The bakery, 1 High Street").is_visible()
    looked_at(page, "crime")
    page.get_by_role("button", name="Record it").click()
    assert len(faults(page)) == 1
    looked_at(page, "crime-wrong")
    page.get_by_label("Offence").select_option(label="Domestic burglary")
    page.get_by_role("button", name="Record it").click()
    page.get_by_text("Not yet assigned an outcome").wait_for()
    welsh(page, form, looked_at, "crime")

    page.goto(f"/desk/cases/{case.reference}")
    page.get_by_role("link", name="Give it its outcome").click()
    form = page.url
    looked_at(page, "outcome")
    page.get_by_role("button", name="Save the outcome").click()
    assert len(faults(page)) == 1
    looked_at(page, "outcome-wrong")
    page.get_by_label("Outcome").select_option("18")
    page.get_by_role("button", name="Save the outcome").click()
    page.get_by_role("link", name="Change its outcome").wait_for()
    looked_at(page, "case-outcome")
    page.get_by_role("link", name="Change its outcome").click()
    page.get_by_role("button", name="Save the outcome").click()
    assert len(faults(page)) == 2
    looked_at(page, "outcome-again-wrong")
    welsh(page, form, looked_at, "outcome")
    page.goto(f"/cy/desk/cases/{case.reference}")
    looked_at(page, "case-outcome-cy")
