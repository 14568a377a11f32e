"""Which force a district or a postcode area belongs to.

Districts: every current and abolished lower-tier or unitary council code of England and Wales. Forces are made of
whole districts. Source: council code list of drkane/geo-lookups (ONS, OGL v3.0), force by the majority of the
district's small areas inside the ONS police force areas of 2020; dates of abolition from mySociety's council list.
`starts` is known only for a council that replaced dated ones; an empty date means unknown.

Outcodes (the first half of a postcode): OS Code-Point Open, August 2014, each postcode's district mapped to its
force. `share` is the part of the outcode's postcodes that lie in `force_id`; `others` has the rest. For BN, HU and
LL only the outcode's main district is known, so `share` is None: a good first guess, not a measurement. Codes
newer than 2014 are missing, and an unknown code is normal, not a fault of the person who wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from peelian.reference.problems import Bilingual, UnknownPlace
from peelian.reference.reading import hint, maybe_date, table

_DISTRICT, _OUTCODE = Bilingual("district", "ardal cyngor"), Bilingual("postcode area", "ardal cod post")
_FULL_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class District:
    """A council district, by ONS code. `replaced_by` is the code that took over, if any."""

    code: str
    name: str
    force_id: str
    region_id: str
    starts: date | None
    ends: date | None
    replaced_by: str | None

    @property
    def current(self) -> bool:
        return self.replaced_by is None


@dataclass(frozen=True, slots=True)
class Outcode:
    """A postcode's first half. `share` is 0 to 1, or None where it was not measured; WGS84 mean point."""

    code: str
    force_id: str
    share: float | None
    latitude: float
    longitude: float
    postcodes: int
    others: tuple[tuple[str, float], ...]


@cache
def districts() -> dict[str, District]:
    """All districts, current and abolished, by code."""
    return {
        row["code"]: District(
            code=row["code"],
            name=row["name"],
            force_id=row["force_id"],
            region_id=row["region_id"],
            starts=maybe_date(row["starts"]),
            ends=maybe_date(row["ends"]),
            replaced_by=row["replaced_by"] or None,
        )
        for row in table("districts")
    }


def district(code: str) -> District:
    """The district with this ONS code; raises `UnknownPlace`."""
    found = districts().get(code.strip().upper())
    if found is None:
        raise UnknownPlace(kind=_DISTRICT, text=code, hint="")
    return found


def current_district(code: str) -> District:
    """The district that answers for this code today, following replacements; raises `UnknownPlace`."""
    found = district(code)
    while found.replaced_by is not None:
        found = district(found.replaced_by)
    return found


@cache
def outcodes() -> dict[str, Outcode]:
    """All outcodes of England and Wales in August 2014, by code."""
    return {row["code"]: _outcode(row) for row in table("outcodes")}


def _outcode(row: dict[str, str]) -> Outcode:
    others = (part.split(":") for part in row["others"].split("|") if part)
    return Outcode(
        code=row["code"],
        force_id=row["force_id"],
        share=float(row["share"]) if row["share"] else None,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        postcodes=int(row["postcodes"]),
        others=tuple((force_id, float(share)) for force_id, share in others),
    )


def outcode(code: str) -> Outcode:
    """The outcode of a postcode or outcode, in any case and spacing; raises `UnknownPlace`."""
    written = "".join(code.split()).upper()
    match = _FULL_POSTCODE.fullmatch(written)
    candidates = [written, match.group(1)] if match else [written]
    for candidate in candidates:
        if candidate in outcodes():
            return outcodes()[candidate]
    raise UnknownPlace(kind=_OUTCODE, text=code, hint=hint(code, outcodes()))
