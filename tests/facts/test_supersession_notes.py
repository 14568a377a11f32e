"""What a load says it replaces: only what the file's own slots took, file by file. Rows are made."""

from pathlib import Path

import pytest

from peelian.facts.intake import add
from tests.support.crimes import street, street_file


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def test_only_the_file_that_took_rows_says_so(root: Path, tmp_path: Path) -> None:
    [old] = add([street_file(tmp_path / "old.csv", [street(1)])]).outcomes
    newer = street_file(tmp_path / "newer.csv", [street(1), street(2)])
    apart = street_file(tmp_path / "apart.csv", [street(1, month="2025-02")])
    said, silent = add([newer, apart]).outcomes
    assert said.message == f"Supersedes rows of {old.source_id}."
    assert silent.message == ""


def test_editions_of_one_batch_name_only_the_one_that_lost(
    root: Path, tmp_path: Path, test_data: Path
) -> None:
    """The data's README: two editions of the English index of 2025, and other indices that share no slot with it."""
    for one in add([test_data / "deprivation"]).outcomes:
        if one.name.rsplit("/", 1)[-1].startswith(("UK_IMD", "wimd")):
            assert "Supersedes" not in one.message, one.name
