"""The names that places go by: districts as of a day, towns, counties, forces, special places. A name may be many places.

A name is known by its plain key (lower case, no marks or accents, "&" as "and", "st" as "saint"). In a longer text the
longest names count first and a word counts once, so that "Manchester airport" is not Manchester and "bus station" is no
railway. A near miss is offered, never taken.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from peelian.reference.forces import forces
from peelian.reference.places import District, districts
from peelian.reference.reading import place_key
from peelian.services.contact.routing.definition import Special, routing

LONGEST_NAME: Final = 6
"""Words in the longest name that is looked for inside a text."""
MOST_WORDS: Final = 600
_TOKEN: Final = re.compile(r"\w+", re.UNICODE)
_WHOLE: Final = frozenset({"city of london"})
"""Names that mean another place without their beginning."""
_STREETS: Final = frozenset(
    ["road", "rd", "street", "lane", "avenue", "ave", "terrace", "crescent", "roundabout", "estate"]
)
_STREETS_WRITTEN: Final = frozenset(
    [
        "close",
        "court",
        "drive",
        "gardens",
        "grove",
        "hill",
        "mews",
        "parade",
        "place",
        "row",
        "square",
        "walk",
        "way",
        "yard",
    ]
)
"""Words that make a street of the name before them; the second ones only where they are written with a capital."""
_STREETS_BEFORE: Final = frozenset(["heol", "stryd", "ffordd", "lon"])
_ENDS: Final = (
    " city council",
    " borough council",
    " district council",
    " county council",
    " council",
    " borough",
)


@dataclass(frozen=True, slots=True)
class Named:
    """One place that has the name: its forces, its district where it is known; or a special place."""

    key: str
    name: str
    forces: tuple[str, ...]
    districts: tuple[str, ...] = ()
    special: Special | None = None
    kind: str = "district"


def key_of(name: str) -> str:
    """The key that a name is known by."""
    key = place_key(name)
    for end in _ENDS:
        key = key.removesuffix(end)
    key = key.removeprefix("the ") or key
    return key if key in _WHOLE else key.removeprefix("city of ") or key


@lru_cache(maxsize=64)
def names(on: date) -> dict[str, tuple[Named, ...]]:
    """Key -> every place of that name on this day; districts that were abolished by then stay known."""
    found: dict[str, list[Named]] = {}
    for one in (*_districts(on), *_places(), *_forces(), *_specials()):
        rows = found.setdefault(one.key, [])
        if not any(_same(one, other) for other in rows):
            rows.append(one)
    return {key: tuple(rows) for key, rows in found.items()}


def _same(one: Named, other: Named) -> bool:
    """Whether a row adds nothing to another: the same place by another table."""
    if one.special or other.special:
        return one.special is other.special
    return set(one.forces) <= set(other.forces) and (
        not one.districts or set(one.districts) <= set(other.districts)
    )


def _districts(on: date) -> Iterator[Named]:
    seen = set()
    for one in districts().values():
        current = standing(one, on)
        for name in {one.name, *_turned(one.name)}:
            if (name, current.code) not in seen:
                seen.add((name, current.code))
                yield Named(key_of(name), one.name, (current.force_id,), (current.code,))


def standing(one: District, on: date) -> District:
    """The district that holds on this day where `one` was, following replacements that had begun by then."""
    while one.replaced_by is not None and (one.ends is None or one.ends < on):
        one = districts()[one.replaced_by]
    return one


def _turned(name: str) -> tuple[str, ...]:
    """ "Bristol, City of" as people write it."""
    head, comma, tail = name.partition(", ")
    return (head, f"{tail} {head}") if comma and tail.endswith(" of") else ()


def _places() -> Iterator[Named]:
    for one in routing().places:
        for name in filter(None, (one.name, one.name_cy)):
            yield Named(key_of(name), one.name, one.forces, one.districts, kind=one.kind)


def _forces() -> Iterator[Named]:
    for one in forces():
        written = (one.name, one.name_cy, one.home_office_name, f"{one.short_name} police", *one.aliases)
        for name in written:
            yield Named(key_of(name), one.name, (one.id,), kind="force")


def _specials() -> Iterator[Named]:
    for one in routing().specials:
        for words in one.words:
            yield Named(key_of(words), str(one.title), one.forces, one.districts, one, one.kind)


def named(name: str, on: date) -> tuple[Named, ...]:
    """Every place with exactly this name."""
    return names(on).get(key_of(name), ())


def near_names(name: str, on: date) -> tuple[str, ...]:
    """Up to three keys that look like a name that is not known."""
    key = key_of(name)
    if not 4 <= len(key) <= 40:
        return ()
    near = [one for one in _by_first(on) if abs(len(one) - len(key)) <= 2]
    return tuple(difflib.get_close_matches(key, near, n=3, cutoff=0.82))


@lru_cache(maxsize=8)
def _by_first(on: date) -> tuple[str, ...]:
    return tuple(names(on))


@cache
def _capital() -> frozenset[str]:
    return routing().capital


def _is_street(tokens: list[str], spans: list[re.Match[str]], start: int, end: int) -> bool:
    """Whether the words are the name of a street, "London Road", "Heol Caerdydd", or the last word of one."""
    if end - start == 1 and tokens[start] in _STREETS:
        return True
    if start > 0 and tokens[start - 1] in _STREETS_BEFORE:
        return True
    if end >= len(tokens):
        return False
    return tokens[end] in _STREETS or (tokens[end] in _STREETS_WRITTEN and spans[end][0][:1].isupper())


def inside(text: str, on: date, set_id: str = "") -> tuple[tuple[Named, ...], ...]:
    """The names that stand in a text, each with every place of that name, in the order of the text."""
    known = names(on)
    spans = list(_TOKEN.finditer(text))[:MOST_WORDS]
    tokens = [place_key(span[0]) for span in spans]
    taken = [False] * len(tokens)
    found: list[tuple[int, tuple[Named, ...]]] = []
    for long in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for start in range(len(tokens) - long + 1):
            if any(taken[start : start + long]):
                continue
            key = " ".join(tokens[start : start + long])
            rows = _counting(known.get(key, ()), set_id)
            if rows and not (key in _capital() and not spans[start][0][:1].isupper()):
                taken[start : start + long] = [True] * long
                if not _is_street(tokens, spans, start, start + long):
                    found.append((start, rows))
    return tuple(rows for _, rows in sorted(found, key=lambda one: one[0]))


def _counting(rows: tuple[Named, ...], set_id: str) -> tuple[Named, ...]:
    return tuple(row for row in rows if row.special is None or row.special.counts_for(set_id))
