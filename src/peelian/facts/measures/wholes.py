"""Figures of a longer period made of the shorter ones that tile it: counts are added, means weighted by their counts."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence

from peelian.facts.measures.gathering import Part
from peelian.facts.measures.model import Measure, Text
from peelian.facts.measures.request import Request
from peelian.facts.measures.summing import force_ids, over_periods, period_of, tiling, worst
from peelian.reference.periods import Period, month

#: Source (where editions are kept apart), area, period.
Place = tuple[str, str, str]
Sides = dict[str, list[Part]]


def with_wholes(asked: Request, parts: Sides, everything: Callable[[str], list[Part]]) -> Sides:
    """The parts of each side, and those of longer periods that shorter ones make up.

    Made are the periods asked for, and without any those for which a source prints a figure of its own, so that
    counts of the months are there to be used instead. `everything`: the parts of a side in all periods.
    """
    measure = asked.measure
    if not measure.additive:
        return parts
    if measure.weight is not None:
        wholes = _wholes(asked, parts, ("numerator",), every=True)
        return parts if not wholes else _averaged(asked, parts, wholes, everything)
    names = _counted(measure)
    wholes = _wholes(asked, parts, names)
    if not names or not wholes:
        return parts
    made = {
        name: [one for period in wholes for one in over_periods(everything(name), period)] for name in names
    }
    return parts | _chosen(names, parts, made)


def _counted(measure: Measure) -> tuple[str, ...]:
    """The sides that may be added up over periods."""
    sides = {"numerator": measure.numerator, "denominator": measure.denominator}
    return tuple(
        name
        for name, side in sides.items()
        if side is not None and side.aggregate != "single" and side.match == "same_period"
    )


def _wholes(asked: Request, parts: Sides, names: Sequence[str], *, every: bool = False) -> tuple[str, ...]:
    """The longer periods to make: those of which a wanted area lacks a side, or `every` one."""
    if asked.periods is not None:
        wanted: Collection[str] = asked.periods
    else:
        printed = "published" if asked.measure.published is not None else "numerator"
        named = parts[printed] if printed == "published" or asked.measure.weight is not None else []
        wanted = dict.fromkeys(part.period for part in named)
    longer = [period for period in wanted if period_of(period).kind not in ("instant", "month")]
    return tuple(period for period in longer if every or _lacking(asked, parts, names, period))


def _lacking(asked: Request, parts: Sides, names: Sequence[str], period: str) -> bool:
    for name in names:
        held = {one.area_id for one in parts[name] if one.period == period}
        if asked.areas is not None:
            lacks = not asked.areas <= held
        elif asked.by in (None, "force"):
            lacks = not force_ids() <= held
        else:
            lacks = not any(
                asked.wants(one.area_kind, one.area_id) for one in parts[name] if one.period == period
            )
        if lacks:
            return True
    return False


def _place(part: Part) -> Place:
    return (part.source, part.area_id, part.period)


def _chosen(names: Sequence[str], parts: Sides, made: Sides) -> Sides:
    """What a source counts for the whole period, on every side; else what its shorter periods give, on every side."""
    own = {name: {_place(part) for part in parts[name]} for name in names}
    summed = {name: {_place(part) for part in made[name]} for name in names}
    whole = set.intersection(*own.values())
    instead = set.intersection(*summed.values()) - whole
    chosen: Sides = {}
    for name in names:
        kept = [part for part in parts[name] if _place(part) not in instead]
        have = {(_place(part), tuple(part.dims.items())) for part in kept}
        chosen[name] = kept + [
            part for part in made[name] if (_place(part), tuple(part.dims.items())) not in have
        ]
    return chosen


def _averaged(
    asked: Request, parts: Sides, wholes: Sequence[str], everything: Callable[[str], list[Part]]
) -> Sides:
    """The numerator with means of the whole periods: those of complete shorter ones stand before a printed one."""
    weights = {_place(part): part.value for part in everything("weight") if part.value is not None}
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in everything("numerator"):
        groups.setdefault((part.source, part.area_id, tuple(part.dims.items())), []).append(part)
    own = {(_place(part), tuple(part.dims.items())): part for part in parts["numerator"]}
    for period in wholes:
        for group in groups.values():
            key = ((group[0].source, group[0].area_id, period), tuple(group[0].dims.items()))
            made = _mean(period, group, weights, own.get(key))
            if made is None and key not in own and (asked.periods is not None or asked.by == "force"):
                made = _short(period, group, weights)
            if made is not None:
                own[key] = made
    return parts | {"numerator": list(own.values())}


def _usable(whole: Period, group: Sequence[Part], weights: Mapping[Place, float]) -> list[Part]:
    return [
        part
        for part in group
        if part.value is not None
        and part.period != whole.id
        and whole.contains(period_of(part.period))
        and _place(part) in weights
    ]


def _mean(
    period: str, group: Sequence[Part], weights: Mapping[Place, float], printed: Part | None
) -> Part | None:
    """The mean over the whole period, None where a part of it lacks its mean or its count."""
    found = tiling(period_of(period), _usable(period_of(period), group, weights))
    total = math.fsum(weights[_place(part)] for part in found)
    if not found or not total:
        return None
    value = round(math.fsum((part.value or 0.0) * weights[_place(part)] for part in found) / total, 9)
    notes = tuple(dict.fromkeys(note for part in found for note in part.notes))
    sources = frozenset[str]().union(*(part.sources for part in found))
    return Part(
        found[0].area_kind, found[0].area_id, period, found[0].dims, value, unit=found[0].unit,
        state=worst(part.state for part in found), sources=sources, source=found[0].source, derived=True,
        notes=(*notes, _weighted_from(found), *_printed(printed, value)),
    )  # fmt: skip


def _weighted_from(found: Sequence[Part]) -> Text:
    first, last = period_of(found[0].period), period_of(found[-1].period)
    return Text(
        f"Derived: the means of {len(found)} parts, {first.label('en')} to {last.label('en')}, each weighted by its calls.",
        f"Deilliedig: cymedrau {len(found)} rhan, {first.label('cy')} hyd at {last.label('cy')}, pob un wedi'i bwysoli yn "
        "ôl ei galwadau.",
    )


def _printed(printed: Part | None, value: float) -> tuple[Text, ...]:
    """What a source prints for the whole period, where that is not what its parts give when rounded alike."""
    if printed is None or printed.value is None:
        return ()
    digits = len(f"{printed.value:.9f}".rstrip("0").partition(".")[2])
    if abs(printed.value - value) <= 10.0**-digits:
        return ()
    return (
        Text(
            f"A source prints {printed.value:g} for the whole period.",
            f"Mae ffynhonnell yn argraffu {printed.value:g} ar gyfer y cyfnod cyfan.",
        ),
    )


def _short(period: str, group: Sequence[Part], weights: Mapping[Place, float]) -> Part | None:
    """No figure, and which months are in the way; None where no month of the period is held at all."""
    whole = period_of(period)
    held = _usable(whole, group, weights)
    lacking = [
        one for one in _months(whole) if not any(period_of(part.period).contains(one) for part in held)
    ]
    if not held or not lacking:
        return None
    en, cy = ", ".join(one.label("en") for one in lacking), ", ".join(one.label("cy") for one in lacking)
    told = Text(
        f"No mean is given for the whole period: a month's mean or its calls are missing ({en}).",
        f"Ni roddir cymedr ar gyfer y cyfnod cyfan: mae cymedr mis neu ei alwadau ar goll ({cy}).",
    )
    one = group[0]
    return Part(
        one.area_kind, one.area_id, period, one.dims, None, state="no_data", unit=one.unit, notes=(told,),
        source=one.source, sources=frozenset[str]().union(*(part.sources for part in held)),
    )  # fmt: skip


def _months(whole: Period) -> list[Period]:
    first = whole.start.year * 12 + whole.start.month - 1
    last = whole.end.year * 12 + whole.end.month - 1
    return [month(number // 12, number % 12 + 1) for number in range(first, last + 1)]
