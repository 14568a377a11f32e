"""One browser and one running site for all journeys; every request of the browser is written down."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.support import site

SWITCHES = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]


USUAL = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def address(prepared_home: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server over a copy of the prepared home; PEELIAN_HOME names it too."""
    site.build_assets_if_needed(repository)
    home = tmp_path_factory.mktemp("journeys") / "home"
    shutil.copytree(prepared_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELIAN_HOME", str(home))
        site.django_client()
        with site.running_site(home) as served:
            yield served


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium of the machine."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("no Chromium on this machine: install the package `chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="session")
def requested() -> list[str]:
    """Every address that the browser asked for, over the whole session."""
    return []


@pytest.fixture(scope="session")
def reader(browser, address: str, requested: list[str]):
    """A page with JavaScript on, for all who take `page`: a new window costs a second of work."""
    with _window(browser, address, requested) as page:
        yield page


@pytest.fixture(scope="session")
def plain_reader(browser, address: str, requested: list[str]):
    """A page of a browser that runs no JavaScript, for all who take `plain_page`."""
    with _window(browser, address, requested, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def page(reader):
    """A page of a visitor whom the site does not know, with JavaScript on."""
    yield _as_new(reader)


@pytest.fixture
def plain_page(plain_reader):
    """A page of a visitor whom the site does not know, and whose browser runs no JavaScript."""
    yield _as_new(plain_reader)


@contextmanager
def _window(browser, address: str, requested: list[str], **more: object):
    context = browser.new_context(base_url=address, **more)
    context.on("request", lambda request: requested.append(request.url))
    yield context.new_page()
    context.close()


def _as_new(page):
    """The page as a new window has it: blank, of the usual size, for the screen, and with no cookie."""
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_viewport_size(USUAL)
    page.emulate_media(media="screen")
    return page
