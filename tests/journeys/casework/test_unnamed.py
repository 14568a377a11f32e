"""Somebody who reported without a name comes back: eight words by keyboard alone, no script, axe clean, both languages."""

import pytest

from tests.journeys.casework.conftest import WIDE
from tests.journeys.casework.following import go_on, other_language, titled, write

pytestmark = pytest.mark.browser

ASKED = "Where did you see it?"
TOLD = "Behind the gym, on Mondays."


@pytest.fixture
def visit(browser, served: str, looked_at):
    """A page of somebody without an account, and a look at it: axe, both widths, nothing from elsewhere, no cookie."""
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    elsewhere: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(served) else elsewhere.append(one.url))

    def look(name: str) -> None:
        assert page.locator("script:not([src]), [onclick], [onchange], [onsubmit]").count() == 0, name
        looked_at(page, name)

    yield page, look
    assert (context.cookies(), elsewhere) == ([], [])
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


@pytest.fixture
def world(served):
    from tests.support.cases import make_world

    return make_world()


def reported(world) -> str:
    """What the form does when it is sent without a name; its words."""
    from django.utils import timezone

    from peelian.casework.cases.actions.opening import open_case
    from peelian.casework.threads.anonymous import new_words, open_anonymous_thread, words_for
    from peelian.services.contact.numbers import new_number

    now, number = timezone.now(), new_number()
    words = words_for(number)
    new = new_words(number, words)
    open_case(
        "question",
        team=world.team,
        force=world.force.force_id,
        payload={"question": "A boy of my school carries a knife."},
        actor=world.actor("outside", now),
        as_of=now,
        also=lambda act, people: open_anonymous_thread(act, new) and None,
    )
    return words


def dealt_with(world, *, close: bool = False) -> None:
    """What the officer does at the desk: asks, or closes it."""
    from django.utils import timezone

    from peelian.casework.cases.actions.giving import take_case
    from peelian.casework.cases.actions.moving import answer_case, close_case
    from peelian.casework.cases.models import Case
    from peelian.casework.threads.writing import write_message

    now = timezone.now()
    case, officer = Case.objects.get(), world.actor("ben", now)
    if close:
        close_case(case.reference, actor=officer, as_of=now, reason="answered")
        return
    take_case(case.reference, actor=officer, as_of=now)
    answer_case(
        case.reference, write=lambda act: write_message(act, text=ASKED) and None, actor=officer, as_of=now
    )


@pytest.mark.prove
def test_an_answer_is_read_and_written_back_to_with_eight_words_alone(visit, world):
    page, look = visit
    words = reported(world)
    dealt_with(world)

    page.goto("/track/anonymous")
    look("unnamed-door")
    go_on(page)
    titled(page, "Error:")
    look("unnamed-nothing-typed")
    write(page, "#words", "not these words at all no no")
    go_on(page)
    titled(page, "Error:")
    look("unnamed-door-fault")
    write(page, "#words", " ".join(word[:4].upper() for word in words.split()))
    go_on(page)
    titled(page, "Your messages")
    assert "police" not in page.title().lower()
    main = page.locator("main").inner_text()
    assert ASKED in main
    assert words not in page.content()
    look("unnamed-mine")
    write(page, "#message", TOLD)
    other_language(page, "Eich negeseuon")
    assert page.locator("#message").input_value() == TOLD
    look("unnamed-mine-welsh")
    go_on(page)
    assert page.get_by_text("Mae eich neges gyda'r tîm").is_visible()
    assert TOLD in page.locator("main").inner_text()
    look("unnamed-mine-sent-welsh")
    go_on(page)
    titled(page, "Gwall:")
    look("unnamed-mine-fault-welsh")

    dealt_with(world, close=True)
    page.goto("/cy/track/anonymous")
    look("unnamed-door-welsh")
    write(page, "#words", words)
    go_on(page)
    look("unnamed-closed-welsh")
    write(page, "#message", "Mae ganddo un arall.")
    go_on(page)
    assert page.get_by_text("Mae eich adroddiad ar agor eto").is_visible()

    for prefix, title in (("", "What can be traced"), ("/cy", "Yr hyn y gellir ei olrhain")):
        page.goto(f"{prefix}/track/anonymous/traced")
        titled(page, title)
        look(f"unnamed-traced{prefix.replace('/', '-')}")
