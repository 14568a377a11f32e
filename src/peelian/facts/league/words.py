"""Figures, places and lists of areas in words, English and Welsh together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from peelian.reference.areas import area
from peelian.reference.problems import Bilingual, UnknownArea

if TYPE_CHECKING:
    from peelian.facts.measures.model import Measure, Text

#: After how many names a list of areas is cut short, with the number of the rest.
LONGEST_LIST: Final = 8


def both(text: Text) -> Bilingual:
    """A definition's text as words for a message."""
    return Bilingual(text.en, text.cy)


def figure(value: float, unit: str, decimals: int) -> Bilingual:
    """A value with its unit, short: 93.9%, £215.40, 16.8 seconds."""
    value = _without_minus_zero(value, unit, decimals)
    if unit == "proportion":
        return Bilingual(f"{value * 100:,.1f}%")
    if unit == "pounds":
        return Bilingual(f"£{value:,.0f}")
    if unit == "pounds_per_head":
        return Bilingual(f"£{value:,.2f}")
    if unit == "seconds":
        return Bilingual(f"{value:,.{decimals}f} seconds", f"{value:,.{decimals}f} eiliad")
    return Bilingual(f"{value:,.{decimals}f}")


def _without_minus_zero(value: float, unit: str, decimals: int) -> float:
    """Zero where the digits shown are all noughts: “-0.0” is no figure."""
    shown = {"proportion": 3, "pounds": 0, "pounds_per_head": 2}.get(unit, decimals)
    return value if round(value, shown) else 0.0


def of_measure(value: float, measure: Measure) -> Bilingual:
    """A measure's value in words."""
    return figure(value, measure.unit, measure.decimals)


def name_of(area_id: str) -> Bilingual:
    """An area's name; its id where nobody has named it."""
    try:
        one = area(area_id)
    except UnknownArea:
        return Bilingual(area_id)
    return Bilingual(one.name, one.name_cy or one.name)


def listed(names: Iterable[Bilingual], longest: int = LONGEST_LIST) -> Bilingual:
    """Names joined; past `longest` the rest is a number."""
    held = list(names)
    shown, rest = held[:longest], len(held) - longest
    en, cy = list(map(str, shown)), [name.cy for name in shown]
    if rest > 0:
        en.append(f"{rest} more")
        cy.append(f"{rest} arall")
    return Bilingual(_joined(en, "and"), _joined(cy, "a"))


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def said(en: str, cy: str, **fields: object) -> Bilingual:
    """A sentence filled in both languages; a field that is Bilingual gives its Welsh to the Welsh one."""
    welsh = {name: getattr(value, "cy", value) for name, value in fields.items()}
    return Bilingual(en.format_map(fields), cy.format_map(welsh))


def difference_words(value: float, measure: Measure) -> Bilingual:
    """A difference in words: shares in percentage points, all else in the measure's own unit."""
    value = _without_minus_zero(value, measure.unit, measure.decimals)
    if measure.unit == "proportion":
        return Bilingual(f"{value * 100:,.1f} percentage points", f"{value * 100:,.1f} pwynt canran")
    if measure.unit in ("pounds", "pounds_per_head") and value < 0:
        return Bilingual(f"−{of_measure(-value, measure)}")
    return of_measure(value, measure)
