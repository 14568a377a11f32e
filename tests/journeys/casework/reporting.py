"""A visitor's browser on the report: with the script or without, by the keyboard alone, and what its history holds."""

from __future__ import annotations

REACH = 60
"""So many presses of Tab reach anything on a page of the report."""
NEUTRAL = "https://www.bbc.co.uk/weather"
WEATHER = "<!DOCTYPE html><html lang=en><title>Weather</title><h1>Rain later</h1>"


def neutral(context) -> None:
    """Stand in for the site that the exit leads to: the tests ask nobody outside."""

    def stand_in(route) -> None:
        route.fulfill(body=WEATHER, content_type="text/html")

    def sent_on(route) -> None:
        """What lies behind in the history sends the browser on; a stand-in is not asked after that."""
        if route.request.method != "GET":
            route.continue_()
            return
        answer = route.fetch(max_redirects=0)
        assert (answer.status, answer.headers["location"]) == (303, NEUTRAL)
        stand_in(route)

    context.route("https://www.bbc.co.uk/**", stand_in)
    context.route("**/report/exit", sent_on)


def step(page) -> str:
    """The step that the page shows."""
    return page.locator("#report input[name=at]").get_attribute("value") or ""


def reach(page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the element has the keyboard."""
    for _ in range(REACH):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def choose(page, name: str, value: str) -> None:
    """Mark one of several: Tab to the group, then the arrows; of a list with boxes, Tab to the box."""
    one = f'input[name="{name}"]'
    wanted = f'{one}[value="{value}"]'
    if page.locator(wanted).get_attribute("type") == "checkbox":
        reach(page, wanted)
        page.keyboard.press("Space")
        return
    reach(page, one)
    for _ in range(30):
        if page.locator(f"{wanted}:focus").count():
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not reached by the arrows")


def write(page, name: str, text: str) -> None:
    """Type into a field, over what is in it."""
    field = f'#report [name="{name}"]'
    reach(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page, do: str) -> None:
    """Reach a button of the form and press it; then the next page is there."""
    reach(page, f'#report button[value="{do}"]')
    page.evaluate("document.body.dataset.before = '1'")
    page.keyboard.press("Enter")
    page.wait_for_selector("body:not([data-before]) h1")


def answer(page, typed: dict[str, str | list[str]]) -> None:
    """Answer what the page asks for of `typed`, in the order of the page, and go on."""
    seen: list[str] = []
    while True:
        shown = page.evaluate(
            "[...document.querySelectorAll('#report input:not([type=hidden]), #report textarea, #report select')]"
            ".filter((one) => one.checkVisibility()).map((one) => one.name)"
        )
        name = next((one for one in shown if one in typed and one not in seen), None)
        if name is None:
            break
        seen.append(name)
        value = typed[name]
        kind = page.locator(f'#report [name="{name}"]').first.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            for one in [value] if isinstance(value, str) else value:
                choose(page, name, one)
        else:
            write(page, name, str(value))
    press(page, "next")


def go_to(page, wanted: str, typed: dict[str, str | list[str]], look=None) -> None:
    """Go on to a step, answering as `typed`; `look` is called for each page on the way."""
    for _ in range(60):
        if step(page) == wanted:
            return
        if look is not None:
            look(f"report-{step(page)}")
        answer(page, typed)
        assert not page.locator("[data-faults]").count(), page.locator("main").inner_text()
    raise AssertionError(f"{wanted} is never reached, but {step(page)}")
