"""What a chart of series says in words: caption, notes, description from the numbers, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.charts import words
from peelian.charts.chart import both, said
from peelian.charts.times import Break, Times
from peelian.charts.units import Unit
from peelian.charts.words import period_axis, period_words
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.charts.line import Series


def caption(unit: str, axis: Times, lang: str) -> str:
    """The unit, and what the labels of the periods leave out."""
    return ". ".join(filter(None, (unit, period_axis(axis.periods, lang))))


def others(count: int, lang: str) -> str:
    """The entry of the key for the series past the sixth."""
    return f"Y lleill: {count}" if lang == "cy" else f"The others: {count}"


def break_note(one: Break) -> Bilingual:
    """Where the line is parted and why."""
    reason = both(one.reason)
    return Bilingual(
        f"From {period_words(one.at, 'en')}: {reason}",
        f"Gan ddechrau gyda {period_words(one.at, 'cy')}: {reason.cy}",
    )


def description(many: Sequence[Series], axis: Times, breaks: Sequence[Break], unit: Unit) -> Bilingual:
    """Each series' first and last value, its highest and lowest, what is missing, and the breaks."""

    def write(lang: str) -> str:
        if not axis.periods or not any(one.held() for one in many):
            return said(words.NO_FIGURE, lang)
        told = [_series(one, axis, unit, lang) for one in many[:8]]
        if len(many) > 8:
            told.append(f"{others(len(many) - 8, lang)}.")
        parts = [said(break_note(one), lang) for one in breaks]
        if parts:
            head = (
                "Ni ellir darllen y gyfres ar draws" if lang == "cy" else "The series cannot be read across"
            )
            told.append(f"{head}: {'; '.join(parts)}.")
        return " ".join(told)

    return words.in_both(write)


def _series(one: Series, axis: Times, unit: Unit, lang: str) -> str:
    held = one.held()
    name = said(one.name, lang)
    missing = [period for period in axis.periods if period not in held]
    gaps = words.without_figure([period_words(period, lang) for period in missing], lang, most=4)
    gaps = f" {gaps}" if gaps else ""
    if not held:
        return f"{name}: {'dim ffigur' if lang == 'cy' else 'no figure'}.{gaps}"
    order = [period for period in axis.periods if period in held]
    places = unit.places_for(list(held.values()))

    def at(period: str) -> str:
        return f"{unit.text(held[period], places)} ({period_words(period, lang)})"

    if len(order) == 1:
        return f"{name}: {at(order[0])}.{gaps}"
    high, low = max(order, key=held.__getitem__), min(order, key=held.__getitem__)
    if lang == "cy":
        return f"{name}: o {at(order[0])} i {at(order[-1])}; uchaf {at(high)}, isaf {at(low)}.{gaps}"
    return f"{name}: from {at(order[0])} to {at(order[-1])}; highest {at(high)}, lowest {at(low)}.{gaps}"


def table(
    many: Sequence[Series], axis: Times, unit: Unit, lang: str
) -> tuple[tuple[Bilingual, ...], tuple[tuple[str, ...], ...]]:
    """A row a period, a column a series; an absent figure is said to be absent."""
    columns = (words.PERIOD, *(both(one.name) for one in many))
    held = [one.held() for one in many]
    digits = [unit.places_for(list(one.values())) for one in held]
    empty = said(words.NO_DATA, lang)
    rows = tuple(
        (
            period_words(period, lang),
            *(
                unit.text(values.get(period), places) or empty
                for values, places in zip(held, digits, strict=True)
            ),
        )
        for period in axis.periods
    )
    return columns, rows
