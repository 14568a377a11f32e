"""Areas that figures are published for: country, nation, region, force, special force, district.

One id, one kind. Ids are ONS codes, except forces (data.police.uk slug). Wales is `W92000004` with kind `region`,
because Home Office tables list it beside the nine English regions. "West Midlands" is a region (E12000005) and a
force (E23000014): a bare name is refused, so that one is never taken for the other.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from peelian.reference.forces import Force, force_for, forces, special_forces
from peelian.reference.problems import AmbiguousArea, Bilingual, UnknownArea, UnknownForce, UnknownPlace
from peelian.reference.reading import hint, plain, table, without_footnote

UNITED_KINGDOM = "K02000001"
GREAT_BRITAIN = "K03000001"
ENGLAND_AND_WALES = "K04000001"
ENGLAND = "E92000001"
WALES = "W92000004"


@dataclass(frozen=True, slots=True)
class Area:
    """`kind`: country, nation, region, force, special or district; `code` is the ONS code where there is one."""

    id: str
    kind: str
    name: str
    name_cy: str
    code: str | None


@cache
def _wide() -> dict[str, tuple[Area, tuple[str, ...]]]:
    """Countries, nations and regions by id, each with its other names."""
    found = {}
    for row in table("areas"):
        area = Area(row["id"], row["kind"], row["name"], row["name_cy"], row["code"])
        found[area.id] = (area, tuple(filter(None, row["aliases"].split("|"))))
    return found


def _of_force(one: Force) -> Area:
    kind = "force" if one.kind == "territorial" else "special"
    return Area(one.id, kind, one.short_name, one.name_cy, one.ons_code)


@cache
def _by_id() -> dict[str, Area]:
    found = {id: area for id, (area, _) in _wide().items()}
    return found | {one.id: _of_force(one) for one in (*forces(), *special_forces())}


@cache
def regions() -> tuple[Area, ...]:
    """The nine English regions and Wales, in code order."""
    return tuple(sorted((a for a in _by_id().values() if a.kind == "region"), key=lambda a: a.id))


def area(id: str) -> Area:
    """The area with exactly this id (a district by its ONS code); raises `UnknownArea`."""
    if id in _by_id():
        return _by_id()[id]
    from peelian.reference.places import district

    try:
        found = district(id)
    except UnknownPlace:
        raise UnknownArea(text=id, hint=hint(id, _by_id())) from None
    return Area(found.code, "district", found.name, found.name, found.code)


def area_for(name: str | None = None, *, code: str | None = None, kind: str | None = None) -> Area:
    """The area that a published row names.

    A code decides alone. A name alone must name one area: "West Midlands" raises `AmbiguousArea`; with
    kind="region" or kind="force" it does not. "Eastern" and "East" are East of England. Raises `UnknownArea`.
    """
    if code and code.strip():
        return _for_code(code.strip(), kind)
    if not name or not name.strip():
        raise UnknownArea(text=name or "", hint="")
    found = [one for one in _named(name) if kind in (None, one.kind)]
    if len(found) > 1:
        listed = " and ".join(f"the {one.kind} {one.name} ({one.code or one.id})" for one in found)
        raise AmbiguousArea(text=name, candidates=listed)
    if not found:
        raise UnknownArea(text=name, hint=hint(name, (one.name for one in _by_id().values())))
    return found[0]


def _for_code(code: str, kind: str | None) -> Area:
    found = _codes().get(code) or area(code)
    if kind not in (None, found.kind):
        wrong = Bilingual(
            f" {found.name} is a {found.kind}, not a {kind}.",
            f" Math {found.name} yw {found.kind}, nid {kind}.",
        )
        raise UnknownArea(text=code, hint=wrong)
    return found


def _named(name: str) -> list[Area]:
    key = plain(name)
    found = list(_wide_names().get(key) or _wide_names().get(without_footnote(key)) or ())
    with suppress(UnknownForce):
        found.append(_of_force(force_for(name)))
    return found


@cache
def _codes() -> dict[str, Area]:
    return {one.code: one for one in _by_id().values() if one.code}


@cache
def _wide_names() -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = {}
    for one, aliases in _wide().values():
        for key in {plain(text) for text in (one.name, one.name_cy, *aliases)}:
            found.setdefault(key, []).append(one)
    return found
