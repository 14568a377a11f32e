"""Fixtures that every room shares: the real data, a prepared home of one's own, and the long proof's seeds."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support import databases, leftovers, long_proof
from tests.support.databases import committing_db, database, databases_of_this_process, db  # noqa: F401 - fixtures

REPOSITORY = Path(__file__).resolve().parents[1]
RUN = pytest.StashKey[str | None]()
"""The mark of what this run starts; None in a process of a larger run."""


def pytest_configure(config: pytest.Config) -> None:
    """Set up the databases of casework's half of the tests; nothing in the public half."""
    config.stash[RUN] = leftovers.mark()
    databases.configure(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what was set up."""
    databases.unconfigure(config)
    run = config.stash.get(RUN, None)
    for process, command in leftovers.kill_left(run).items() if run else ():
        print(f"tests: left running, killed: {command.strip()}, process {process}")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """One process can configure Django once: each half leaves the other's tests out."""
    return True if databases.left_out(collection_path) else None


def _test_data_path() -> Path:
    return Path(os.environ.get("PEELIAN_TEST_DATA", REPOSITORY.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real published files. Absent: the test says what it skipped; under CI it fails."""
    path = _test_data_path()
    if not path.is_dir():
        missing(
            f"no real data at {path}: set PEELIAN_TEST_DATA to the folder that holds police-uk/ and the rest"
        )
    return path


def missing(what: str) -> NoReturn:
    """Skip the test for want of something on the machine; under CI=true fail it, so that nothing goes unseen."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The work tree that the tests were started in."""
    return REPOSITORY


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home with the packaged figures and every measure's queries; copy it, never write to it.

    Made once for all processes of a run: whoever comes second waits and finds everything there.
    """
    from peelian.facts.home import prepare
    from peelian.facts.measures import definitions
    from peelian.facts.measures.compiled import side_sql

    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    path = shared / "prepared-home"
    with (shared / "prepared-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store = prepare(path)
        for measure in definitions().values():
            side_sql(measure, store.path)
    return path


@pytest.fixture
def home(prepared_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own, with the published figures loaded and PEELIAN_HOME pointing at it."""
    path = tmp_path / "home"
    shutil.copytree(prepared_home, path)
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    yield path


@pytest.fixture
def proof(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> long_proof.LongProof:
    """The long proof's seed and counter for this test: see tests/support/long_proof.py."""
    return long_proof.long_proof(request, record_property)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Cut the run to its share, of the long proof too; on several processes put the long tests first."""
    if databases.engine() == "postgresql":
        alike = [item for item in items if databases.asks_no_database(item)]
        config.hook.pytest_deselected(items=alike)
        items[:] = [item for item in items if item not in alike]
    share = os.environ.get(long_proof.SLICE)
    if share:
        proofs = {item.nodeid: item for item in items if item.get_closest_marker("prove")}
        chosen = long_proof.slice_of(proofs, share)
        config.hook.pytest_deselected(items=[item for name, item in proofs.items() if name not in chosen])
        items[:] = [item for item in items if item.nodeid not in proofs or item.nodeid in chosen]
    if "PYTEST_XDIST_WORKER" in os.environ:
        from tests.support.together import long_first

        long_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep tests that share something heavy in one process."""
    from tests.support.together import scheduler

    return scheduler(config, log)
