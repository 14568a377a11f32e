"""Words of the charts in English and Welsh, lists of names, and periods short enough for an axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from peelian.charts.chart import said
from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod, Bilingual

_SHORT = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "cy": ["Ion", "Chw", "Maw", "Ebr", "Mai", "Meh", "Gor", "Awst", "Medi", "Hyd", "Tach", "Rhag"],
}
_VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü")

NO_DATA = Bilingual("No data", "Dim data")
NO_FIGURE = Bilingual("There is no figure to show.", "Dim un ffigur i’w ddangos.")
NOBODY_MISSING = Bilingual("Nobody is missing.", "Nid oes neb ar goll.")
RANK = Bilingual("Rank", "Safle")
AREA = Bilingual("Area", "Ardal")
PERIOD = Bilingual("Period", "Cyfnod")
VALUE = Bilingual("Value", "Gwerth")
LOWER = Bilingual("Lower end", "Pen isaf")
UPPER = Bilingual("Upper end", "Pen uchaf")
FORCES = Bilingual("Forces", "Heddluoedd")


def in_both(write: Callable[[str], str]) -> Bilingual:
    """What `write` says in each language."""
    return Bilingual(write("en"), write("cy"))


def joined(names: Sequence[str], lang: str, *, most: int = 6) -> str:
    """ "A, B and C"; past `most` names the rest are counted: "A, B and 4 more"."""
    texts = [said(name, lang) for name in names]
    if len(texts) > most:
        more = len(texts) - most + 1
        texts = [*texts[: most - 1], f"{more} arall" if lang == "cy" else f"{more} more"]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {_and(texts[-1], lang)} {texts[-1]}"


def without_figure(names: Sequence[str], lang: str, *, most: int = 6) -> str:
    """How many have no figure, and who; nothing when there are none."""
    if not names:
        return ""
    head = "Heb ffigur" if lang == "cy" else "Without a figure"
    return f"{head}: {len(names)} ({joined(names, lang, most=most)})."


def _and(following: str, lang: str) -> str:
    if lang != "cy":
        return "and"
    return "ac" if following[:1].lower() in _VOWELS else "a"


def name_of(names: Mapping[str, str], id: str, lang: str) -> str:
    """The name of a unit; its id where none is given."""
    return said(names.get(id) or id, lang)


def period_words(text: str, lang: str) -> str:
    """A period in full words; a text that is no period is shown as it is."""
    try:
        return Period.parse(text).label(lang)
    except BadPeriod:
        return text


def period_short(text: str, lang: str) -> str:
    """A period for the tick of an axis: Nov 2023, 2018/19, Q3 2018."""
    try:
        period = Period.parse(text)
    except BadPeriod:
        return text
    month = _SHORT["cy" if lang == "cy" else "en"][period.end.month - 1]
    if period.kind == "instant":
        return f"{period.end.day} {month} {period.end.year}"
    if period.kind in {"month", "year_ending"}:
        return f"{month} {period.end.year}"
    if period.kind == "quarter":
        return f"{'Ch' if lang == 'cy' else 'Q'}{period.end.month // 3} {period.end.year}"
    if period.kind == "financial_year":
        return f"{period.start.year}/{period.end.year % 100:02d}"
    if period.kind == "year":
        return str(period.start.year)
    return f"{period.start.year}–{period.end.year % 100:02d}"


def period_axis(texts: Sequence[str], lang: str) -> str:
    """What the axis must say that its short labels leave out; nothing when they say all."""
    kinds = {_kind(text) for text in texts}
    if kinds == {"year_ending"}:
        return said(
            Bilingual(
                "Twelve months to the end of the month shown", "Deuddeg mis hyd at ddiwedd y mis a ddangosir"
            ),
            lang,
        )
    if kinds == {"financial_year"}:
        return said(
            Bilingual("Financial years, April to March", "Blynyddoedd ariannol, Ebrill i Fawrth"), lang
        )
    return ""


def _kind(text: str) -> str:
    try:
        return Period.parse(text).kind
    except BadPeriod:
        return ""
