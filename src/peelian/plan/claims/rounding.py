"""How precisely a figure was said, and how figures are shown."""

from decimal import Decimal
from typing import Final

from peelian.plan.claims.units import FIXED, places, unit_word

__all__ = ["MISSING", "in_words", "said", "said_to", "shown", "unit_word"]


MISSING: Final = "–"
"""What stands where a figure is not there."""


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
    """A found value as a reader sees it: "-14.04%", "121,928.98 FTE", "£16.3m".

    A published figure keeps the digits that it was printed with, "8.9%" and "71%"; a worked-out one has at most as
    many as its unit allows, so that searches and burglaries stay whole.
    """
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return {True: ("yes", "ie"), False: ("no", "nage")}[value][lang == "cy"]
    if unit == "pounds":
        return _pounds(float(value))
    if unit == "proportion":
        return f"{_number(100 * float(value), min(2, _digits(100 * float(value))))}%"
    if unit == "probability" and 0 < float(value) < 0.001:
        return "<0.001"
    most, own = places(unit), _digits(float(value))
    return _with_unit(_number(float(value), most if unit in FIXED else min(most, own)), unit, lang)


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
    return _with_unit(f"{value:,}", unit, lang)


def _with_unit(number: str, unit: str, lang: str) -> str:
    return f"{number}%" if unit == "percent" else f"{number} {unit_word(unit, lang, number)}".rstrip()


def _digits(value: float) -> int:
    """How many digits after the point the value has itself, up to six."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


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
