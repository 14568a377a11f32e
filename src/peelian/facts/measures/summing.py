"""Adding parts up: over a dimension, over tiling periods, over the 43 forces. Never silently over a state."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from peelian.facts.measures.gathering import Part
from peelian.facts.measures.model import Text
from peelian.facts.measures.unused_rows import SLOT_HIT
from peelian.facts.measures.vocabulary import STATES, WITHOUT_VALUE
from peelian.reference.areas import ENGLAND_AND_WALES
from peelian.reference.forces import forces
from peelian.reference.periods import Period, tiles

DERIVED = Text(
    "Derived: the sum of the 43 forces; no national figure is published in the data loaded.",
    "Deilliedig: swm y 43 heddlu; ni chyhoeddwyd ffigur cenedlaethol yn y data a lwythwyd.",
)


@cache
def period_of(text: str) -> Period:
    """The parsed period, kept: the same few strings come back in every row."""
    return Period.parse(text)


@cache
def force_ids() -> frozenset[str]:
    """The ids of the 43 territorial forces."""
    return frozenset(force.id for force in forces())


def worst(states: Iterable[str]) -> str:
    """The state that a sum of these has."""
    return max(states, key=STATES.index, default="no_data")


def added(parts: Sequence[Part], *, area_kind: str, area_id: str, period: str, dims: dict[str, str]) -> Part:
    """One part from many: values add, states take the worst, notes and sources gather."""
    state = worst(part.state for part in parts)
    value = None if state in WITHOUT_VALUE else math.fsum(part.value or 0.0 for part in parts)
    return Part(
        area_kind,
        area_id,
        period,
        dims,
        value,
        state=state,
        unit=parts[0].unit,
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        sources=frozenset[str]().union(*(part.sources for part in parts)),
        source=parts[0].source,
        derived=any(part.derived for part in parts),
    )


def over_dims(parts: list[Part], names: Sequence[str]) -> list[Part]:
    """The parts with these dimensions summed away."""
    if not names:
        return parts
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        kept = tuple((name, value) for name, value in part.dims.items() if name not in names)
        groups.setdefault((part.source, part.area_kind, part.area_id, part.period, kept), []).append(part)
    return [_over_dims(group, names) for group in groups.values()]


def _over_dims(group: list[Part], names: Sequence[str]) -> Part:
    """Blank cells beside filled ones are values that nobody counted; all blank, the sum is missing too."""
    first = group[0]
    group = [part for part in group if not part.blank] or group
    dims = {name: value for name, value in first.dims.items() if name not in names}
    return added(group, area_kind=first.area_kind, area_id=first.area_id, period=first.period, dims=dims)


def over_periods(parts: Iterable[Part], wanted: str) -> list[Part]:
    """For each area and dimension, `wanted` summed from parts that tile it exactly; the others get nothing."""
    whole = period_of(wanted)
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        if part.period != wanted and whole.contains(period_of(part.period)):
            key = (part.source, part.area_kind, part.area_id, tuple(part.dims.items()))
            groups.setdefault(key, []).append(part)
    made = []
    for group in groups.values():
        found = tiling(whole, group)
        if found:
            one = found[0]
            total = added(found, area_kind=one.area_kind, area_id=one.area_id, period=wanted, dims=one.dims)
            total.notes = (*total.notes, _summed_from(found))
            made.append(total)
    return made


def tiling(whole: Period, group: Sequence[Part]) -> list[Part]:
    """Parts that cover the whole once, the longest first at each step; empty when there are none."""
    by_start: dict[date, list[Part]] = {}
    for part in group:
        by_start.setdefault(period_of(part.period).start, []).append(part)

    def walk(taken: list[Part]) -> list[Part]:
        if taken and tiles(whole, [period_of(part.period) for part in taken]):
            return taken
        start = whole.start if not taken else _day_after(taken[-1])
        for part in sorted(by_start.get(start, []), key=lambda one: period_of(one.period).end, reverse=True):
            found = walk([*taken, part])
            if found:
                return found
        return []

    return walk([])


def _day_after(part: Part) -> date:
    return period_of(part.period).end + timedelta(days=1)


def _summed_from(found: Sequence[Part]) -> Text:
    listed = [period_of(part.period) for part in found]
    if len(listed) > 4:
        first, last = listed[0], listed[-1]
        return Text(
            f"Derived: summed from {len(listed)} parts, {first.label('en')} to {last.label('en')}.",
            f"Deilliedig: swm {len(listed)} rhan, {first.label('cy')} hyd at {last.label('cy')}.",
        )
    return Text(
        f"Derived: summed from {', '.join(one.label('en') for one in listed)}.",
        f"Deilliedig: swm {', '.join(one.label('cy') for one in listed)}.",
    )


def with_national(parts: list[Part]) -> list[Part]:
    """The parts, and England and Wales as the sum of the 43 where all 43 have a value and none is published."""
    groups: dict[tuple[object, ...], dict[str, Part]] = {}
    for part in parts:
        if part.area_id in force_ids() or part.area_id == ENGLAND_AND_WALES:
            groups.setdefault((part.source, part.period, tuple(part.dims.items())), {})[part.area_id] = part
    return parts + [made for held in groups.values() if (made := _national(held)) is not None]


def _national(held: dict[str, Part]) -> Part | None:
    if ENGLAND_AND_WALES in held or not force_ids() <= held.keys():
        return None
    if any(part.state not in ("ok", "provisional") for part in held.values()):
        return None
    one = next(iter(held.values()))
    total = added(
        list(held.values()),
        area_kind="country",
        area_id=ENGLAND_AND_WALES,
        period=one.period,
        dims=dict(one.dims),
    )
    total.derived = True
    total.notes = (DERIVED, SLOT_HIT) if SLOT_HIT in total.notes else (DERIVED,)
    return total
