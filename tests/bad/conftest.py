"""Each test of this folder adds one broken input to a store that already holds something, as a person would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from peelian.cli.app import run
from peelian.facts.listing import quarantined
from peelian.facts.store import Store, open_store
from peelian.facts.verify import verify
from tests.support.crimes import street, street_file


@dataclass
class Said:
    """What `peelian data add` answered: its exit code, and each line of both streams."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines that begin with `peelian:`."""
        return [line for line in self.err.splitlines() if line.startswith("peelian:")]


@pytest.fixture
def add(home: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run `peelian data add` in a home of the test's own."""

    def added(*words: object) -> Said:
        code = run(["data", "add", *map(str, words)])
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return added


@pytest.fixture
def held(home: Path, add: Callable[..., Said], tmp_path: Path) -> Iterator[Store]:
    """A store with one good file in it; after the test it must still be whole."""
    good = street_file(
        tmp_path / "good" / "good.csv", [street(1, month="2019-01"), street(2, month="2019-01")]
    )
    assert add(good).code == 0
    store = open_store(home)
    yield store
    assert verify(open_store(home)).faults == []


@pytest.fixture
def refused(held: Store, home: Path) -> Callable[[Said], str]:
    """Assert that nothing was loaded, one line said why, and the store is as before; gives the line."""

    def check(said: Said) -> str:
        assert said.code == 1
        assert len(said.problems) == 1
        assert "Traceback" not in said.err
        assert open_store(home).version == held.version
        return said.problems[0]

    return check


@pytest.fixture
def reasons(home: Path) -> Callable[[], list[tuple[int | None, str, str]]]:
    """Line, column and reason of every quarantined row."""
    return lambda: [(row["line"], row["column"], row["reason"]) for row in quarantined(open_store(home))]
