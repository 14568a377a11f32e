"""The headings of the data.police.uk files, and what a row of them must be like to be kept.

A row is quarantined only when it cannot be right: a month that is none, a position that is not a number, half a
position or outside the United Kingdom's seas, a force that does not exist, a wrong number of columns. What is merely
unfamiliar (a new crime type, a district that nobody knows) is kept and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from peelian.facts.sources.sample import Sample
from peelian.reference.forces import force_for, forces, special_forces
from peelian.reference.places import districts
from peelian.reference.problems import UnknownForce

PUBLISHER = "data.police.uk (Home Office and the police forces)"
ADDRESS = "https://data.police.uk/data/"

#: Bounds that take in every part of the United Kingdom and its coastal waters, in degrees (WGS84).
WEST, EAST, SOUTH, NORTH = -15.0, 5.0, 48.0, 63.0
MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])", re.ASCII)
_DEGREES = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)

COMMON = {
    "Crime ID": "crime_id",
    "Month": "month",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    "Longitude": "longitude",
    "Latitude": "latitude",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
}
STREET = {
    **COMMON,
    "Crime type": "crime_type",
    "Last outcome category": "last_outcome",
    "Context": "context",
}
OUTCOMES = {**COMMON, "Outcome type": "outcome"}
SEARCHES = {
    "Type": "search_type",
    "Date": "date",
    "Part of a policing operation": "operation",
    "Policing operation": "operation_name",
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Gender": "gender",
    "Age range": "age_range",
    "Self-defined ethnicity": "self_defined_ethnicity",
    "Officer-defined ethnicity": "officer_defined_ethnicity",
    "Legislation": "legislation",
    "Object of search": "object_of_search",
    "Outcome": "outcome",
    "Outcome linked to object of search": "outcome_linked",
    "Removal of more than just outer clothing": "outer_clothing",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of one kind of file: publisher's heading to our name. `optional` ones may be absent."""

    what: str
    columns: dict[str, str]
    optional: frozenset[str]

    def confidence(self, sample: Sample) -> float:
        """1 when every heading is there, a little less without optional ones, 0 when a required one is missing."""
        if sample.container != "text" or not sample.header:
            return 0.0
        missing = set(sample.missing(*self.columns))
        if missing - self.optional:
            return 0.0
        return 1.0 - 0.01 * len(missing)

    def lacking(self, sample: Sample) -> list[str]:
        """The required headings that a sample does not have."""
        return [name for name in sample.missing(*self.columns) if name not in self.optional]

    def near_miss(self, sample: Sample) -> str | None:
        """Names the headings that are missing when most of this layout, and more than of its sisters, is there."""
        missing = self.lacking(sample)
        if sample.container != "text" or not missing or len(missing) > len(self.columns) * 0.4:
            return None
        shares = {
            layout.what: layout.share(sample) for layout in (STREET_LAYOUT, OUTCOMES_LAYOUT, SEARCHES_LAYOUT)
        }
        if shares[self.what] < max(shares.values()):
            return None
        named = ", ".join(f"“{name}”" for name in missing)
        return f"it looks like a data.police.uk {self.what} file, but its header has no column {named}."

    def share(self, sample: Sample) -> float:
        """The part of this layout's headings that the sample has."""
        return 1 - len(sample.missing(*self.columns)) / len(self.columns)

    def names(self, header: tuple[str, ...]) -> list[str | None]:
        """Our name for each heading of a file, None for those we do not keep."""
        plain = {_plain(theirs): ours for theirs, ours in self.columns.items()}
        return [plain.get(_plain(heading)) for heading in header]

    def unfamiliar(self, header: tuple[str, ...]) -> list[str]:
        """Headings that the layout does not have (an unnamed index column is nobody's)."""
        known = {_plain(theirs) for theirs in self.columns}
        return [heading for heading in header if heading.strip() and _plain(heading) not in known]


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split()).casefold()


STREET_LAYOUT = Layout("street", STREET, frozenset({"Last outcome category", "Context"}))
OUTCOMES_LAYOUT = Layout("outcomes", OUTCOMES, frozenset())
SEARCHES_LAYOUT = Layout(
    "stop-and-search",
    SEARCHES,
    frozenset(
        {
            "Part of a policing operation",
            "Policing operation",
            "Outcome linked to object of search",
            "Removal of more than just outer clothing",
        }
    ),
)


class BadPosition(ValueError):  # noqa: N818 - a reason for a row, not an error of the program
    """A longitude or latitude that cannot be; `column` is the publisher's heading."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def position(longitude: str, latitude: str) -> tuple[float | None, float | None]:
    """Degrees, or two Nones when both are empty. Raises BadPosition."""
    east, north = longitude.strip(), latitude.strip()
    if not east and not north:
        return None, None
    if not east or not north:
        column = "Longitude" if not east else "Latitude"
        raise BadPosition(column, "half of the position is missing")
    return (
        _degrees(east, "Longitude", WEST, EAST),
        _degrees(north, "Latitude", SOUTH, NORTH),
    )


def _degrees(text: str, column: str, low: float, high: float) -> float:
    if not _DEGREES.fullmatch(text):
        raise BadPosition(column, "the position is not a number")
    value = float(text)
    if not low <= value <= high:
        raise BadPosition(
            column, f"the position is not in or near the United Kingdom ({low:g} to {high:g} degrees)"
        )
    return value


@cache
def known_force_names() -> dict[str, str]:
    """Exact spellings that need no thought: every name and alias of every force, to its id."""
    names: dict[str, str] = {}
    for one in (*forces(), *special_forces()):
        for name in (one.name, one.short_name, one.home_office_name, *one.aliases):
            names.setdefault(name, one.id)
    return {name: id_ for name, id_ in names.items() if name and _agrees(name, id_)}


def _agrees(name: str, id_: str) -> bool:
    return force_id_of(name) == id_


@cache
def force_id_of(name: str) -> str | None:
    """The force's id for any spelling that `force_for` knows, else None."""
    try:
        return force_for(name).id
    except UnknownForce:
        return None


@cache
def district_forces() -> dict[str, str]:
    """District name to force id, for names that mean one force only. Past and present councils.

    LSOA names shorten "Bristol, City of" to "Bristol", so both are there.
    """
    found: dict[str, set[str]] = {}
    for district in districts().values():
        short = re.sub(r", (City|County) of$", "", district.name)
        for name in {district.name, short}:
            found.setdefault(name, set()).add(district.force_id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


@cache
def roaming_forces() -> frozenset[str]:
    """Forces without an area of their own among the districts: no place is outside them."""
    return frozenset(one.id for one in special_forces() if one.id not in set(district_forces().values()))


def placing(force_id: str, located: bool, lsoa_code: str, lsoa_name: str, lookup: dict[str, str]) -> str:
    """`in_force`, `outside_force`, `no_location` or `unknown`, by the district in the LSOA's name, else its code."""
    if not located:
        return "no_location"
    home = district_forces().get(lsoa_name[:-5]) or lookup.get(lsoa_code)
    if force_id in roaming_forces():
        return "in_force" if home else "unknown"
    if home is None:
        return "unknown"
    return "in_force" if home == force_id else "outside_force"
