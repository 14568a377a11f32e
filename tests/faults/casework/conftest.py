"""One prepared site for all tests of a process: to migrate two databases and fill them takes longer than most tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.faults.casework.site import Site
from tests.support import postgres


@pytest.fixture(scope="session")
def prepared_site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the cast, on a database that syncs; never started itself."""
    cluster = None
    if database == "postgresql":
        if postgres.binaries() is None:
            missing("no PostgreSQL on this machine")
        cluster = postgres.make(durable=True)
    site = Site(tmp_path_factory.mktemp("site") / "home", cluster, "peelian_proof")
    try:
        site.home.mkdir()
        site.prepare()
        yield site
    finally:
        if cluster is not None:
            cluster.stop()


@pytest.fixture
def site(prepared_site: Site, tmp_path: Path) -> Iterator[Site]:
    """A copy for one test."""
    copy = prepared_site.copy(tmp_path / "home", "peelian_copy")
    yield copy
    copy.remove()
