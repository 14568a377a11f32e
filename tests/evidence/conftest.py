"""What these tests share: the built style sheet. The site itself is in tests/support/site.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import site


@pytest.fixture(scope="session", autouse=True)
def assets(repository: Path) -> None:
    """The style sheet, built once when this tree has none."""
    site.build_assets_if_needed(repository)


@pytest.fixture
def client(request: pytest.FixtureRequest, prepared_home: Path, monkeypatch: pytest.MonkeyPatch):
    """A reader of the pages: over the test's own home where it asks for one, else over the one that all only read."""
    if "home" in request.fixturenames:
        request.getfixturevalue("home")
    else:
        monkeypatch.setenv("PEELIAN_HOME", str(prepared_home))
    return site.django_client()


@pytest.fixture(scope="session", autouse=True)
def nothing_is_written(prepared_home: Path) -> Iterator[None]:
    """Who reads a page writes nothing: the home that all read is at the end as it was."""
    before = _files(prepared_home)
    yield
    assert _files(prepared_home) == before


def _files(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
