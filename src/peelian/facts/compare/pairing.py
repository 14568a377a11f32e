"""Pairs of figures with their difference, in order of its size; or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peelian.facts.compare.difference import ends
from peelian.facts.compare.sides import Side
from peelian.facts.compare.table import CompareRow
from peelian.facts.league.eligibility import is_ranked, reason
from peelian.facts.league.filling import table_row
from peelian.facts.league.table import TableRow
from peelian.facts.league.words import name_of, said
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.facts.measures.summing import period_of
from peelian.facts.store import Store
from peelian.reference.problems import Bilingual


def paired(
    measure: Measure,
    couples: Sequence[tuple[MeasureRow, MeasureRow]],
    before: Side,
    after: Side,
    store: Store,
) -> list[CompareRow]:
    """The pairs, the largest difference first, those without one last."""
    sources = {source.id: source for source in store.sources()}
    made = []
    for one, other in couples:
        first = _with_ends(table_row(measure, one, sources), before)
        second = _with_ends(table_row(measure, other, sources), after)
        made.append(_pair(measure, first, second, before, after))
    return sorted(
        made, key=lambda row: (row.difference is None, -(row.difference or 0.0), row.first.area_name)
    )


def _with_ends(row: TableRow, one: Side) -> TableRow:
    found = one.ends.get(row.area_id)
    lower, upper = found or (row.lower, row.upper)
    return replace(
        row, lower=lower, upper=upper, worked_out=one.made is not None and row.area_id in one.made.size
    )


def _pair(measure: Measure, first: TableRow, second: TableRow, before: Side, after: Side) -> CompareRow:
    why = _why_not(measure, first, second)
    if why is not None or first.value is None or second.value is None:
        return CompareRow(first, second, reason=why)
    difference = second.value - first.value
    found = CompareRow(first, second, difference, relative=difference / first.value if first.value else None)
    if overlaps(first.period, second.period):
        return found
    if first.lower is None or first.upper is None or second.lower is None or second.upper is None:
        return found
    lower, upper = ends(first.value, (first.lower, first.upper), second.value, (second.lower, second.upper))
    return replace(found, lower=lower, upper=upper, told_apart=_apart(first, second, before, after))


def _apart(first: TableRow, second: TableRow, before: Side, after: Side) -> bool | None:
    """Whether nought lies outside the interval of the difference at the level for all pairs at once."""
    one, other = before.strict.get(first.area_id), after.strict.get(second.area_id)
    if one is None or other is None or first.value is None or second.value is None:
        return None
    lower, upper = ends(first.value, one, second.value, other)
    return lower > 0 or upper < 0


def overlaps(first: str, second: str) -> bool:
    """Whether two different periods share days: their figures are then not independent."""
    if first == second:
        return False
    one, other = period_of(first), period_of(second)
    return one.start <= other.end and other.start <= one.end


def _why_not(measure: Measure, first: TableRow, second: TableRow) -> Bilingual | None:
    """The reason of the first figure that cannot be compared."""
    for row in (first, second):
        bare = _bare(measure, row)
        if not is_ranked(bare):
            told = reason(measure, bare, name_of(row.area_id)) or row.note
            return said(
                "{name}, {period}: {told}",
                "{name}, {period}: {told}",
                name=name_of(row.area_id),
                period=_label(row.period),
                told=told,
            )
    return None


def _label(period: str) -> Bilingual:
    one = period_of(period)
    return Bilingual(one.label("en"), one.label("cy"))


def _bare(measure: Measure, row: TableRow) -> MeasureRow:
    """The row as the rules of eligibility read it; a special force is compared like any other."""
    return MeasureRow(
        measure=measure.id, area_kind="force", area_id=row.area_id, area_name=row.area_name, period=row.period, dims={},
        value=row.value, numerator=row.numerator, denominator=row.denominator, unit=measure.unit, basis=str(row.basis),
        as_at=row.as_at, vintage=None, state=row.state, note=str(row.note), source_ids=row.source_ids,
        note_cy=row.note.cy, basis_cy=row.basis.cy,
    )  # fmt: skip
