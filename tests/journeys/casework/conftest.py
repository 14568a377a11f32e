"""A real server over a copy of both databases, and Chromium with an authenticator of its own."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.accounts.conftest import make_people
from tests.journeys.casework.entering import with_passkey
from tests.support import databases, site
from tests.support.axe import violations

# Playwright runs a loop in this thread, and Django would refuse to ask the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A phone or computer that checks a finger and has a passkey ready at once."""


@pytest.fixture(scope="module")
def served(databases_of_this_process: None, database: str, repository: Path) -> Iterator[str]:
    """The address of a server over a copy that the tests of a module share; SQLite only, browsers see no difference."""
    if database != "sqlite":
        pytest.skip("browsers run on SQLite only")
    site.build_assets_if_needed(repository)
    with databases.clone() as copy:
        environment = {
            **copy.environment,
            "DJANGO_SETTINGS_MODULE": "peelian.project.settings.casework_test",
        }
        with site.running_site(copy.home, **environment) as address:
            yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def people(served: str):
    """The cast; what a test changes of them, the next one finds."""
    return make_people()


@pytest.fixture
def visitor(browser, served: str):
    """A page of a fresh visitor whose device can keep passkeys."""
    with _device(browser, served) as page:
        yield page


@pytest.fixture(scope="module")
def sessions(browser, served: str, people):
    """A function that gives the cookies of somebody who came in with a passkey, once for all tests of a module."""
    held: dict[int, list[Any]] = {}

    def cookies_of(user):
        if user.pk not in held:
            with _device(browser, served) as page:
                with_passkey(page, people, user)
                held[user.pk] = page.context.cookies()
        return held[user.pk]

    return cookies_of


@pytest.fixture(scope="module")
def windows(browser, served: str):
    """A function that gives a window as new, free or opened for it; a new one costs a second of work."""
    free: dict[str, list[Any]] = {}
    held: list[Any] = []

    @contextmanager
    def window(**more):
        like = free.setdefault(repr(more), [])
        if not like:
            like.append(browser.new_context(base_url=served, viewport=WIDE, **more).new_page())
            held.append(like[0])
        page = like.pop()
        page.set_default_timeout(20_000)
        page.set_viewport_size(WIDE)
        yield page
        page.goto("about:blank")
        page.context.clear_cookies()
        like.append(page)

    yield window
    for page in held:
        page.context.close()


@pytest.fixture
def page_of(windows, sessions):
    """A function that gives a page of somebody who is signed in, on their desk."""
    with ExitStack() as until_the_end:

        def opened(user, **more):
            page = until_the_end.enter_context(windows(**more))
            page.context.add_cookies(sessions(user))
            page.goto("/desk")
            return page

        yield opened


@contextmanager
def _device(browser, served: str):
    context = browser.new_context(base_url=served, viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(20_000)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    yield page
    context.close()


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """axe-core, a development package of package.json; it is put into the page, never shipped."""
    return (repository / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def looked_at(axe: str):
    """A function that examines the page as it stands: axe on the narrow screen, and on both nothing wider than it.

    With PEELIAN_SCREENSHOTS set to a folder, axe looks on both screens, and each look leaves a picture there.
    """
    folder = os.environ.get("PEELIAN_SCREENSHOTS")

    def look(page, name: str) -> None:
        page.evaluate(axe)
        for screen in (NARROW, WIDE):
            page.set_viewport_size(screen)
            where = f"{name} at {screen['width']} px"
            if folder or screen is NARROW:
                assert violations(page) == [], where
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= screen["width"], f"{where} is {width} px wide"
            if folder:
                page.screenshot(path=Path(folder) / f"{name}-{screen['width']}.png", full_page=True)

    return look
