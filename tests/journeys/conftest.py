"""One browser and one running site for all journeys; every request of the browser is written down."""

import shutil
from collections.abc import Iterator
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


@pytest.fixture
def page(browser, address: str, requested: list[str]):
    """A page of a fresh visitor, with JavaScript on."""
    context = browser.new_context(base_url=address)
    context.on("request", lambda request: requested.append(request.url))
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser, address: str, requested: list[str]):
    """A page of a visitor whose browser runs no JavaScript."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.on("request", lambda request: requested.append(request.url))
    yield context.new_page()
    context.close()
