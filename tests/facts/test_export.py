"""Tables as CSV, JSON and Parquet: nothing runs in a spreadsheet, absent is never zero, types survive."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pyarrow.parquet as pq
import pytest

from peelian.facts import export

ROWS: list[dict[str, object]] = [
    {"area": "cleveland", "value": 14.62, "count": 3, "as_at": date(2023, 3, 31), "sources": ("a", "b")},
    {"area": "city-of-london", "value": None, "count": 0, "as_at": None, "sources": ()},
]


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@import", "\tx", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert _read(export.to_csv([{"words": text}]))[1][0] == "'" + text


@pytest.mark.parametrize("text", ["-4.1%", "-14%", "+308%", "-6,321", "-19921.44", "Avon & Somerset", ""])
def test_a_plain_number_or_word_is_left_as_it_is(text: str) -> None:
    assert _read(export.to_csv([{"words": text, "more": 1}]))[1][0] == text


def test_a_heading_is_guarded_too() -> None:
    assert _read(export.to_csv([{"=x": 1}]))[0] == ["'=x"]


def test_a_negative_number_stays_a_number() -> None:
    assert _read(export.to_csv([{"change": -6321.3}]))[1] == ["-6321.3"]


def test_names_with_commas_quotes_and_line_breaks_survive_csv() -> None:
    name = 'London, City of\n"the Square Mile"'
    assert _read(export.to_csv([{"name": name}]))[1] == [name]


def test_absent_is_an_empty_field_and_zero_is_zero_in_csv() -> None:
    _, first, second = _read(export.to_csv(ROWS, ["value", "count", "as_at", "sources"]))
    assert first == ["14.62", "3", "2023-03-31", "a; b"]
    assert second == ["", "0", "", ""]


def test_absent_is_null_and_zero_is_zero_in_json() -> None:
    held = json.loads(export.to_json(ROWS))
    assert held[1]["value"] is None
    assert held[1]["count"] == 0
    assert held[0] == {
        "area": "cleveland", "value": 14.62, "count": 3, "as_at": "2023-03-31", "sources": ["a", "b"],
    }  # fmt: skip


def test_not_a_number_is_null_because_json_has_no_nan() -> None:
    assert json.loads(export.to_json([{"value": float("nan")}])) == [{"value": None}]


def test_welsh_letters_are_written_as_they_are() -> None:
    assert "Ŵyl â ŷ".encode() in export.to_json([{"name": "Ŵyl â ŷ"}])


def test_json_is_laid_out_as_the_standard_library_lays_it_out() -> None:
    rows = [
        {"none": None, "yes": True, "whole": -7, "part": 1e-7, "huge": 1e300, "text": '"\\\n\x00\u2028ŷ'},
        {"list": [1, [], ["a", {"b": []}]], "empty": {}, "nested": {"c": {"d": [1.5, False]}, "3": "e"}},
        {},
    ]
    everything = [{name: row.get(name) for name in {**rows[0], **rows[1]}} for row in rows]
    written = json.dumps(everything, ensure_ascii=False, indent=2) + "\n"
    assert export.to_json(rows).decode("utf-8") == written
    assert export.to_json([]) == b"[]\n"


def test_columns_fix_the_order_and_leave_the_rest_out() -> None:
    assert list(json.loads(export.to_json(ROWS, ["count", "area"]))[0]) == ["count", "area"]


def test_without_columns_every_key_is_kept_in_the_order_first_seen() -> None:
    assert _read(export.to_csv([{"b": 1}, {"a": 2, "b": 3}]))[0] == ["b", "a"]


def test_types_survive_the_way_through_parquet() -> None:
    table = pq.read_table(io.BytesIO(export.to_parquet(ROWS)))
    types = {field.name: str(field.type) for field in table.schema}
    assert types == {
        "area": "string", "value": "double", "count": "int64", "as_at": "date32[day]",
        "sources": "list<element: string>",
    }  # fmt: skip
    assert table.to_pylist()[1] == {
        "area": "city-of-london", "value": None, "count": 0, "as_at": None, "sources": [],
    }  # fmt: skip


def test_a_column_of_mixed_kinds_is_written_as_text() -> None:
    held = pq.read_table(io.BytesIO(export.to_parquet([{"x": 1}, {"x": "two"}, {"x": None}]))).to_pylist()
    assert [row["x"] for row in held] == ["1", "two", None]


def test_a_nested_object_is_json_text_in_parquet_and_an_object_in_json() -> None:
    rows = [{"dims": {"fund": "vru"}}]
    assert pq.read_table(io.BytesIO(export.to_parquet(rows))).to_pylist() == [{"dims": '{"fund": "vru"}'}]
    assert json.loads(export.to_json(rows)) == rows


@pytest.mark.parametrize("write", [export.to_csv, export.to_json, export.to_parquet])
def test_no_rows_still_make_a_file_with_its_columns(write: Callable[..., bytes]) -> None:
    content = write([], ["area", "value"])
    if write is export.to_csv:
        assert content == b"area,value\r\n"
    elif write is export.to_json:
        assert json.loads(content) == []
    else:
        assert pq.read_table(io.BytesIO(content)).column_names == ["area", "value"]
