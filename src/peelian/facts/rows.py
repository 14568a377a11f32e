"""Values as an adapter yields them, made into the dataset's types; what will not go becomes a quarantined row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from peelian.facts.datasets import Dataset, required_columns
from peelian.facts.sources.base import Reject, Row

_WHOLE = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.0+)?|[+-]?\d+(\.0+)?")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][+-]?\d+)?")
_YES = frozenset({"true", "1", "1.0", "yes"})
_NO = frozenset({"false", "0", "0.0", "no"})


class BadValue(ValueError):  # noqa: N818 - a reason for a row, not an error of the program
    """A value that is not of its column's type; the message never repeats it."""


def _string(value: Any) -> str | None:
    text = str(value)
    return text or None


def _double(value: Any) -> float | None:
    if isinstance(value, (bool, date, datetime)):
        raise BadValue("holds a date or a yes/no where a number should be")
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or not any(c.isdigit() for c in text):
            raise BadValue("is not a number")
        value = text.replace(",", "")
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise BadValue("is not a number") from None
    if not math.isfinite(number):
        raise BadValue("is not a finite number")
    return number


def _int(value: Any) -> int | None:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            raise BadValue("is not a whole number")
        return int(text.replace(",", "").partition(".")[0])
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    number = _double(value)
    if number is not None and number != int(number):
        raise BadValue("is not a whole number")
    return None if number is None else int(number)


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue("is not a date written YYYY-MM-DD") from None


def _timestamp(value: Any) -> datetime | None:
    if not isinstance(value, datetime):
        text = str(value).strip()
        if not text:
            return None
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise BadValue("is not a date and time") from None
    moment: datetime = value
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _bool(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    text = str(value).strip().casefold()
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadValue("is neither yes nor no")


def _binary(value: Any) -> bytes:
    if not isinstance(value, (bytes, bytearray, memoryview)):
        raise BadValue("is not bytes")
    return bytes(value)


_CASTS: dict[str, Callable[[Any], Any]] = {
    "string": _string,
    "double": _double,
    "int": _int,
    "date": _date,
    "timestamp": _timestamp,
    "bool": _bool,
    "binary": _binary,
}


#: A value of exactly this Python type is already what the column holds; a number may still be infinite.
_EXACT: dict[str, type] = {"string": str, "int": int, "date": date, "bool": bool}


class Caster:
    """Casts the rows of one dataset. A name that the dataset does not have is the adapter's mistake: KeyError."""

    def __init__(self, layout: Dataset) -> None:
        self.layout = layout
        required = required_columns(layout.id)
        self._casts = [
            (c.name, _CASTS[c.type], _EXACT.get(c.type), c.name in required)
            for c in layout.columns
            if c.name != "source_id"
        ]
        self._known = frozenset(name for name, *_ in self._casts)

    def cast(self, row: Row) -> tuple[Any, ...] | Reject:
        """The row's values in the dataset's order (without source_id), or why it cannot be kept."""
        values: Mapping[str, Any] = row.values
        if not values.keys() <= self._known:
            raise KeyError(f"{self.layout.id} has no column {sorted(values.keys() - self._known)}")
        made = []
        for name, cast, exact, required in self._casts:
            value = values.get(name)
            if value is not None and (type(value) is not exact or value == ""):
                try:
                    value = cast(value)
                except BadValue as error:
                    return self._reject(row, name, f"the value {error}")
            if value is None and required:
                return self._reject(row, name, "the value is missing")
            made.append(value)
        return tuple(made)

    def _reject(self, row: Row, name: str, reason: str) -> Reject:
        text = row.values.get(name)
        return Reject(
            row.line, row.columns.get(name, name), reason, "" if text is None else str(text), row.sheet
        )
