"""Postcodes with their district: OS Code-Point Open, the ONS Postcode Directory, the National Statistics lookup.

Code-Point Open comes as a file per postcode area, with headings or without; the others as one file of the whole country.
Either way a postcode area (the letters that it begins with) is a slot: a newer file of an area replaces the older one.
The force is that of the district, also of one that was abolished since, for a force is made of whole districts. A code
of Scotland or Northern Ireland names their one force; a code that nobody knows leaves the force empty and is counted.
A postcode without a position (quality 90) keeps its district.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from peelian.facts.sources.base import (
    OGL,
    Adapter,
    Context,
    Item,
    Label,
    Note,
    Reject,
    Row,
    Sample,
    SourceFile,
    Table,
)
from peelian.facts.sources.headers import Header, Wanted, find_header, wanted
from peelian.facts.sources.tables import TableRow, has_table, head_of, head_rows, tables

COLUMNS: Final[dict[str, Wanted]] = {
    "postcode": wanted("pcds", "postcode", "pcd", "pcd7", "pcd8", "pcd2"),
    "district": wanted(
        "admin_district_code", "oslaua", "laua", "ladcd", *(f"lad{year:02d}cd" for year in range(11, 40))
    ),
    "eastings": wanted("eastings", "oseast1m", "east1m", required=False),
    "northings": wanted("northings", "osnrth1m", "north1m", required=False),
    "longitude": wanted("long", "longitude", "lon", required=False),
    "latitude": wanted("lat", "latitude", required=False),
    "quality": wanted("positional_quality_indicator", "osgrdind", "gridind", required=False),
    "ends": wanted("doterm", required=False),
}
CODE_POINT: Final = Header(
    row=-1, positions={"postcode": 0, "quality": 1, "eastings": 2, "northings": 3, "district": 8}, width=10,
    headings=(
        "Postcode", "Positional_quality_indicator", "Eastings", "Northings", "Country_code", "NHS_regional_HA_code",
        "NHS_HA_code", "Admin_county_code", "Admin_district_code", "Admin_ward_code",
    ),
)  # fmt: skip
"""The columns of Code-Point Open, whose own files come without headings (its user guide lists them)."""

WRITTEN: Final = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})", re.ASCII)
DISTRICT: Final = re.compile(r"[EWSN]\d{8}", re.ASCII)
CHUNK: Final = 8_192
"""Rows whose eastings and northings are turned into degrees at once: one by one takes thirty times as long."""
GROUP: Final = 32_768
"""Rows of a Parquet copy that are written together: a lookup reads only the groups that can hold its outcode."""
NO_POSITION: Final = {"90", "9", "99"}
ELSEWHERE: Final = {"S": "police-scotland", "N": "northern-ireland"}


class Postcodes(Adapter):
    id, kind = "postcodes", "areas"
    title = "Postcodes and their districts"
    publisher, licence = "Ordnance Survey; Office for National Statistics; Royal Mail", OGL
    address = "https://www.ordnancesurvey.co.uk/products/code-point-open"
    datasets = ("postcodes",)

    def recognises(self, sample: Sample) -> float:
        if sample.container == "parquet":
            names = {name.casefold() for name in sample.columns}
            return 0.9 if all(names & set(COLUMNS[name].names) for name in ("postcode", "district")) else 0.0
        if _is_bare(head_rows(sample.text, 3)):
            return 0.9
        return 0.86 if has_table(sample, COLUMNS) and _has_postcodes(sample) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield Label("vintage", "the file does not say when it was published; the day it was added counts")
        unknown: Counter[str] = Counter()
        if file.container == "parquet":
            yield from _columnar(file, unknown)
        else:
            rows = _rows(file)
            while chunk := list(islice(rows, CHUNK)):
                made = [one if isinstance(one, Reject) else _postcode(one, unknown) for one in chunk]
                _place(made)
                yield from made
        if unknown:
            yield Note(
                f"{sum(unknown.values()):,} postcodes name a district that is not known here: they are kept without a force."
            )


def _is_bare(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the first line is a row of Code-Point Open, which has no headings."""
    first = rows[0] if rows else ()
    return (
        len(first) >= 10
        and _split(first[0]) is not None
        and first[2].isdigit()
        and (DISTRICT.fullmatch(first[8]) is not None or not first[8])
    )


def _has_postcodes(sample: Sample) -> bool:
    if sample.sheets:
        return False
    rows = head_rows(sample.text)
    header = find_header(rows, COLUMNS)
    under = rows[header.row + 1 : header.row + 6] if header else ()
    return header is None or any(
        _split(str(header.cell(row, "postcode") or "")) and header.cell(row, "district") for row in under
    )


def _rows(file: SourceFile) -> Iterator[TableRow | Reject]:
    if _is_bare(head_of(file, 3)):
        for found in file.rows():
            yield found if isinstance(found, Reject) else TableRow(found[0], found[1], CODE_POINT, "")
        return
    for table in tables(file, COLUMNS):
        yield from table.rows()
        return


@lru_cache(maxsize=65_536)
def _split(text: str) -> tuple[str, str] | None:
    """(outcode, inward code), whatever the spaces; None for what is no postcode."""
    found = WRITTEN.fullmatch("".join(text.split()).upper())
    return (found[1], found[2]) if found else None


@lru_cache(maxsize=4_096)
def force_of(code: str) -> str | None:
    """The force of a district's code, current or abolished; None where none is known."""
    from peelian.reference.places import district
    from peelian.reference.problems import Problem

    if code[:1] in ELSEWHERE:
        return ELSEWHERE[code[:1]]
    try:
        return district(code).force_id
    except Problem:
        return None


def _area(outcode: str) -> str:
    """The letters that an outcode begins with."""
    return outcode[:2] if outcode[1].isalpha() else outcode[:1]


def _postcode(row: TableRow, unknown: Counter[str]) -> Row | Reject:
    """A row with its longitude and latitude; with its easting and northing in their place where it gives those."""
    parts = _split(row.text("postcode"))
    if parts is None:
        return row.reject("postcode", "this is not a postcode")
    code = row.text("district")
    if code and not re.fullmatch(r"[A-Z]\d{8}", code):
        return row.reject("district", "this is not the code of a district")
    point = _point(row)
    if isinstance(point, Reject):
        return point
    force_id = force_of(code) if code else None
    unknown.update([code] if code and force_id is None else [])
    outcode, inward = parts
    values = {
        "postcode": f"{outcode} {inward}", "outcode": outcode, "area": _area(outcode), "district_code": code or None,
        "force_id": force_id, "longitude": point[0], "latitude": point[1], "quality": row.text("quality") or None,
        "ends": _month(row.text("ends")),
    }  # fmt: skip
    return Row("postcodes", values, line=row.line, sheet=row.sheet, columns=_headings(row))


def _place(made: list[Row | Reject]) -> None:
    """Turn the eastings and northings of these rows into degrees, in place."""
    from peelian.facts.sources.national_grid import degrees_of

    on_grid = [one.values for one in made if isinstance(one, Row) and (one.values["latitude"] or 0) > 90]
    if not on_grid:
        return
    across, up = ([values[name] for values in on_grid] for name in ("longitude", "latitude"))
    for values, x, y in zip(on_grid, *(each.tolist() for each in degrees_of(across, up)), strict=True):
        values.update(longitude=round(x, 6), latitude=round(y, 6))


def _headings(row: TableRow) -> Mapping[str, str]:
    return {"postcode": row.header.heading("postcode"), "district_code": row.header.heading("district")}


def _month(text: str) -> str | None:
    """The first day of the month in which a postcode ended: 201408."""
    return f"{text[:4]}-{text[4:6]}-01" if re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", text) else None


def _point(row: TableRow) -> tuple[float | None, float | None] | Reject:
    """Degrees, or metres on the grid (whose northings are never less than 90 where there is land), or nothing."""
    for across, up in (("longitude", "latitude"), ("eastings", "northings")):
        typed = row.text(across), row.text(up)
        if not all(typed):
            continue
        try:
            x, y = map(float, typed)
        except ValueError:
            return row.reject(across, "this is not a number")
        metres = across == "eastings"
        inside = 0 < x <= 700_000 and 90 < y <= 1_300_000 if metres else abs(x) <= 180 and abs(y) <= 90
        return (x, y) if inside and row.text("quality") not in NO_POSITION else (None, None)
    return None, None


def _columnar(file: SourceFile, unknown: Counter[str]) -> Iterator[Item]:
    """A Parquet copy, many rows at a time."""
    import pyarrow.parquet as pq

    opened = pq.ParquetFile(file.path)
    names = {name.casefold(): name for name in opened.schema_arrow.names}
    columns = {
        ours: names[found]
        for ours, column in COLUMNS.items()
        if (found := next((name for name in column.names if name in names), None))
    }
    start = 1
    for batch in opened.iter_batches(GROUP, columns=list(columns.values())):
        cells = {ours: batch.column(theirs) for ours, theirs in columns.items()}
        yield from _batch(cells, start, columns["postcode"], unknown)
        start += batch.num_rows


def _batch(cells: Mapping[str, Any], start: int, heading: str, unknown: Counter[str]) -> Iterator[Item]:
    """A table of the rows with a postcode, and a reject for each of the others; `cells`: an Arrow array for each column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from peelian.facts.datasets import dataset

    written = pc.utf8_upper(pc.replace_substring_regex(cells["postcode"].cast(pa.string()), r"\s+", ""))
    parts = pc.extract_regex(
        written, r"^(?P<out>(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?)(?P<inward>[0-9][A-Z]{2})$"
    )
    good = pc.is_valid(parts)
    for number in pc.indices_nonzero(pc.invert(good)).to_pylist():
        typed = str(cells["postcode"][number].as_py() or "")
        yield Reject(start + number, heading, "this is not a postcode", typed)
    parts = parts.filter(good)
    kept = {name: column.filter(good) for name, column in cells.items()}
    out, inward, area = (pc.struct_field(parts, name) for name in ("out", "inward", "area"))
    codes = kept["district"].cast(pa.string())
    codes = pc.if_else(pc.equal(codes, ""), pa.scalar(None, pa.string()), codes).dictionary_encode()
    forces = pa.array(
        [force_of(code) if code else None for code in codes.dictionary.to_pylist()], pa.string()
    )
    force_ids = forces.take(codes.indices)
    unlike = codes.cast(pa.string()).filter(pc.is_null(force_ids)).drop_null()
    unknown.update(unlike.to_pylist())
    longitude, latitude = _points(kept)
    made = {
        "postcode": pc.binary_join_element_wise(out, inward, " "),
        "outcode": out,
        "area": area,
        "district_code": codes.cast(pa.string()),
        "force_id": force_ids,
        "longitude": longitude,
        "latitude": latitude,
    }
    if "quality" in kept:
        made["quality"] = kept["quality"].cast(pa.string())
    schema = dataset("postcodes").arrow_schema()
    yield Table(
        "postcodes", pa.table({name: column.cast(schema.field(name).type) for name, column in made.items()})
    )


def _points(kept: Mapping[str, Any]) -> tuple[Any, Any]:
    """Longitudes and latitudes, empty for a postcode without a position."""
    import numpy as np
    import pyarrow as pa

    from peelian.facts.sources.national_grid import degrees_of

    def taken(name: str) -> Any:
        held = kept.get(name)
        size = len(kept["postcode"])
        return (
            np.full(size, np.nan) if held is None else held.cast(pa.float64()).to_numpy(zero_copy_only=False)
        )

    longitude, latitude = taken("longitude"), taken("latitude")
    if "eastings" in kept and "northings" in kept:
        east = taken("eastings")
        longitude, latitude = degrees_of(east, taken("northings"))
        longitude = np.where(east == 0, np.nan, longitude)
    nowhere = np.isnan(longitude) | np.isnan(latitude) | (np.abs(np.nan_to_num(latitude)) > 90)
    if "quality" in kept:
        nowhere |= np.isin(kept["quality"].cast(pa.string()).to_pylist(), sorted(NO_POSITION))
    return tuple(pa.array(np.round(each, 6), mask=nowhere) for each in (longitude, latitude))


ADAPTERS = (Postcodes(),)
