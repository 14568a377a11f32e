"""Tables as bytes: CSV that no spreadsheet will execute, JSON where absent is null, Parquet with its types.

Rows are mappings; `columns` fixes the order, and a key that is not named is left out. Without `columns`, every
key is kept in the order in which it was first seen. A missing value is an empty CSV field, a JSON null, a
Parquet null: never a zero.
"""

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

Row = Mapping[str, Any]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_PLAIN_NUMBER = re.compile(r"[+-]?[£$]?\d[\d,]*(\.\d+)?%?")


def column_order(rows: Sequence[Row], columns: Sequence[str] | None = None) -> tuple[str, ...]:
    """The columns as asked, or every key of the rows in the order first seen."""
    if columns is not None:
        return tuple(columns)
    return tuple(dict.fromkeys(key for row in rows for key in row))


def to_csv(rows: Sequence[Row], columns: Sequence[str] | None = None) -> bytes:
    """UTF-8 CSV with a header line and CRLF ends (RFC 4180); text that a spreadsheet would run is quoted with '."""
    names = column_order(rows, columns)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(name) for name in names])
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue().encode("utf-8")


def to_json(rows: Sequence[Row], columns: Sequence[str] | None = None) -> bytes:
    """A UTF-8 JSON array of objects, one line break at its end. Not-a-number is null: JSON has no NaN."""
    names = column_order(rows, columns)
    return (_json([{name: row.get(name) for name in names} for row in rows], "\n") + "\n").encode("utf-8")


def object_to_json(content: Row) -> bytes:
    """One object as UTF-8 JSON, written as the objects of `to_json` are."""
    return (_json(content, "\n") + "\n").encode("utf-8")


def _json(value: object, line: str) -> str:
    """As json.dumps(plain(value), indent=2), which goes token by token and so takes five times as long.

    `line`: the line break and the indent of the place where the value stands.
    """
    if value is None or isinstance(value, str | int):
        return _JSON(value)
    if isinstance(value, float) and math.isfinite(value):
        return float.__repr__(value)
    inner = line + "  "
    if isinstance(value, Mapping):
        pairs = [f"{_JSON(str(key))}: {_json(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}" if pairs else "{}"
    if isinstance(value, Iterable):
        items = [_json(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
    return _JSON(plain(value))


def to_parquet(rows: Sequence[Row], columns: Sequence[str] | None = None) -> bytes:
    """A Parquet file: numbers, dates, truth values and lists keep their type; a nested object is JSON text."""
    import pyarrow as pa
    from pyarrow import parquet

    names = column_order(rows, columns)
    arrays = {name: _arrow([row.get(name) for row in rows]) for name in names}
    table = pa.table(arrays) if arrays else pa.table({})
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def _guarded(text: str) -> str:
    """Text as a spreadsheet may read it. A plain number such as -4.1% is left as it is: it cannot run."""
    if text.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def _cell(value: object) -> str:
    held = plain(value)
    if held is None:
        return ""
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, int | float):
        return repr(held)
    if isinstance(held, list) and all(isinstance(item, str) for item in held):
        return _guarded("; ".join(held))
    if isinstance(held, list | dict):
        return _guarded(json.dumps(held, ensure_ascii=False))
    return _guarded(str(held))


def plain(value: object) -> Any:
    """The value as JSON can hold it: dates as text, no not-a-number, lists for any run of things."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return str(value)


def _arrow(values: list[Any]) -> Any:
    """A column: its own type when the values share one, else text, so that a file is always written."""
    import pyarrow as pa

    held = [_arrow_cell(value) for value in values]
    try:
        array = pa.array(held)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else _cell(value) for value in values], pa.string())
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array


def _arrow_cell(value: object) -> Any:
    if isinstance(value, Mapping):
        return json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, tuple | list | set | frozenset):
        items = plain(value)
        return (
            json.dumps(items, ensure_ascii=False) if any(isinstance(i, dict | list) for i in items) else items
        )
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
