"""A person sends a photo with their question and the officer opens it, and adds one: real uploads, axe on the faults."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from tests.casework.files import made
from tests.journeys.casework.conftest import WIDE

pytestmark = pytest.mark.browser

WRITTEN = "Here is the lamp."
DISGUISED = {
    "name": "lamp.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"<!doctype html><script>alert(1)</script>" * 30,
}


def photo(size=(40, 20)):
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": made.photo(size=size)}


@pytest.fixture
def asked(people):
    """Ben's question of Aston: its reference and the words of whoever asked it."""
    from django.utils import timezone

    from peelian.accounts.actors import actor_for, outside_actor
    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.opening import open_case
    from peelian.casework.threads.door import new_secret, open_thread

    at, new = timezone.now() - timedelta(hours=1), new_secret()
    case = open_case(
        "question",
        team=people.aston,
        force="west-midlands",
        payload={"question": "Who mends the lamp?"},
        actor=outside_actor(at),
        as_of=at,
        also=lambda act, persons: open_thread(act, new) and None,
    )
    take_case(case.reference, actor=actor_for(people.ben), as_of=timezone.now())
    return case.reference, new.words


@pytest.fixture
def outside(browser, served):
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    assert context.cookies() == []
    context.close()


def own_page(page, asked):
    page.goto("/track")
    page.locator("#reference").fill(asked[0])
    page.locator("#words").fill(asked[1])
    page.locator("#ask .govuk-button").click()


def send(page):
    with page.expect_navigation():
        page.locator("#ask .govuk-button").click()


def test_a_photo_is_refused_and_sent_again_and_the_officer_opens_it_and_adds_one(
    outside, page_of, people, asked, looked_at
):
    page = outside
    own_page(page, asked)
    looked_at(page, "track-mine-with-file")
    page.locator("#message").fill(WRITTEN)
    page.locator("#file").set_input_files(DISGUISED)
    send(page)
    assert page.title().startswith("Error:")
    assert page.locator("#message").input_value() == WRITTEN
    page.locator(".govuk-error-summary a").click()
    assert page.locator("#file:focus").count() == 1, "the summary leads to the field"
    looked_at(page, "ask-mine-file-fault")
    page.locator("#file").set_input_files(photo())
    send(page)
    assert page.get_by_text("Your message and your file are with the team").is_visible()
    assert "kept; the team can open it" in page.locator("#files + ul").inner_text()
    looked_at(page, "ask-mine-files")
    page.locator(".peelian-languages__button").last.click()
    page.get_by_role("heading", name="Ffeiliau a anfonwyd gennych").wait_for()
    looked_at(page, "ask-mine-files-welsh")

    desk = page_of(people.ben)
    desk.goto(f"/desk/cases/{asked[0]}")
    looked_at(desk, "case-files")
    with desk.expect_download() as caught:
        desk.get_by_role("link", name="lamp.jpg").click()
    data = caught.value.path().read_bytes()
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {}
    assert caught.value.suggested_filename == "lamp.jpg"

    desk.get_by_role("link", name="Add a file").click()
    looked_at(desk, "file-add")
    desk.locator("#file").set_input_files(DISGUISED)
    desk.get_by_role("button", name="Add the file").click()
    desk.locator(".govuk-error-summary").wait_for()
    looked_at(desk, "file-add-fault")
    desk.locator("#file").set_input_files(photo((20, 40)))
    desk.get_by_role("button", name="Add the file").click()
    desk.get_by_text("Done.").wait_for()
    assert desk.get_by_role("link", name="lamp.jpg").count() == 2


@pytest.mark.prove
def test_a_film_that_is_too_large_is_told_in_words_and_not_by_a_broken_connection(outside, asked, tmp_path):
    """Larger than any file may be: the browser sends all of it before it reads an answer. Without a script."""
    film = tmp_path / "park.mp4"
    with film.open("wb") as file:
        file.write(made.film())
        file.truncate(210 * 2**20)
    page = outside
    own_page(page, asked)
    page.locator("#message").fill(WRITTEN)
    page.locator("#file").set_input_files(film)
    send(page)
    assert "at most 200 MB" in page.locator(".govuk-error-summary").inner_text()
    assert page.locator("#message").input_value() == WRITTEN
