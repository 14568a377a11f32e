"""A victim follows up a burglary and asks for a review: no script, keyboard alone for the review, axe clean, both languages."""

from datetime import timedelta

import pytest

from tests.journeys.casework.conftest import WIDE

pytestmark = pytest.mark.browser

WHY = "There was nothing to follow up: nobody saw who it was."
ASKED = "The shop opposite has a camera. Nobody asked them."
ANSWER = "We have asked the shop for the film and look again."


@pytest.fixture(scope="module")
def world(served):
    from tests.support.cases import make_world

    return make_world()


@pytest.fixture
def report(world):
    """A burglary that its victim reported yesterday and that Ben decided not to investigate, and its words."""
    from django.utils import timezone

    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import answer_case, move_case
    from peelian.casework.cases.actions.opening import NewParty, open_case
    from peelian.casework.records.people import NewPerson
    from peelian.casework.threads.door import new_secret, open_thread
    from peelian.casework.threads.writing import write_message

    now, new = timezone.now(), new_secret()
    case = open_case(
        "burglary",
        team=world.team,
        force=world.force.force_id,
        payload={"when": "exact", "when_from": "2026-11-20", "where_name": "Selly Oak"},
        actor=world.actor("outside", now - timedelta(days=2)),
        as_of=now - timedelta(days=2),
        parties=(NewParty("victim", NewPerson(name="Asha Okafor", language="en")),),
        also=lambda act, _people: open_thread(act, new) and None,
    )
    ben = world.actor("ben", now)
    take_case(case.reference, actor=ben, as_of=now)
    move_case(
        case.reference, transition="no_investigation", reason="no_line_of_enquiry", actor=ben, as_of=now
    )
    answer_case(case.reference, write=lambda act: write_message(act, text=WHY) and None, actor=ben, as_of=now)
    return case.reference, new.words


@pytest.fixture
def victim(browser, served: str):
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=served, viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    assert context.cookies() == []
    context.close()


@pytest.fixture
def looking(browser, served: str, looked_at):
    """A function that shows a page's source in a browser with scripts, for axe to look at."""
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()

    def look(shown, name: str) -> None:
        source = shown.content()
        page.route(
            "**/track*", lambda route: route.fulfill(body=source, content_type="text/html; charset=utf-8")
        )
        page.goto("/cy/track" if "/cy/" in shown.url else "/track")
        page.unroute("**/track*")
        looked_at(page, name)

    yield look
    context.close()


def pressed(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def entered(page, report, prefix: str = "", names=("Reference", "Your six words", "Continue")) -> None:
    page.goto(f"{prefix}/track")
    page.get_by_label(names[0]).fill(report[0])
    page.get_by_label(names[1]).fill(report[1])
    pressed(page, names[2])


def test_a_victim_asks_for_a_review_and_reads_the_answer(victim, looking, world, report):
    page = victim
    page.goto("/track")
    looking(page, "track-door")
    pressed(page, "Continue")
    assert "Error:" in page.title()
    looking(page, "track-door-fault")
    entered(page, report)
    page.get_by_text("Show it", exact=True).click()
    text = page.locator("main").inner_text()
    for words in (
        "You can ask for the decision to be reviewed",
        "There is nothing left that the police can follow up now",
        WHY,
        "Ben",
        "Record a crime, or say why not",
        "It was due by",
        "20 November 2026",
        "Selly Oak",
    ):
        assert words in text, words
    looking(page, "track-mine")
    pressed(page, "Ask for a review of the decision")
    looking(page, "track-review")
    pressed(page, "Ask for a review")
    assert "Error:" in page.title()
    looking(page, "track-review-fault")
    page.get_by_label("What should be looked at again?").fill(ASKED)
    pressed(page, "Ask for a review")
    text = page.locator("main").inner_text()
    assert "We have your request for a review" in text and ASKED in text
    assert "We know of no time in law by which you must be answered" in text
    looking(page, "track-review-asked")
    reviewed(world, report[0])
    entered(page, report)
    text = page.locator("main").inner_text()
    assert ANSWER in text and "The decision was reviewed and changed" in text
    assert "The police are investigating" in text


def reviewed(world, reference: str) -> None:
    """Cerys, who supervises and did not decide, answers."""
    from django.utils import timezone

    from peelian.accounts.models import Grant
    from peelian.casework.cases.actions.rights import answer_review
    from peelian.casework.threads.writing import write_message

    now = timezone.now()
    Grant.objects.create(
        user=world.cerys, role="supervisor", team=world.team, starts=now - timedelta(days=2), reason="joins"
    )
    answer_review(
        reference,
        transition="review_changes",
        write=lambda act: write_message(act, text=ANSWER) and None,
        actor=world.actor("cerys", now),
        as_of=now,
    )


@pytest.mark.prove
def test_every_part_of_the_page_in_welsh_and_by_axe(victim, looking, report):
    page = victim
    welsh = ("Cyfeirnod", "Eich chwe gair", "Parhau")
    entered(page, report, "/cy", welsh)
    assert page.locator("html").get_attribute("lang") == "cy"
    assert "Gallwch ofyn i'r penderfyniad gael ei adolygu" in page.locator("main").inner_text()
    looking(page, "track-mine-cy")
    for part in ("needs", "statement", "support", "review", "wrong", "language"):
        page.locator(f'button[value="open.{part}"]').click()
        assert page.locator('input[name="at"]').get_attribute("value") == part
        looking(page, f"track-{part}-cy")
        page.locator('button[value="back"]').click()
        assert page.locator('input[name="at"]').count() == 0
    page.locator('button[value="open.needs"]').click()
    page.get_by_label("Mae arnaf ofn rhywun sy'n rhan o hyn").check()
    page.get_by_role("button", name="English").click()
    assert page.get_by_label("I am afraid of somebody who is part of this").is_checked(), "it stays ticked"
    pressed(page, "Send")
    assert "Somebody must decide whether you have enhanced rights" in page.locator("main").inner_text()
    looking(page, "track-needs-sent")


def test_leaving_ends_the_visit_and_the_same_page_shows_nothing_more(browser, served, report):
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    entered(page, report)
    page.get_by_role("heading", name="What you are owed, and by when").wait_for()
    held = page.locator("#exit [name=number]").get_attribute("value")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/**")
    answer = page.request.post(
        f"{served}/track", form={"number": held, "reference": report[0], "words": report[1]}
    )
    assert "That visit has ended" in answer.text() and "What you are owed" not in answer.text()
    context.close()
