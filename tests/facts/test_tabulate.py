"""The one door for printed tables."""

import json
from pathlib import Path

import pytest

from peelian.facts.tabulate import CannotWriteTable, ParquetNeedsFile, UnknownFormat, emit, shown

ROWS: list[dict[str, object]] = [
    {"area": "Metropolitan [red]", "value": 30871.22},
    {"area": "Kent", "value": None},
]


def test_rich_shows_headings_dashes_and_square_brackets_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    emit(ROWS, {"area": "Force", "value": "FTE"}, title="Officers")
    out = capsys.readouterr().out
    assert "Officers" in out
    assert "Force" in out
    assert "Metropolitan [red]" in out
    assert "30,871.22" in out
    assert "–" in out


def test_json_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    emit(ROWS, ["value"], "json")
    assert json.loads(capfdbinary.readouterr().out) == [{"value": 30871.22}, {"value": None}]


def test_a_file_is_written_when_asked(tmp_path: Path) -> None:
    emit(ROWS, None, "csv", out=tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == b"area,value\r\nMetropolitan [red],30871.22\r\nKent,\r\n"


def test_parquet_is_refused_on_a_terminal_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(ParquetNeedsFile, match="-o FILE"):
        emit(ROWS, None, "parquet")


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(UnknownFormat, match="rich, csv, json, parquet"):
        emit(ROWS, None, "xml")


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteTable, match="Choose a folder that exists"):
        emit(ROWS, None, "csv", out=tmp_path / "absent" / "table.csv")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0, "0"), (121928.98, "121,928.98"), (0.5, "0.5"), (-0.140397, "-0.140397"), (True, "yes")],
)
def test_a_value_is_shown_for_a_reader(value: object, text: str) -> None:
    assert shown(value) == text


def test_no_figure_or_period_is_cut_short_in_a_narrow_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"kind": "stop-and-search", "read": 1_289_073, "to": "ye_2025_03", "note": "many words " * 30}]
    emit(rows)
    text = capsys.readouterr().out
    assert all(word in text for word in ("stop-and-search", "1,289,073", "ye_2025_03"))
    assert "…" not in text
