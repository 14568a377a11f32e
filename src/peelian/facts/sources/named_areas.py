"""Which area a row is about: by its ONS code, by its name, or (where a name is shared) by its place in the table.

West Midlands is a region and a force, and both stand in the same Home Office table under the same words. A row with a
code is settled by the code. Without one, a region is the heading above its own forces and is never smaller than the
force that shares its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from peelian.facts.sources.cells import label, text_of
from peelian.reference.areas import ENGLAND_AND_WALES, area, area_for
from peelian.reference.forces import force, force_for
from peelian.reference.problems import Problem

ENGLAND_AND_WALES_WORDS = re.compile(
    r"(?:grand )?(?:total )?(?:for )?(?:england (?:and|&) wales|(?:of )?(?:all )?(?:the )?43 (?:police )?forces)"
    r"(?: (?:total|\(?(?:of )?(?:all )?43 (?:police )?forces\)?))?",
    re.I,
)
UNITED_KINGDOM_WORDS = re.compile(r"(?:the )?(?:uk|united kingdom)(?: ?\(all forces\))?(?: total)?", re.I)
PARTIAL = re.compile(
    r"\bexcl(?:uding|\.)?\b|\bexcept\b|\b\d+ (?:of|comparable)\b|\bcomparable\b|same basis|selected", re.I
)
CODE = re.compile(r"[EWNSK]\d{8}")


class NotAnArea(ValueError):  # noqa: N818 - it reads as what it is
    """The row is about no area that Peelian keeps figures for; `str()` says why in a sentence."""


class SharedName(NotAnArea):
    """The name alone could be a region or a force."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area id of `peelian.reference` with its kind (country, nation, region, force, special, district)."""

    kind: str
    id: str


@lru_cache(maxsize=512)
def by_code(code: str) -> Place:
    """The area of an ONS code; raises `NotAnArea`."""
    try:
        if code.startswith(("E23", "W15", "S23", "N23")):
            return _of_force(code)
        found = area_for(code=code)
    except Problem as problem:
        raise NotAnArea("this is not the code of an area that Peelian keeps figures for") from problem
    return Place(found.kind, found.id)


def _of_force(text: str) -> Place:
    found = force_for(text)
    return Place("force" if found.kind == "territorial" else "special", found.id)


@lru_cache(maxsize=2048)
def by_name(name: str, kind: str | None = None) -> Place:
    """The area of a printed name, footnote marks and spacing aside.

    `kind` settles a shared name ("force" in files that list forces only). Raises `SharedName` when it stays open and
    `NotAnArea` for totals over other sets of forces and for anything unknown.
    """
    bare = label(name)
    if ENGLAND_AND_WALES_WORDS.fullmatch(bare):
        return Place(area(ENGLAND_AND_WALES).kind, ENGLAND_AND_WALES)
    if UNITED_KINGDOM_WORDS.fullmatch(bare):
        return by_code("K02000001")
    if PARTIAL.search(bare):
        raise NotAnArea("this covers only some of the forces, so it is no area that can be compared")
    as_force, as_area = _force_named(bare), _area_named(bare)
    if kind in {"force", "special"}:
        as_area = None if as_force else as_area
    elif kind is not None:
        as_force = None if as_area else as_force
    if as_force and as_area:
        raise SharedName("a region and a force share this name, and nothing in the row says which is meant")
    found = as_force or as_area
    if found is None:
        raise NotAnArea("this is not a force, region or country that Peelian keeps figures for")
    return found


def _force_named(bare: str) -> Place | None:
    try:
        return _of_force(bare)
    except Problem:
        return None


def _area_named(bare: str) -> Place | None:
    for kind in ("region", "nation", "country"):
        try:
            return Place(kind, area_for(bare, kind=kind).id)
        except Problem:
            continue
    return None


def settle(code: object, name: object, kind: str | None = None, *, strict: bool = False) -> Place:
    """The area of a row with a code, a name or both; raises `NotAnArea` when they contradict each other.

    A name that is no area's is passed over where there is a code; `strict` refuses it, for tables of forces only.
    """
    return _settled(text_of(code), text_of(name), kind, strict)  # type: ignore[arg-type]


@lru_cache(maxsize=2048)
def _settled(code_text: str, name_text: str, kind: str | None, strict: bool) -> Place:
    if not CODE.fullmatch(code_text):
        return by_name(name_text, kind)
    found = by_code(code_text)
    if name_text:
        try:
            named = by_name(name_text, found.kind)
        except NotAnArea as problem:
            if strict:
                raise NotAnArea(f"the code is that of {found.id} but the name is not: {problem}") from problem
            return found
        if named != found:
            raise NotAnArea(f"the code is that of {found.id} but the name is that of {named.id}")
    return found


def possible(code: object, name: object, kind: str | None = None) -> set[str]:
    """The ids of the areas that a row may be about, when its code and its name do not agree or cannot be read."""
    found = set()
    for read, text in ((by_code, text_of(code)), (lambda text: by_name(text, kind), text_of(name))):  # type: ignore[arg-type]
        try:
            found.add(read(text).id)
        except NotAnArea:
            continue
    return found


def in_table(names: Sequence[str], sizes: Sequence[float | None]) -> list[Place | NotAnArea]:
    """The area of every row of a table that lists regions and forces by name only, in the table's order.

    `sizes` are the rows' figures (the first date's will do): of two rows that share a name, the larger is the region.
    """
    found: list[Place | NotAnArea] = []
    for name in names:
        try:
            found.append(by_name(name))
        except NotAnArea as problem:
            found.append(problem)
    shared = [row for row, place in enumerate(found) if isinstance(place, SharedName)]
    for bare in {label(names[row]).casefold() for row in shared}:
        rows = [row for row in shared if label(names[row]).casefold() == bare]
        for row, place in zip(rows, _tell_apart(names, found, sizes, rows), strict=True):
            found[row] = place
    return found


def _tell_apart(
    names: Sequence[str],
    found: Sequence[Place | NotAnArea],
    sizes: Sequence[float | None],
    rows: Sequence[int],
) -> list[Place | NotAnArea]:
    name = names[rows[0]]
    as_region, as_force = by_name(name, "region"), by_name(name, "force")
    if len(rows) == 1:
        lists_regions = any(isinstance(place, Place) and place.kind == "region" for place in found)
        if not lists_regions:
            return [as_force]
        return [as_region if _heads(found, rows[0], as_region.id) else as_force]
    if len(rows) > 2:
        return [NotAnArea(f"the same name stands {len(rows)} times in one table") for _ in rows]
    first, second = (sizes[row] or 0.0 for row in rows)
    if first == second:
        first_is_region = _heads(found, rows[0], as_region.id)
        if first_is_region == _heads(found, rows[1], as_region.id):
            return [
                NotAnArea(
                    "two rows have this name and the same figure, so region and force cannot be told apart"
                )
            ] * 2
    else:
        first_is_region = first > second
    return [as_region, as_force] if first_is_region else [as_force, as_region]


def _heads(found: Sequence[Place | NotAnArea], row: int, region_id: str) -> bool:
    """Whether the next row is another force of the region, so that this row is the region's heading."""
    following = found[row + 1] if row + 1 < len(found) else None
    return (
        isinstance(following, Place)
        and following.kind == "force"
        and force(following.id).region_id == region_id
    )
