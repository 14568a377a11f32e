"""How precisely a figure was said, and how figures are shown."""

from decimal import Decimal
from typing import Final

_PLACES: Final[dict[str, int]] = {
    "fte": 2,
    "percent": 2,
    "percentage_points": 2,
    "figure": 2,
    "per_1000": 2,
    "per_million": 2,
    "pounds_per_head": 2,
}
_UNIT_WORDS: Final[dict[str, tuple[str, str]]] = {
    "fte": ("FTE", "CALl"),
    "headcount": ("headcount", "o bobl"),
    "percentage_points": ("percentage points", "pwynt canran"),
    "forces": ("forces", "heddlu"),
    "pages": ("pages", "tudalen"),
    "people": ("people", "o bobl"),
    "homicides": ("homicides", "dynladdiad"),
    "years": ("years old", "oed"),
    "seconds": ("seconds", "eiliad"),
    "per_1000": ("per 1,000 residents", "fesul 1,000 o drigolion"),
    "per_million": ("per million residents", "fesul miliwn o drigolion"),
    "pounds_per_head": ("pounds per resident", "punt y preswylydd"),
}


def said_to(value: Decimal) -> Decimal:
    """The place to which a figure was said: the last digit that is not a filling nought.

    "-4.1" was said to 0.1, "922" to 1, "21000" to 1000. A claim may say otherwise with `to`.
    """
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    whole = abs(int(value))
    place = 1
    while whole and whole % (place * 10) == 0:
        place *= 10
    return Decimal(place)


def shown(value: float | bool | Decimal | None, unit: str, lang: str = "en") -> str:
    """A found value as a reader sees it: "-14.04%", "121,928.98 FTE", "£16.3m"."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {True: ("yes", "ie"), False: ("no", "nage")}[value][lang == "cy"]
    if unit == "pounds":
        return _pounds(float(value))
    if unit == "proportion":
        return f"{_number(100 * float(value), 2)}%"
    number = _number(float(value), _PLACES.get(unit, 0 if float(value).is_integer() else 2))
    if unit == "percent":
        return f"{number}%"
    words = _UNIT_WORDS.get(unit)
    return f"{number} {words[lang == 'cy']}" if words else number


def unit_word(unit: str, lang: str = "en") -> str:
    """What follows a figure of this unit: "FTE", "CALl"; empty when nothing does."""
    words = _UNIT_WORDS.get(unit)
    return words[lang == "cy"] if words else ""


def in_words(value: float | bool | Decimal | None, unit: str) -> dict[str, str]:
    """`shown` in each language."""
    return {lang: shown(value, unit, lang) for lang in ("en", "cy")}


def said(value: Decimal, unit: str, sense: str, lang: str = "en") -> str:
    """A stated figure as it was said: "-4.1%", "about 21,000 FTE", "more than 30,000 FTE"."""
    figure = shown(value, unit, lang) if unit == "pounds" else _as_written(value, unit, lang)
    words = {
        "about": ("about ", "tua "),
        "more_than": ("more than ", "mwy na "),
        "at_least": ("at least ", "o leiaf "),
        "less_than": ("less than ", "llai na "),
        "at_most": ("at most ", "ar y mwyaf "),
    }
    return words.get(sense, ("", ""))[lang == "cy"] + figure


def _as_written(value: Decimal, unit: str, lang: str) -> str:
    number = f"{value:,}"
    if unit == "percent":
        return f"{number}%"
    words = _UNIT_WORDS.get(unit)
    return f"{number} {words[lang == 'cy']}" if words else number


def _number(value: float, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.,") else text


def _pounds(value: float) -> str:
    size = abs(value)
    sign = "-" if value < 0 else ""
    if size >= 1e9:
        return f"{sign}£{size / 1e9:,.3f}".rstrip("0").rstrip(".") + "bn"
    if size >= 1e6:
        return f"{sign}£{size / 1e6:,.3f}".rstrip("0").rstrip(".") + "m"
    return f"{sign}£{size:,.0f}" if size.is_integer() else f"{sign}£{size:,.2f}"
