"""The 43 territorial police forces of England and Wales, and five special ones.

Ids are the data.police.uk slugs. Codes are the ONS police force area codes (E23, W15), which are not alphabetical.
Names and aliases: data.police.uk force list, ONS police force areas, Home Office tables. `starts` is the day the
force took its present shape where that is certain (Local Government Act 1972 reorganisation: 1 April 1974), else
None; an unknown date is not a claim that the force always existed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from peelian.reference.problems import UnknownForce
from peelian.reference.reading import hint, maybe_date, plain, table, without_footnote

_SUFFIXES = (
    " police and crime commissioner",
    " police service",
    " police force",
    " constabulary",
    " police",
    " pcc",
)
_PREFIXES = ("the ", "heddlu ")


@dataclass(frozen=True, slots=True)
class Force:
    """One police force. `kind` is `territorial` or `special`; specials are shown but never ranked."""

    id: str
    name: str
    name_cy: str
    short_name: str
    home_office_name: str
    ons_code: str | None
    region_id: str
    country: str
    kind: str
    starts: date | None
    ends: date | None
    aliases: tuple[str, ...]


@cache
def _all() -> dict[str, Force]:
    return {row["id"]: _force(row) for row in table("forces")}


def _force(row: dict[str, str]) -> Force:
    return Force(
        id=row["id"],
        name=row["name"],
        name_cy=row["name_cy"],
        short_name=row["short_name"],
        home_office_name=row["home_office_name"],
        ons_code=row["ons_code"] or None,
        region_id=row["region_id"],
        country=row["country"],
        kind=row["kind"],
        starts=maybe_date(row["starts"]),
        ends=maybe_date(row["ends"]),
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
    )


@cache
def forces() -> tuple[Force, ...]:
    """The 43 territorial forces of England and Wales, in id order."""
    return tuple(sorted((f for f in _all().values() if f.kind == "territorial"), key=lambda f: f.id))


@cache
def special_forces() -> tuple[Force, ...]:
    """Forces that published files name but that are not among the 43, in id order."""
    return tuple(sorted((f for f in _all().values() if f.kind == "special"), key=lambda f: f.id))


def force(id: str) -> Force:
    """The force with exactly this id; raises `UnknownForce`."""
    try:
        return _all()[id]
    except KeyError:
        raise UnknownForce(text=id, hint=hint(id, _all())) from None


@cache
def force_for(text: str) -> Force:
    """The force that `text` names, however it is written; raises `UnknownForce` with near names.

    Takes ids, ONS codes, full, short, Home Office and Welsh names, any case and spacing, `&` for "and", with or
    without "Police" or "Constabulary", with a table's footnote mark ("Wiltshire4"). The caller says that it is a force: "West Midlands" is the force here,
    and `areas.area_for` refuses it. "London" is never a force.
    """
    names = _names()
    for key in _keys(text):
        if key in names:
            return _all()[names[key]]
    raise UnknownForce(text=text, hint=hint(text, [f.short_name for f in _all().values()]))


def _keys(text: str) -> list[str]:
    """The text's own key first, then without a footnote mark, then without "Police" and its like."""
    key = plain(text)
    keys = [key]
    key = without_footnote(key)
    keys.append(key)
    for prefix in _PREFIXES:
        key = key.removeprefix(prefix)
    keys.append(key)
    for suffix in _SUFFIXES:
        if key.endswith(suffix):
            keys.append(key.removesuffix(suffix))
            break
    return keys


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for one in _all().values():
        written = (one.id, one.name, one.name_cy, one.short_name, one.home_office_name, *one.aliases)
        for text in (*written, *((one.ons_code,) if one.ons_code else ())):
            for key in _keys(text):
                if key:
                    names.setdefault(key, one.id)
    return names
