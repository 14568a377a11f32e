"""What one cell of an official table says: a number, a date, a label, or that the figure is not there.

Publishers write "not available" in a dozen ways, hang footnote numbers on names and years, and print counts with
thousands separators. Everything here is pure: a cell in, a `Number`, a date or a label out, and `BadCell` with words a
person can act on when the cell is something else (a date in an amount column, say).
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from peelian.facts.sources.dates import month_name_date

Cell = str | float | int | bool | date | datetime | time | timedelta | None

# What a publisher prints where there is no figure -> the state it means. A bare "-" means nil in some Home Office
# tables; the sheet's own notes say so, and the caller passes `nil_dash=True` when they do.
ABSENT = {
    "": "no_data", "..": "no_data", "...": "no_data", ":": "no_data", "-": "no_data", "–": "no_data", "—": "no_data",
    ".": "no_data", "z": "no_data", "[z]": "no_data", "x": "no_data", "[x]": "no_data", "n/a": "no_data", "na": "no_data",
    "nan": "no_data", "null": "no_data", "none": "no_data", "not available": "no_data", "not applicable": "no_data",
    "*": "no_data", "no data": "no_data", "[w]": "no_data", "#n/a": "no_data", "nk": "no_data", "not known": "no_data",
    "c": "suppressed", "[c]": "suppressed", "u": "suppressed", "[u]": "suppressed", "suppressed": "suppressed",
    "s": "suppressed", "[s]": "suppressed", "[low]": "suppressed",
}  # fmt: skip

MARK = re.compile(
    r"\s*(?:\[(?P<mark>[a-z]{1,2})\]|\[(?:note|r|notes?) ?[\d, ]*\]|\((?:note )?\d+\)|(?<=\d)\s*(?P<letter>[pr]))$",
    re.I,
)
PLAIN = re.compile(r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
SLASHED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d{1,2}:\d{2}(?::\d{2})?)?")
ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?")
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
FOOTNOTE = re.compile(
    rf"(?:\s*\((?:notes?\s*)?\d+(?:\s*,\s*\d+)*\)|\s*\[(?:notes?\s*)?[\w ,]+\]|[{SUPERSCRIPTS}]+(?:,[{SUPERSCRIPTS}]+)*"
    r"|(?<=[A-Za-z)&.])\d{1,2}(?:\s*,\s*\d{1,2})*|[*†‡]+)\s*$",
    re.I,
)


class BadCell(ValueError):  # noqa: N818 - it reads as what it is
    """A cell that cannot be what its column promises. `str()` says what it is; the caller adds where."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure, or the state that explains why there is none. `percent` is True when a % sign stood in the cell."""

    value: float | None
    state: str = "ok"
    percent: bool = False


def number(cell: Cell, *, nil_dash: bool = False, negative: bool = False) -> Number:
    """Read one amount; raises `BadCell` for a date, a word, an infinity, or a negative where none can be."""
    if isinstance(cell, str):
        return _sensible(_from_text(cell, nil_dash), negative)
    if isinstance(cell, bool):
        raise BadCell("a yes/no value stands where a number should be")
    if isinstance(cell, (date, datetime, time, timedelta)):
        raise BadCell("a date or a time stands where an amount should be")
    if cell is None:
        return Number(None, "no_data")
    return _sensible(Number(float(cell)), negative)


def _sensible(found: Number, negative: bool) -> Number:
    if found.value is None:
        return found
    if math.isnan(found.value):
        return Number(None, "no_data")
    if math.isinf(found.value):
        raise BadCell("the number is infinite")
    if found.value < 0 and not negative:
        raise BadCell("the number is below zero, which this figure cannot be")
    return found


@lru_cache(maxsize=4096)
def _from_text(cell: str, nil_dash: bool) -> Number:
    if PLAIN.fullmatch(cell):
        return Number(float(cell.replace(",", "")))
    text = " ".join(cell.replace("\u00a0", " ").split())
    if nil_dash and text in {"-", "–", "—"}:
        return Number(0.0)
    absent = ABSENT.get(text.lower())
    if absent is not None:
        return Number(None, absent)
    state = "ok"
    mark = MARK.search(text)
    if mark:
        letter = (mark["mark"] or mark["letter"] or "").lower()
        state = "provisional" if letter == "p" else "ok"
        text = text[: mark.start()].strip()
    if SLASHED.fullmatch(text) or ISO_DATE.fullmatch(text) or month_name_date(text) is not None:
        raise BadCell("a date stands where an amount should be")
    percent = text.endswith("%")
    bare = text.rstrip("%").strip().removeprefix("£").strip().replace("\u2212", "-")
    if not bare or not PLAIN.fullmatch(bare):
        raise BadCell("this is not a number")
    return Number(float(bare.replace(",", "")), state, percent)


def whole(found: Number) -> int | None:
    """The same figure as a whole count; raises `BadCell` when it has a fraction."""
    if found.value is None:
        return None
    if abs(found.value - round(found.value)) > 1e-6:
        raise BadCell("a count should be a whole number")
    return round(found.value)


def text_of(cell: Cell) -> str:
    """The words of a cell on one line, whatever its type; a whole float is written without its “.0”."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return _one_line(cell) if isinstance(cell, str) else str(cell)


@lru_cache(maxsize=8192)
def _one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\ufeff", "").split())


def label(cell: Cell) -> str:
    """A name without the footnote marks that tables hang on it: “Durham (2)”, “London, City of4” -> bare names."""
    return _bare(text_of(cell))


@lru_cache(maxsize=8192)
def _bare(name: str) -> str:
    while True:
        bare = FOOTNOTE.sub("", name).strip()
        if not bare or bare == name:
            return name
        name = bare


def key(cell: Cell) -> str:
    """A column heading or word for comparing: lower case, letters and digits only, joined by “_”."""
    return _key(text_of(cell))


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    words = text.lower().replace("%", " pct ").replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "_", words).strip("_")
