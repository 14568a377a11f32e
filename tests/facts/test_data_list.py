"""What `peelian data list` counts: every file's rows, those that are current, and special forces. Rows are made."""

from pathlib import Path

import pytest

from peelian.cli.app import run
from peelian.facts.intake import add
from peelian.facts.listing import by_kind
from peelian.facts.store import open_store
from tests.support.crimes import street, street_file


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    path = tmp_path / "home"
    monkeypatch.setenv("PEELIAN_HOME", str(path))
    return path


def test_rows_of_superseded_files_are_counted_and_current_ones_told_apart(root: Path, tmp_path: Path) -> None:
    two_months = [street(n, month="2025-02") for n in range(4)] + [street(n) for n in range(6)]
    add([street_file(tmp_path / "a.csv", [street(1), street(2), street(3, month="never")])])
    add([street_file(tmp_path / "b.csv", two_months)])
    add([street_file(tmp_path / "c.csv", [street(9), street(8), street(7)])])
    [row] = by_kind(open_store(root))
    assert (row["files"], row["files_superseded"]) == (3, 1)
    assert (row["rows_read"], row["rows_kept"], row["rows_quarantined"]) == (3 + 10 + 3, 2 + 10 + 3, 1)
    assert row["rows_current"] == 4 + 3  # February of b, March of c


def test_special_forces_are_listed_apart(root: Path, tmp_path: Path) -> None:
    btp = {"falls_within": "British Transport Police", "reported_by": "British Transport Police"}
    add([street_file(tmp_path / "a.csv", [street(1, **btp), street(2)])])
    [row] = by_kind(open_store(root))
    assert (row["forces"], row["other_forces"]) == (["norfolk"], ["btp"])


def test_an_empty_path_does_not_mean_the_folder_one_stands_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    street_file(tmp_path / "here" / "a.csv", [street(1)])
    monkeypatch.chdir(tmp_path / "here")
    before = open_store(home).version
    assert run(["data", "add", ""]) == 1
    assert "A path is empty" in capsys.readouterr().err
    assert open_store(home).version == before
    assert run(["data", "add", "."]) == 0


def test_one_row_that_was_not_kept_is_told_in_the_singular(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["data", "add", str(street_file(tmp_path / "a.csv", [street(1), street(2, month="never")]))])
    assert "lists the row that was not kept" in capsys.readouterr().out
