"""One sheet of a police workforce workbook: which of its shapes it has, and its figures one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from peelian.facts.sources.base import Note, Reject
from peelian.facts.sources.cells import BadCell, Cell, label, number, text_of
from peelian.facts.sources.dates import any_date, census_day, dates_in
from peelian.facts.sources.headers import LOOK_AHEAD, Row
from peelian.facts.sources.named_areas import CODE, NotAnArea, Place, by_name, in_table, settle
from peelian.facts.sources.worker_types import OTHER_TABLES, worker_type, worker_types_in

LEFT_OUT = re.compile(r"total\b(?!.*43)|central service|secondment|grand total|all forces incl", re.I)
BASIS = (
    ("headcount", re.compile(r"head ?count", re.I)),
    ("fte", re.compile(r"full[ -]time equivalent|\bFTE\b", re.I)),
)
NIL_DASH = re.compile(r"[-–—]\s*['’\"”]?\s*(?:denotes|means|=|:)?\s*(?:nil|zero)\b", re.I)
FOOTNOTE = re.compile(r"\(?(\d{1,2})[.):]?\s+(?=\D)(.{12,})", re.S)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with where it stands."""

    place: Place
    as_at: date
    worker_type: str
    basis: str
    value: float | None
    state: str
    note: str
    line: int
    heading: str
    sheet: str


@dataclass(frozen=True)
class Sheet:
    """A sheet understood: `columns` maps a column's position to its (date, worker type, basis)."""

    name: str
    rows: Sequence[Row]
    title: str = ""
    header: int = 0
    columns: dict[int, tuple[date | None, str, str]] = field(default_factory=dict)
    dates_down: bool = False

    @property
    def figures_possible(self) -> bool:
        return bool(self.columns)

    @classmethod
    def of(cls, rows: Sequence[Row], name: str) -> Sheet:
        """The sheet, with no columns when it is none of the shapes or counts something else."""
        title = next((text_of(cell) for row in rows[:4] for cell in row if len(text_of(cell)) > 15), "")
        types = worker_types_in(title)
        if not types or OTHER_TABLES.search(title):
            return cls(name, rows, title)
        for number_, row in enumerate(rows[:LOOK_AHEAD]):
            columns = _dates_across(rows, number_, types) or _types_across(rows, number_, title)
            if columns:
                down = all(day is None for day, _, _ in columns.values())
                return cls(name, rows, title, number_, columns, down)
            del row
        return cls(name, rows, title)


def _basis(rows: Sequence[Row], header: int, column: int) -> str:
    """FTE or headcount: from the column's own headings first, then from anything above the figures; "" if unsaid."""
    own = " ".join(text_of(row[column]) for row in rows[: header + 1] if column < len(row))
    everything = " ".join(text_of(cell) for row in rows[: header + 1] for cell in row)
    for text in (own, everything):
        found = [name for name, words in BASIS if words.search(text)]
        if len(found) == 1:
            return found[0]
    return ""


def _dates_across(
    rows: Sequence[Row], header: int, types: list[str]
) -> dict[int, tuple[date | None, str, str]]:
    if len(types) != 1:
        return {}
    columns: dict[int, tuple[date | None, str, str]] = {}
    for spot, cell in enumerate(rows[header]):
        day = _day(cell)
        if spot and day is not None:
            columns[spot] = (day, types[0], _basis(rows, header, spot))
    return columns if any(_has_figures(rows, header, spot) for spot in columns) else {}


def _types_across(rows: Sequence[Row], header: int, title: str) -> dict[int, tuple[date | None, str, str]]:
    """Columns headed by worker types: dates stand down the side, or the title gives the one date."""
    heads = {
        spot: worker_type(text_of(cell)) for spot, cell in enumerate(rows[header]) if spot and text_of(cell)
    }
    named = {spot: kind for spot, kind in heads.items() if kind and len(text_of(rows[header][spot])) < 60}
    if len(named) < 2 or len(set(named.values())) != len(named):
        return {}
    below = [row for row in rows[header + 1 : header + 6] if row]
    days = [_day(row[0]) for row in below]
    title_days = dates_in(title)
    only: date | None = None
    if not any(days):
        if len(title_days) != 1:
            return {}
        only = title_days[0]
    return {spot: (only, kind, _basis(rows, header, spot)) for spot, kind in named.items()}


def _day(cell: Cell) -> date | None:
    day = any_date(cell)
    if day is None and isinstance(cell, str) and len(cell) < 60:
        days = dates_in(cell)
        day = days[0] if len(days) == 1 else None
    return census_day(day) if day else None


def _has_figures(rows: Sequence[Row], header: int, column: int) -> bool:
    return any(_is_figure(row[column]) for row in rows[header + 1 : header + 12] if column < len(row))


def _is_figure(cell: Cell) -> bool:
    try:
        return number(cell).value is not None
    except BadCell:
        return False


def read_sheet(sheet: Sheet) -> Iterator[Figure | Reject | Note]:
    """Every figure of the sheet, Rejects for cells and rows that cannot be right, and Notes on what was passed over."""
    unsaid = [spot for spot, (_, _, basis) in sheet.columns.items() if not basis]
    if unsaid:
        reason = "the table does not say whether it counts full-time equivalents or heads, so none of it was loaded"
        yield Reject(
            sheet.header + 1, text_of(sheet.rows[sheet.header][unsaid[0]]), reason, sheet.title, sheet.name
        )
        return
    lines = [n for n in range(sheet.header + 1, len(sheet.rows)) if _has_cells(sheet, sheet.rows[n])]
    yield from _national(sheet, lines) if sheet.dates_down else _by_area(sheet, lines)


def _has_cells(sheet: Sheet, row: Row) -> bool:
    return any(spot < len(row) and text_of(row[spot]) for spot in sheet.columns)


def _national(sheet: Sheet, lines: list[int]) -> Iterator[Figure | Reject | Note]:
    place = by_name("England and Wales")
    for n in lines:
        day = _day(sheet.rows[n][0])
        if day is None and not any(_is_figure(_at(sheet.rows[n], spot)) for spot in sheet.columns):
            continue  # a source line or a note that stands in a figure's column
        if day is None:
            yield Reject(
                n + 1,
                "",
                "the row has figures but does not begin with a date",
                text_of(sheet.rows[n][0]),
                sheet.name,
            )
            continue
        for spot in sheet.columns:
            yield _figure(sheet, n, spot, place, day)


def _by_area(sheet: Sheet, lines: list[int]) -> Iterator[Figure | Reject | Note]:
    name_column, code_column = _label_columns(sheet, lines)
    first = min(sheet.columns)
    names = [text_of(_at(sheet.rows[n], name_column)) for n in lines]
    places = in_table(names, [_size(sheet, n, first) for n in lines])
    totals: dict[int, float] = dict.fromkeys(sheet.columns, 0.0)
    left_out: list[str] = []
    for n, name, place in zip(lines, names, places, strict=True):
        found = _by_code(_at(sheet.rows[n], code_column), name, place) if code_column is not None else place
        if isinstance(found, NotAnArea):
            if LEFT_OUT.search(name) or not name:
                left_out.append(label(name))
            else:
                yield Reject(n + 1, _heading(sheet, name_column), str(found), name, sheet.name)
            continue
        for spot, (day, _, _) in sheet.columns.items():
            figure = _figure(sheet, n, spot, found, day)
            yield figure
            if isinstance(figure, Figure) and found.kind == "force":
                totals[spot] += figure.value or 0.0
            if isinstance(figure, Figure) and found.kind == "country" and figure.value is not None:
                yield from _check_total(sheet, spot, totals[spot], figure.value)
    if left_out:
        yield Note(
            f"{sheet.name}: left out, because they are not areas: {', '.join(dict.fromkeys(filter(None, left_out)))}."
        )


def _check_total(sheet: Sheet, spot: int, summed: float, printed: float) -> Iterator[Note]:
    if summed and abs(summed - printed) > 0.5:
        yield Note(
            f"{sheet.name}, {_heading(sheet, spot)}: the forces add up to {summed:,.2f}, the printed total is {printed:,.2f}."
        )


def _label_columns(sheet: Sheet, lines: list[int]) -> tuple[int, int | None]:
    """The positions of the names and (if there are any) of the ONS codes, left of the first figures."""
    spots = range(min(sheet.columns))

    def named(spot: int) -> int:
        return sum(1 for n in lines if _knows(text_of(_at(sheet.rows[n], spot))))

    def coded(spot: int) -> int:
        return sum(1 for n in lines if CODE.fullmatch(text_of(_at(sheet.rows[n], spot))))

    names = max(spots, key=named, default=0)
    codes = max(spots, key=coded, default=0)
    return names, codes if coded(codes) > 0 else None


def _knows(name: str) -> bool:
    try:
        return bool(name) and by_name(name, "force") is not None
    except NotAnArea:
        return False


def _by_code(code: Cell, name: str, otherwise: Place | NotAnArea) -> Place | NotAnArea:
    if not CODE.fullmatch(text_of(code)):
        return otherwise
    try:
        return settle(code, name)
    except NotAnArea as problem:
        return problem


def _at(row: Row, spot: int) -> Cell:
    return row[spot] if spot < len(row) else None


def _size(sheet: Sheet, n: int, spot: int) -> float | None:
    try:
        return number(_at(sheet.rows[n], spot)).value
    except BadCell:
        return None


def _heading(sheet: Sheet, spot: int) -> str:
    day = sheet.columns[spot][0] if spot in sheet.columns else None
    return f"{day.day} {day:%B %Y}" if day else text_of(_at(sheet.rows[sheet.header], spot))


def _figure(sheet: Sheet, n: int, spot: int, place: Place, day: date | None) -> Figure | Reject:
    cell = _at(sheet.rows[n], spot)
    try:
        found = number(cell, nil_dash=_nil_dash(sheet))
    except BadCell as problem:
        return Reject(n + 1, _heading(sheet, spot), str(problem), text_of(cell), sheet.name)
    _, kind, basis = sheet.columns[spot]
    if day is None:
        return Reject(
            n + 1,
            _heading(sheet, spot),
            "the table does not say on which day it counted",
            text_of(cell),
            sheet.name,
        )
    note = _footnote(sheet, text_of(_at(sheet.rows[n], 0)))
    return Figure(
        place, day, kind, basis, found.value, found.state, note, n + 1, _heading(sheet, spot), sheet.name
    )


def _nil_dash(sheet: Sheet) -> bool:
    return any(NIL_DASH.search(text_of(cell)) for row in sheet.rows[-15:] for cell in row[:1])


def _footnote(sheet: Sheet, name: str) -> str:
    """The words of the footnote that a name's mark points to, "" when it has none."""
    mark = name[len(label(name)) :].strip(" ()[]")
    if not mark.isdigit():
        return ""
    for row in sheet.rows[sheet.header :]:
        found = FOOTNOTE.match(text_of(row[0])) if row else None
        if found and found[1] == mark:
            return found[2][:300]
    return ""
