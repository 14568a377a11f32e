"""Neighbouring readings: does the stated figure come out right for another area, base date or basis?

Run by itself whenever a stated figure does not come out on its own step. Exactly one thing is changed
at a time, so that a figure is not found by trying everything with everything; each reading tried is
reported, also those that do not reproduce the figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from peelian.plan.claims.arithmetic import Operand, evaluate
from peelian.plan.claims.book import Book
from peelian.plan.claims.claim import EVERY_FORCE, Claim, LookUp, RankTest, Stated, Sum
from peelian.plan.claims.finding import Reading
from peelian.plan.claims.naming import area_called
from peelian.plan.claims.problems import BadQuestion
from peelian.plan.claims.rounding import in_words
from peelian.plan.claims.verdicts import Words
from peelian.plan.claims.working import LookedUp, fits_of, look_up
from peelian.reference.areas import ENGLAND_AND_WALES, Area, area, regions
from peelian.reference.forces import force, forces
from peelian.reference.periods import Period
from peelian.reference.reading import plain

_BASES: Final = ("_fte", "_headcount")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing read differently: `old` to `new` in every look-up that has `old` as its `changed`."""

    changed: str
    old: str
    new: str

    def apply(self, step: LookUp) -> LookUp:
        match self.changed:
            case "area" if step.area == self.old:
                return replace(step, area=self.new)
            case "period" if step.period == self.old:
                return replace(step, period=self.new)
            case "basis" if step.measure == self.old:
                return replace(step, measure=self.new)
        return step


def readings(claim: Claim, figure: Stated, book: Book) -> tuple[Reading, ...]:
    """Every neighbouring reading of the step that the figure was stated of, those that fit first.

    A figure stated of a test over forces has none: its readings are the test's own checks.
    """
    if isinstance(claim.step(figure.step), RankTest):
        return ()
    used = list(claim.look_ups(figure.step))
    unchanged: dict[str, LookedUp] = {}
    found = []
    for change in _changes(used, book):
        value, sources = _tried(claim, figure.step, change, book, unchanged)
        if isinstance(value, float):
            unit = _unit(claim, figure)
            old, new = _called(change.changed, change.old), _called(change.changed, change.new)
            fits = figure.fits(value)
            told = in_words(value, unit)
            found.append(
                Reading(change.changed, old, new, figure.name, value, told["en"], fits, sources, told)
            )
    return tuple(sorted(found, key=lambda reading: not reading.fits))


def _changes(used: list[LookUp], book: Book) -> Iterator[Change]:
    single = [step for step in used if step.area != EVERY_FORCE]
    for old in dict.fromkeys(step.area for step in single):
        yield from (Change("area", old, one.id) for one in neighbours(area(old)))
    for old in dict.fromkeys(step.period for step in used):
        measure = next(step.measure for step in used if step.period == old)
        taken = {step.period for step in used}
        loaded = set(book.periods(measure)) - taken
        yield from (Change("period", old, new) for new in near_periods(old) if new in loaded)
    for old in dict.fromkeys(step.measure for step in used):
        yield from (Change("basis", old, new) for new in other_bases(old))


def _tried(
    claim: Claim, name: str, change: Change, book: Book, unchanged: dict[str, LookedUp]
) -> tuple[Operand, tuple[str, ...]]:
    """As _value; None where several figures answer to the changed reading, which then is no reading."""
    try:
        return _value(claim, name, change, book, unchanged)
    except BadQuestion:
        return None, ()


def _value(
    claim: Claim, name: str, change: Change, book: Book, unchanged: dict[str, LookedUp]
) -> tuple[Operand, tuple[str, ...]]:
    """The step's value with the change made, and the sources of the rows that it used.

    `unchanged` keeps what the look-ups that no change touches gave, from one reading to the next.
    """
    values: dict[str, Operand] = {}
    sources: dict[str, None] = {}

    def value(wanted: str) -> Operand:
        if wanted not in values:
            step = claim.step(wanted)
            if isinstance(step, Sum):
                parts = {part: value(part) for part in step.expression.names}
                values[wanted] = evaluate(step.expression.tree, parts, fits_of(claim))
            elif isinstance(step, LookUp):
                found = _found(step, change, book, unchanged)
                sources.update(dict.fromkeys(found.step.source_ids))
                values[wanted] = found.value
            else:
                values[wanted] = None
        return values[wanted]

    return value(name), tuple(sources)


def _found(step: LookUp, change: Change, book: Book, unchanged: dict[str, LookedUp]) -> LookedUp:
    changed = change.apply(step)
    if changed is not step:
        return look_up(changed, book)
    if step.name not in unchanged:
        unchanged[step.name] = look_up(step, book)
    return unchanged[step.name]


def neighbours(one: Area) -> tuple[Area, ...]:
    """Areas that share the name, contain the area, or lie in it: those that are taken for it."""
    if one.kind == "force":
        home = force(one.id).region_id
        return (area(home), area(ENGLAND_AND_WALES))
    if one.kind == "region":
        within = sorted(
            (each for each in forces() if each.region_id == one.id),
            key=lambda each: plain(each.short_name) != plain(one.name),
        )
        return tuple(area(each.id) for each in within)
    if one.id == ENGLAND_AND_WALES:
        return (area("E92000001"), area("W92000004"))
    return tuple(each for each in regions() if plain(each.name) == plain(one.name))


def near_periods(period: str) -> tuple[str, ...]:
    """Periods that are taken for this one: half a year either way, then a year either way."""
    kind = Period.parse(period).kind
    shifts = {"instant": (-6, 6, -12, 12), "year_ending": (-3, 3, -12, 12), "month": (-1, 1, -12, 12)}
    return tuple(filter(None, (_shifted(period, months) for months in shifts.get(kind, (-12, 12)))))


def _shifted(period: str, months: int) -> str | None:
    """The period of the same kind so many months on; None for kinds without a rule."""
    from peelian.reference import periods

    one = Period.parse(period)
    whole = one.end.year * 12 + one.end.month - 1 + months
    year, number = whole // 12, whole % 12 + 1
    match one.kind:
        case "instant":
            return periods.month(year, number).end.isoformat()
        case "month":
            return periods.month(year, number).id
        case "year_ending":
            return periods.year_ending(year, number).id
        case "financial_year":
            return periods.financial_year(one.start.year + months // 12).id
        case "year":
            return periods.calendar_year(year).id
    return None


def other_bases(measure: str) -> tuple[str, ...]:
    """The same count on another basis: officers_headcount for officers_fte."""
    from peelian.facts import measures

    for base in _BASES:
        if measure.endswith(base):
            stem = measure.removesuffix(base)
            return tuple(
                stem + other for other in _BASES if other != base and stem + other in measures.measure_ids()
            )
    return ()


def _unit(claim: Claim, figure: Stated) -> str:
    step = claim.step(figure.step)
    return step.unit if isinstance(step, Sum) else figure.unit


def _called(changed: str, name: str) -> Words:
    if changed == "area":
        return area_called(area(name))
    if changed == "period":
        one = Period.parse(name)
        return {"en": one.label("en"), "cy": one.label("cy")}
    if name.endswith("_headcount"):
        return {"en": "headcount", "cy": "nifer y bobl"}
    return {"en": "FTE", "cy": "CALl"}
