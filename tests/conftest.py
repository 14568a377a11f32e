"""Fixtures that every room shares: the real data, and a prepared home of one's own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


def _test_data_path() -> Path:
    return Path(os.environ.get("PEELIAN_TEST_DATA", REPOSITORY.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real published files. Absent: the test says what it skipped; under CI it fails."""
    path = _test_data_path()
    if path.is_dir():
        return path
    message = f"no real data at {path}: set PEELIAN_TEST_DATA to the folder that holds police-uk/ and the rest"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home with the packaged figures, made once; copy it, never write to it."""
    from peelian.facts.home import prepare

    path = tmp_path_factory.mktemp("prepared-home")
    prepare(path)
    return path


@pytest.fixture
def home(prepared_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own, with the published figures loaded and PEELIAN_HOME pointing at it."""
    path = tmp_path / "home"
    shutil.copytree(prepared_home, path)
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    yield path
