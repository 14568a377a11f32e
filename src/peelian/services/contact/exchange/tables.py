"""The same messages as CSV: one line each, the envelope's columns, then `body.NAME`. An empty cell is no field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from peelian.services.contact.exchange.layout import Field, layout

_TRUTH: Final = {"true": True, "false": False}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(messages: Iterable[Mapping[str, Any]]) -> str:
    """Messages as CSV with a line of headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = layout().columns
    writer.writerow(columns)
    for one in messages:
        flat = {**one, **{f"body.{name}": value for name, value in one["body"].items()}}
        writer.writerow([_cell(flat.get(column, "")) for column in columns])
    return out.getvalue()


def from_csv(text: str) -> Iterator[dict[str, Any]]:
    """Each line as the object that JSON would give; what fits no type is left as text, and `envelope.read` tells it."""
    for row in csv.DictReader(io.StringIO(text)):
        message: dict[str, Any] = {"body": {}}
        kind = layout().kinds.get(str(row.get("kind")))
        types = {one.name: one for one in layout().envelope}
        inside = {one.name: one for one in kind.fields} if kind else {}
        for column, value in row.items():
            if column is None or value in {"", None}:
                if column is None:
                    message["*"] = value
                continue
            name = column.removeprefix("body.")
            if column.startswith("body."):
                message["body"][name] = _value(inside.get(name), value)
            else:
                message[column] = _value(types.get(column), value)
        yield message


def _cell(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _value(field: Field | None, text: str) -> Any:
    if field is not None and field.type == "integer" and text.isascii() and text.isdigit() and len(text) < 17:
        return int(text)
    if field is not None and field.type == "boolean":
        return _TRUTH.get(text, text)
    return text
