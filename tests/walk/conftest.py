"""What the walks share: the style sheet, one home for all of them (they only read), a client, and what it has read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import site
from tests.support.markup import Page


@pytest.fixture(scope="session")
def client(prepared_home: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory):
    """A reader over a copy of the prepared home that all walks share."""
    site.build_assets_if_needed(repository)
    home = tmp_path_factory.mktemp("walked") / "home"
    shutil.copytree(prepared_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELIAN_HOME", str(home))
        yield site.django_client()


@pytest.fixture(scope="session")
def read(client) -> Callable[[str], Page | None]:
    """The page at an address, asked for once; None for a file or a feed. An address that does not answer fails."""
    kept: dict[str, Page | None] = {}

    def page_at(address: str) -> Page | None:
        if address not in kept:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            html = answer["Content-Type"].startswith("text/html")
            kept[address] = Page(answer.content.decode()) if html else None
        return kept[address]

    return page_at
