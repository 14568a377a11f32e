"""Lookups between areas: small area to district to force, district to force, the list of council codes, small-area points.

Each file is its own edition, so a corrected file replaces it and another lookup of the same kind stands beside it. A
district's force comes from the file; the region from the force, or from the file where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peelian.facts.sources.base import OGL, Adapter, Context, Item, Label, Reject, Row, Sample, SourceFile
from peelian.facts.sources.cells import BadCell, number
from peelian.facts.sources.headers import Wanted, wanted
from peelian.facts.sources.named_areas import NotAnArea, by_code
from peelian.facts.sources.tables import TableRow, has_table, tables
from peelian.facts.sources.vintages import vintage
from peelian.reference.forces import force

_PFA = wanted(*(f"pfa{year:02d}cd" for year in range(10, 40)), "pfacd")
_LAD = wanted("ladcd", *(f"lad{year:02d}cd" for year in range(9, 40)))
_LAD_NAME = wanted("ladnm", *(f"lad{year:02d}nm" for year in range(9, 40)), required=False)
_LON = wanted("lon", "long", "longitude", required=False)
_LAT = wanted("lat", "latitude", required=False)
SMALL_TO_FORCE: dict[str, Wanted] = {
    "code": wanted("lsoa21cd", "lsoa11cd", "lsoa01cd"), "name": wanted("lsoa21nm", "lsoa11nm", "lsoa01nm", required=False),
    "district": _LAD, "district_name": _LAD_NAME, "force": _PFA, "longitude": _LON, "latitude": _LAT,
}  # fmt: skip
DISTRICT_TO_FORCE: dict[str, Wanted] = {"code": _LAD, "name": _LAD_NAME, "force": _PFA}
COUNCILS: dict[str, Wanted] = {
    "code": wanted("ladcd"), "name": wanted("ladnm"), "district": wanted("ladcd_active"),
    "district_name": wanted("ladnm_active", required=False), "region": wanted("rgncd", required=False),
    "nation": wanted("ctrycd"),
}  # fmt: skip
POINTS: dict[str, Wanted] = {
    "code": wanted("lsoacd", "lsoa21cd", "lsoa11cd"), "longitude": wanted(*_LON.names), "latitude": wanted(*_LAT.names),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """One lookup: its columns, what its codes are, and its edition's name."""

    columns: Mapping[str, Wanted]
    kind: str
    edition: str
    code: re.Pattern[str]


_LSOA = re.compile(r"[EW]01\d{6}")
_ZONE = re.compile(r"[EWS]01\d{6}|\d\d[A-Z]{2}\d\d[A-Z]\d{1,2}|N2\d{7}")
_DISTRICT = re.compile(r"[EW]0[6-9]\d{6}|S12\d{6}|N09\d{6}")
LAYOUTS = (
    Layout(SMALL_TO_FORCE, "lsoa", "to district and force", _LSOA),
    Layout(DISTRICT_TO_FORCE, "lad", "to force", _DISTRICT),
    Layout(COUNCILS, "lad", "council codes", _DISTRICT),
    Layout(POINTS, "lsoa", "points", _ZONE),
)


class AreaLookups(Adapter):
    id, kind = "area-lookups", "areas"
    title = "Lookups between small areas, districts and forces"
    publisher, licence = "Office for National Statistics", OGL
    address = "https://geoportal.statistics.gov.uk/"
    datasets = ("area_lookup",)

    def recognises(self, sample: Sample) -> float:
        return 0.85 if any(has_table(sample, layout.columns) for layout in LAYOUTS) else 0.0

    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        del context
        yield vintage(file)
        for layout in LAYOUTS:
            for table in tables(file, layout.columns):
                kind, edition = _named(layout, table.header.heading("code"), table.header.heading("force"))
                yield Label("edition", edition)
                for row in table.rows():
                    yield row if isinstance(row, Reject) else _area(row, layout, kind, edition)
                return


def _named(layout: Layout, code: str, force_heading: str) -> tuple[str, str]:
    """The kind with its year (`lsoa21`) and the edition with the year of the force areas, as the headings give them."""
    year = re.search(r"(\d\d)cd", code, re.I)
    kind = f"lsoa{year[1]}" if layout.kind == "lsoa" and year else layout.kind
    forces = re.search(r"pfa(\d\d)cd", force_heading, re.I)
    return kind, f"{layout.edition} 20{forces[1]}" if forces else layout.edition


def _area(row: TableRow, layout: Layout, kind: str, edition: str) -> Item:
    code = row.text("code")
    if not layout.code.fullmatch(code):
        return row.reject("code", "this is not a code of this kind of area")
    force_id, region_id = None, row.text("region") or None
    if "force" in row.header.positions:
        try:
            place = by_code(row.text("force"))
        except NotAnArea as problem:
            return row.reject("force", str(problem))
        if place.kind not in {"force", "special"}:
            return row.reject("force", "this is not the code of a police force area")
        force_id = place.id
        region_id = region_id or force(force_id).region_id
    point = [_degrees(row, name, limit) for name, limit in (("longitude", 180), ("latitude", 90))]
    for found in point:
        if isinstance(found, Reject):
            return found
    if region_id is None and layout.columns is COUNCILS:
        nation = row.text("nation")
        region_id = nation if nation == "W92000004" else None
    district = code if layout.columns is DISTRICT_TO_FORCE else row.text("district") or None
    values = {
        "code": code, "name": row.text("name"), "kind": kind, "district_code": district,
        "district_name": row.text("district_name") or (row.text("name") if district == code else None),
        "force_id": force_id, "region_id": region_id, "longitude": point[0], "latitude": point[1], "edition": edition,
    }  # fmt: skip
    return Row("area_lookup", values, line=row.line, sheet=row.sheet)


def _degrees(row: TableRow, name: str, limit: int) -> float | Reject | None:
    if name not in row.header.positions:
        return None
    try:
        found = number(row[name], negative=True).value
    except BadCell as problem:
        return row.reject(name, str(problem))
    if found is not None and abs(found) > limit:
        return row.reject(name, "this is not in degrees (longitude and latitude, WGS84)")
    return found


ADAPTERS = (AreaLookups(),)
