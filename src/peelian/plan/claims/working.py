"""Working a claim's steps out on loaded rows, in order, keeping what each was made of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelian.plan.claims.arithmetic import Fits, Operand, evaluate
from peelian.plan.claims.book import USABLE, Book, value_of
from peelian.plan.claims.checks import left_out_notes
from peelian.plan.claims.claim import Claim, LookUp, RankTest, Sum
from peelian.plan.claims.finding import MissingFigure, Note, Step
from peelian.plan.claims.naming import area_called, capital
from peelian.plan.claims.ranking import run
from peelian.plan.claims.rounding import in_words
from peelian.plan.claims.verdicts import Words
from peelian.reference.areas import area
from peelian.reference.periods import Period

if TYPE_CHECKING:
    from peelian.facts.measures.model import MeasureRow

_NAME = re.compile(r"\b[a-z][a-z0-9_]*\b(?!\()", re.ASCII)


@dataclass(frozen=True, slots=True)
class Worked:
    """The steps of a claim with their values, and the figures that were not there."""

    steps: tuple[Step, ...]
    values: dict[str, Operand]
    missing: tuple[MissingFigure, ...]
    notes: tuple[Note, ...]
    """What the figures and the tests over forces say about themselves."""

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


def work(claim: Claim, book: Book) -> Worked:
    """Every step of the claim worked out on the book's rows."""
    values: dict[str, Operand] = {}
    steps: list[Step] = []
    missing: list[MissingFigure] = []
    notes: list[Note] = []
    left_out = frozenset(each.area for each in claim.left_out)
    for one in claim.steps:
        if isinstance(one, LookUp):
            found = look_up(one, book, left_out)
            values[one.name] = found.value
            steps.append(found.step)
            missing += found.missing
            notes += [Note("state", note) for note in found.notes]
        elif isinstance(one, RankTest):
            tested = run(one, claim, values, steps)
            values |= tested.values
            steps += tested.steps
            notes += tested.notes
        else:
            values[one.name] = evaluate(one.expression.tree, values, fits_of(claim))
            steps.append(_summed(one, values, steps, left_out))
    notes += left_out_notes(claim)
    once = [note for place, note in enumerate(notes) if note not in notes[:place]]
    return Worked(tuple(steps), values, tuple(missing), tuple(once))


def fits_of(claim: Claim) -> Fits:
    """Whether a value is one of the claim's stated figures, by the figure's name."""
    figures = {figure.name: figure for figure in claim.stated}
    return lambda value, name: figures[name].fits(value)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up found: the value for sums, the step for readers, and what was not there."""

    value: Operand
    step: Step
    missing: tuple[MissingFigure, ...]
    notes: tuple[Words, ...]


def look_up(one: LookUp, book: Book, left_out: frozenset[str] = frozenset()) -> LookedUp:
    """The figure of a look-up, or of each force where it asks for every force; `left_out` are not missed."""
    found = book.for_each_force(one) if one.over_forces else {one.area: book.row(one)}
    values = {area: value_of(row) for area, row in found.items()}
    wanted = {area: row for area, row in found.items() if not (one.over_forces and area in left_out)}
    missing = tuple(
        MissingFigure(
            one.measure, area, one.period, one.dims, row.state if row else "no_data", _dataset(one.measure)
        )
        for area, row in wanted.items()
        if values[area] is None
    )
    rows = [row for row in wanted.values() if row is not None]
    unit = one.unit or (rows[0].unit if rows else "figure")
    single = None if one.over_forces else next(iter(values.values()))
    value: Operand = dict(values) if one.over_forces else single
    told = _shown_wide(values) if one.over_forces else in_words(single, unit)
    step = Step(
        name=one.name,
        label=one.label,
        expression=f"{one.measure}[{one.area}, {one.period}]",
        value=single,
        unit=unit,
        shown=told["en"],
        measure=one.measure,
        area_id=one.area,
        period=one.period,
        dims=dict(one.dims),
        state=_state(rows, len(wanted)),
        source_ids=_sources(row.source_ids for row in rows),
        working=told["en"],
        rows=dict(values) if one.over_forces else {},
        shown_words=told,
        working_words=told,
    )
    return LookedUp(value, step, missing, (*_state_notes(rows), *_quarantine_note(rows, book)))


def _dataset(measure: str) -> str:
    from peelian.facts import measures

    return ", ".join(measures.definition(measure).datasets)


def _state(rows: "list[MeasureRow]", wanted: int) -> str:
    states = [row.state for row in rows if row.state not in USABLE]
    if states:
        return states[0]
    if len(rows) < wanted:
        return "no_data"
    return "provisional" if any(row.state == "provisional" for row in rows) else "ok"


def _state_notes(rows: "list[MeasureRow]") -> list[Words]:
    """What the measure itself says about rows that are provisional or may not be compared."""
    return [
        {lang: f"{_placed(row, lang)}: {note}" for lang, note in (("en", row.note), ("cy", row.note_cy))}
        for row in rows
        if row.note and row.state != "ok"
    ][:3]


def _quarantine_note(rows: "list[MeasureRow]", book: Book) -> list[Words]:
    """What figures that may be used say of rows of their sources that could not be."""
    from peelian.facts.measures.unused_rows import note_on

    told = note_on(_sources(row.source_ids for row in rows if row.state == "ok"), book.store)
    return [{"en": told.en, "cy": told.cy}] if told else []


def _placed(row: "MeasureRow", lang: str) -> str:
    name = capital(area_called(area(row.area_id))[lang])
    return f"{name}, {Period.parse(row.period).label(lang)}"


def _sources(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for group in groups for id_ in group))


def _summed(
    one: Sum, values: Mapping[str, Operand], steps: list[Step], left_out: frozenset[str] = frozenset()
) -> Step:
    value = values[one.name]
    wide = value if isinstance(value, dict) else {}
    single = None if isinstance(value, dict) else value
    told = _shown_wide(wide) if wide else in_words(single, one.unit)
    used = [step for step in steps if step.name in one.expression.names]
    counted = [each for area, each in wide.items() if area not in left_out]
    known = None not in counted if wide else single is not None
    working = {lang: f"{_with_numbers(one.expression.text, used, lang)} = {told[lang]}" for lang in told}
    return Step(
        name=one.name,
        label=one.label,
        expression=one.expression.text,
        value=single,
        unit=one.unit,
        shown=told["en"],
        state="ok" if known else "no_data",
        source_ids=_sources(step.source_ids for step in used),
        working=working["en"],
        rows=dict(wide),
        shown_words=told,
        working_words=working,
    )


def _shown_wide(values: Mapping[str, float | bool | None]) -> Words:
    known = sum(1 for value in values.values() if value is not None)
    return {"en": f"{known} of {len(values)} forces", "cy": f"{known} o’r {len(values)} heddlu"}


def _with_numbers(text: str, steps: list[Step], lang: str) -> str:
    """The expression with each step's number in place of its name; a step over forces keeps its name."""
    numbers = {step.name: _number(step, lang) for step in steps}
    return _NAME.sub(lambda match: numbers.get(match[0], match[0]), text)


def _number(step: Step, lang: str) -> str:
    if step.rows:
        return step.name
    if not isinstance(step.value, float) or isinstance(step.value, bool):
        return step.shown_words[lang]
    text = f"{step.value:,.4f}".rstrip("0").rstrip(".")
    return f"({text})" if text.startswith("-") else text
