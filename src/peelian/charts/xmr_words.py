"""What a chart with limits says in words: labels, key, description from the numbers, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.charts import words
from peelian.charts.chart import said
from peelian.charts.line_words import break_note
from peelian.charts.times import Break, Times
from peelian.charts.units import Unit
from peelian.charts.words import joined, period_words
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.trend import Xmr

_SIGNALS = {
    "steady": Bilingual("ordinary variation", "amrywiad cyffredin"),
    "improving": Bilingual("a change for the better", "newid er gwell"),
    "worsening": Bilingual("a change for the worse", "newid er gwaeth"),
    "changing": Bilingual("a change", "newid"),
}
_VARIATIONS = {
    "steady": Bilingual(
        "The latest values vary no more than usual", "Nid yw’r gwerthoedd diweddaraf yn amrywio mwy nag arfer"
    ),
    "improving": Bilingual(
        "The latest values change for the better", "Mae’r gwerthoedd diweddaraf yn newid er gwell"
    ),
    "worsening": Bilingual(
        "The latest values change for the worse", "Mae’r gwerthoedd diweddaraf yn newid er gwaeth"
    ),
    "changing": Bilingual("The latest values change", "Mae’r gwerthoedd diweddaraf yn newid"),
}
_ASSURANCES = {
    "will_pass": Bilingual(
        "As things stand the target will be met", "Fel y mae pethau, bydd y targed yn cael ei gyrraedd"
    ),
    "will_fail": Bilingual(
        "As things stand the target will not be met", "Fel y mae pethau, ni fydd y targed yn cael ei gyrraedd"
    ),
    "may_or_may_not": Bilingual(
        "As things stand the target may be met or missed by chance",
        "Fel y mae pethau, gall y targed gael ei gyrraedd neu ei fethu ar hap",
    ),
}
_LINES = {
    "upper": Bilingual("Upper limit", "Terfyn uchaf"),
    "mean": Bilingual("Mean", "Cymedr"),
    "lower": Bilingual("Lower limit", "Terfyn isaf"),
    "target": Bilingual("Target", "Targed"),
}
COLUMNS: tuple[Bilingual, ...] = (
    words.PERIOD,
    words.VALUE,
    _LINES["mean"],
    _LINES["lower"],
    _LINES["upper"],
    Bilingual("What the rules say", "Yr hyn a ddywed y rheolau"),
)


def signal(name: str, lang: str) -> str:
    """What a shape means."""
    return said(_SIGNALS[name], lang)


def line_labels(result: Xmr, unit: Unit, places: int, lang: str) -> dict[str, tuple[float, str]]:
    """The level and the label of each line of the last segment, from the top down as they are named."""
    if not result.points:
        return {}
    levels = {"upper": result.upper, "mean": result.mean, "lower": result.lower, "target": result.target}
    return {
        kind: (level, f"{said(_LINES[kind], lang)} {level_text(level, unit, places)}")
        for kind, level in levels.items()
        if level is not None
    }


def level_text(level: float | None, unit: Unit, places: int) -> str:
    """A mean or limit: of counts it is rarely whole, so it has a decimal that its values do without."""
    if level is None:
        return ""
    shown = abs(level * unit.factor)
    return unit.text(level, places if shown >= 1000 or shown == round(shown) else max(places, 1))


def description(result: Xmr, partings: Sequence[Break], unit: Unit, places: int) -> Bilingual:
    """First and last value, mean and limits, what the rules say, target, rebases and missing periods."""

    def write(lang: str) -> str:
        if not result.points:
            return said(words.NO_FIGURE, lang)
        parts = (
            _course(result, unit, places, lang),
            _levels(result, unit, places, lang),
            _rules(result, lang),
            f"{said(_ASSURANCES[result.assurance], lang)}." if result.assurance else "",
            _partings(partings, lang),
            words.without_figure([period_words(one, lang) for one in result.missing], lang, most=4),
        )
        return " ".join(filter(None, parts))

    return words.in_both(write)


def _course(result: Xmr, unit: Unit, places: int, lang: str) -> str:
    first, last = (
        f"{unit.text(one.value, places)} ({period_words(one.period, lang)})"
        for one in (result.points[0], result.points[-1])
    )
    count = len(result.points)
    if lang == "cy":
        return f"Gwerthoedd: {count}, o {first} i {last}."
    return f"Values: {count}, from {first} to {last}."


def _levels(result: Xmr, unit: Unit, places: int, lang: str) -> str:
    labels = [text for _, text in line_labels(result, unit, places, lang).values()]
    return f"{'; '.join(labels)}."


def _rules(result: Xmr, lang: str) -> str:
    told = [one.period for one in result.points if one.rules]
    head = said(_VARIATIONS[result.variation], lang)
    if not told:
        none = (
            "Nid yw rheol yn amlygu unrhyw bwynt." if lang == "cy" else "No point is singled out by a rule."
        )
        return f"{head}. {none}"
    who = joined([period_words(one, lang) for one in told], lang, most=4)
    if lang == "cy":
        return f"{head}. Pwyntiau a amlygir gan reol: {len(told)} ({who})."
    return f"{head}. Points singled out by a rule: {len(told)} ({who})."


def _partings(partings: Sequence[Break], lang: str) -> str:
    if not partings:
        return ""
    head = "Mae’r terfynau’n dechrau o’r newydd" if lang == "cy" else "Limits start afresh"
    return f"{head}: {'; '.join(said(break_note(one), lang) for one in partings)}."


def rows(result: Xmr, axis: Times, unit: Unit, places: int, lang: str) -> tuple[tuple[str, ...], ...]:
    """A row a period, the missing ones too; the rules that a point breaks in words."""
    from peelian.stats.trend.rules import RULES

    held = {one.period: one for one in result.points}
    out: list[tuple[str, ...]] = []
    for period in axis.periods:
        one = held.get(period)
        if one is None:
            out.append((period_words(period, lang), said(words.NO_DATA, lang), "–", "–", "–", "–"))
            continue
        broken = "; ".join(said(RULES.get(rule, rule), lang) for rule in one.rules)
        levels = (level_text(level, unit, places) or "–" for level in (one.mean, one.lower, one.upper))
        out.append((period_words(period, lang), unit.text(one.value, places), *levels, broken or "–"))
    return tuple(out)
