"""What a map of the forces says in words: legend, description from the numbers, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.charts import words
from peelian.charts.chart import said
from peelian.charts.classes import Class
from peelian.charts.text import wrap
from peelian.charts.words import joined
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.charts.force_map import Map

COLUMNS: tuple[Bilingual, ...] = (
    words.AREA,
    words.VALUE,
    Bilingual("Class", "Dosbarth"),
    Bilingual("Note", "Nodyn"),
)
_STATES = {
    "no_data": words.NO_DATA,
    "suppressed": Bilingual("Not published", "Heb ei gyhoeddi"),
    "not_comparable": Bilingual("Not comparable", "Ni ellir ei gymharu"),
    "provisional": Bilingual("Provisional", "Dros dro"),
}


def value(shown: Map, id: str, lang: str) -> str:
    """The value of a force in words, or its state."""
    shade = shown.shade(id)
    if shade.shown:
        return shown.unit.text(shade.value, shown.places)
    return said(_STATES.get(shade.state, words.NO_DATA), lang)


def range_of(shown: Map, group: Class) -> str:
    """The entry of a class in the legend: its range and how many forces are in it."""
    low, high = (shown.unit.text(end, shown.places) for end in (group.lowest, group.highest))
    to = "i" if shown.lang == "cy" else "to"
    ends = low if low == high else f"{low} {to} {high}"
    return f"{ends} ({said(words.FORCES, shown.lang).lower()}: {len(group.members)})"


def empty(count: int, lang: str) -> str:
    """The entry of the hatching."""
    return f"Dim ffigur i’w gymharu ({count})" if lang == "cy" else f"No figure to compare ({count})"


def provisional(lang: str) -> str:
    """What the letter p beside a value means."""
    return "p: ffigur dros dro" if lang == "cy" else "p: provisional figure"


def beside(shown: Map, ids: Sequence[str]) -> list[str]:
    """The classes of forces too small for a letter, a line of text each."""
    told = [f"{shown.name(id)}: {group.letter}" for id in ids if (group := shown.class_of(id))]
    return wrap("; ".join(told), 22, 540, lines=8) if told else []


def unseen(shown: Map, ids: Sequence[str]) -> list[str]:
    """The forces that have no outline."""
    if not ids:
        return []
    head = "Heb amlinell" if shown.lang == "cy" else "Without an outline"
    return wrap(f"{head}: {joined([shown.name(id) for id in ids], shown.lang)}", 22, 540, lines=6)


def description(shown: Map) -> Bilingual:
    """Highest and lowest by name, how many have a figure, and who has none."""

    def write(lang: str) -> str:
        held = {id: one.value for id, one in shown.values.items() if one.shown and one.value is not None}
        absent = [id for id, one in shown.values.items() if not one.shown]
        parts = []
        if held:
            ends = (max(held.values()), "Highest", "Uchaf"), (min(held.values()), "Lowest", "Isaf")
            count = (
                f"Heddluoedd â ffigur: {len(held)}."
                if lang == "cy"
                else f"Forces with a figure: {len(held)}."
            )
            parts.append(count)
            for end, english, welsh in ends[: 2 if len(set(held.values())) > 1 else 1]:
                who = joined([shown.name(id, lang) for id, one in held.items() if one == end], lang)
                parts.append(
                    f"{welsh if lang == 'cy' else english}: {who}, {shown.unit.text(end, shown.places)}."
                )
        else:
            parts.append(said(words.NO_FIGURE, lang))
        who = joined(sorted(shown.name(id, lang) for id in absent), lang)
        if not absent:
            parts.append(said(words.NOBODY_MISSING, lang))
        else:
            head = "Heb ffigur i’w gymharu" if lang == "cy" else "Without a figure to compare"
            parts.append(f"{head}: {len(absent)} ({who}).")
        return " ".join(parts)

    return words.in_both(write)


def rows(shown: Map) -> tuple[tuple[str, ...], ...]:
    """A row a force, in the order of their names."""
    out = []
    for id in sorted(shown.values, key=shown.name):
        shade, group = shown.shade(id), shown.class_of(id)
        state = (
            "" if shade.state == "ok" or not shade.shown else said(_STATES.get(shade.state, ""), shown.lang)
        )
        note = ". ".join(filter(None, (state, said(shade.note, shown.lang))))
        out.append(
            (shown.name(id), value(shown, id, shown.lang), group.letter if group else "–", note or "–")
        )
    return tuple(out)
