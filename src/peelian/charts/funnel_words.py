"""What a funnel chart says in words: key, axis, description from the numbers, and the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from peelian.charts import words
from peelian.charts.chart import said
from peelian.charts.units import Unit
from peelian.charts.words import joined, name_of
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.funnel import Funnel, FunnelPoint

# The room for the name of the horizontal axis.
BELOW: Final = 22.0

SIZE: Final = Bilingual("Size", "Maint")
COLUMNS: tuple[Bilingual, ...] = (
    words.AREA,
    words.VALUE,
    SIZE,
    Bilingual("Against the limits of chance", "Yn erbyn terfynau siawns"),
    Bilingual("Against the widened limits", "Yn erbyn y terfynau lletach"),
)


def across(size: Unit, lang: str, *, log: bool) -> str:
    """The name of the horizontal axis."""
    text = size.heading(lang) or said(SIZE, lang)
    if not log:
        return text
    return f"{text} (pob cam yn lluosi)" if lang == "cy" else f"{text} (each step multiplies)"


def kind(name: str, lang: str, *, above: bool, adjusted: bool, levels: tuple[float, float]) -> str:
    """What a shape means."""
    inner, outer = (f"{100 * level:g}%" for level in sorted(levels))
    wider = ("lletach " if lang == "cy" else "widened ") if adjusted else ""
    if lang == "cy":
        side = "uwchlaw" if above else "islaw"
        return {
            "far": f"{side} y terfynau {wider}{outer}",
            "out": f"{side} y terfynau {wider}{inner}",
            "chance": f"y tu allan i derfynau siawns {inner} yn unig",
            "inside": "o fewn y terfynau",
        }[name]
    side = "above" if above else "below"
    return {
        "far": f"{side} the {wider}{outer} limits",
        "out": f"{side} the {wider}{inner} limits",
        "chance": f"outside the {inner} limits of chance alone",
        "inside": "inside the limits",
    }[name]


def target(result: Funnel, unit: Unit, lang: str) -> str:
    """The label of the horizontal line."""
    value = unit.text(result.target, unit.places_for([one.y for one in result.points]))
    if result.target_given:
        return f"Targed: {value}" if lang == "cy" else f"Target: {value}"
    return f"Pawb gyda’i gilydd: {value}" if lang == "cy" else f"All together: {value}"


def limit(level: str, lang: str, *, adjusted: bool) -> str:
    """The label of a pair of dark limits."""
    if lang == "cy":
        return f"terfynau {'lletach ' if adjusted else ''}{level}"
    return f"{'widened ' if adjusted else ''}{level} limits"


def plain_limits(inner: str, outer: str, lang: str) -> str:
    """The label of the grey limits."""
    return f"siawns yn unig, {inner} a {outer}" if lang == "cy" else f"chance alone, {inner} and {outer}"


def description(
    result: Funnel,
    names: Mapping[str, str],
    unit: Unit,
    places: int,
    *,
    noun: Bilingual,
    missing: Mapping[str, str] | None,
) -> Bilingual:
    """The target, who lies above and below the limits, how many inside, and who is missing."""

    def write(lang: str) -> str:
        absent = _absent(result, names, lang, missing)
        if not result.points:
            return f"{said(words.NO_FIGURE, lang)} {absent}".strip()
        count = f"{said(noun, lang)}: {len(result.points)}. {target(result, unit, lang)}."
        return " ".join(
            (count, _ends(result, names, unit, places, lang), *_outside(result, names, lang), absent)
        )

    return words.in_both(write)


def _ends(result: Funnel, names: Mapping[str, str], unit: Unit, places: int, lang: str) -> str:
    high = max(one.y for one in result.points)
    low = min(one.y for one in result.points)
    told = []
    for value, english, welsh in ((high, "Highest", "Uchaf"), (low, "Lowest", "Isaf")):
        who = joined([name_of(names, one.id, lang) for one in result.points if one.y == value], lang)
        told.append(f"{welsh if lang == 'cy' else english}: {who}, {unit.text(value, places)}.")
    return " ".join(told if high != low else told[:1])


def _outside(result: Funnel, names: Mapping[str, str], lang: str) -> list[str]:
    outside = [one for one in result.points if one.adjusted_outside_95]
    inner = f"{100 * min(result.levels):g}%"
    adjusted = result.tau2 > 0
    out = []
    for above in (True, False):
        who = [name_of(names, one.id, lang) for one in outside if (one.y > result.target) == above]
        if lang == "cy":
            head = f"{'Uwchlaw' if above else 'Islaw'} y terfynau {'lletach ' if adjusted else ''}{inner}"
        else:
            head = f"{'Above' if above else 'Below'} the {'widened ' if adjusted else ''}{inner} limits"
        out.append(f"{head}: {len(who)} ({joined(who, lang, most=10)})." if who else f"{head}: 0.")
    inside = len(result.points) - len(outside)
    rest = (
        f"Ni ellir gwahaniaethu {inside} oddi wrth y llinell."
        if lang == "cy"
        else f"{inside} cannot be told apart from the line."
    )
    left = joined([name_of(names, id, lang) for id in result.left_after_adjusting], lang, most=10)
    if not left:
        return [*out, rest]
    after = (
        f"Y tu allan i derfynau siawns yn unig: {left}."
        if lang == "cy"
        else f"Outside the limits of chance alone: {left}."
    )
    return [*out, rest, after]


def _absent(result: Funnel, names: Mapping[str, str], lang: str, missing: Mapping[str, str] | None) -> str:
    ids = list(dict.fromkeys([*result.missing, *(missing or {})]))
    if not ids:
        return "" if missing is None else said(words.NOBODY_MISSING, lang)
    return words.without_figure([name_of(names, id, lang) for id in ids], lang)


def rows(  # noqa: PLR0917
    result: Funnel,
    names: Mapping[str, str],
    unit: Unit,
    places: int,
    lang: str,
    missing: Mapping[str, str],
) -> tuple[tuple[str, ...], ...]:
    """A row a unit, the furthest from the line first; those without a figure last."""
    order = sorted(result.points, key=lambda one: -abs(one.z_adjusted))
    held = [
        (
            name_of(names, one.id, lang),
            unit.text(one.y, places),
            f"{one.x:,.0f}",
            _side(one, result, one.outside_95, one.outside_998, lang),
            _side(one, result, one.adjusted_outside_95, one.adjusted_outside_998, lang),
        )
        for one in order
    ]
    empty = said(words.NO_DATA, lang)
    absent = {**dict.fromkeys(result.missing, ""), **missing}
    told = ((name_of(names, id, lang), said(why, lang) or empty) for id, why in absent.items())
    return (*held, *((*pair, "–", "–", "–") for pair in told))


def _side(point: FunnelPoint, result: Funnel, inner: bool, outer: bool, lang: str) -> str:
    if not inner:
        return "o fewn" if lang == "cy" else "inside"
    level = f"{100 * (max if outer else min)(result.levels):g}%"
    above = point.y > result.target
    if lang == "cy":
        return f"{'uwchlaw' if above else 'islaw'} {level}"
    return f"{'above' if above else 'below'} {level}"
