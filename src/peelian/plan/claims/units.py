"""The units of a claim's figures: to how many places each is shown at most, and the words that follow it."""

from typing import Final

_MONEY_AND_SHARES: Final = ("pounds", "proportion", "percent", "figure", "count", "score")
_PLACES: Final[dict[str, int]] = {
    "probability": 3,
    "per_week": 1,
    **dict.fromkeys(("headcount", "areas", "pages", "people", "officers", "offences", "homicides"), 0),
    **dict.fromkeys(("burglaries", "arrests", "searches", "tests", "calls", "lines", "tags"), 0),
    **dict.fromkeys(("referrals", "removals"), 0),
}
_MOST_PLACES: Final = 2
FIXED: Final = ("fte", "correlation", "probability", "pounds_per_head")
"""Units whose figures all have the same number of places, so that they line up."""
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "fte": ("FTE", "CALl"),
    "headcount": ("headcount", "o bobl"),
    "percentage_points": ("percentage points", "pwynt canran"),
    "forces": ("forces", "heddlu"),
    "areas": ("areas", "ardal"),
    "pages": ("pages", "tudalen"),
    "people": ("people", "o bobl"),
    "officers": ("officers", "swyddog"),
    "offences": ("offences", "trosedd"),
    "homicides": ("homicides", "dynladdiad"),
    "burglaries": ("burglaries", "byrgleriaeth"),
    "arrests": ("arrests", "arést"),
    "searches": ("searches", "chwiliad"),
    "tests": ("tests", "prawf"),
    "calls": ("calls", "galwad"),
    "lines": ("lines", "llinell"),
    "tags": ("tags", "tag"),
    "referrals": ("referrals", "atgyfeiriad"),
    "removals": ("removals", "tynnu ymaith"),
    "years": ("years old", "oed"),
    "months": ("months", "mis"),
    "days": ("days", "diwrnod"),
    "seconds": ("seconds", "eiliad"),
    "times": ("times", "gwaith"),
    "per_week": ("a week", "yr wythnos"),
    "per_1000": ("per 1,000 residents", "fesul 1,000 o drigolion"),
    "per_million": ("per million residents", "fesul miliwn o drigolion"),
    "pounds_per_head": ("pounds per resident", "punt y preswylydd"),
}
_ONE: Final = {
    "forces": "force",
    "areas": "area",
    "pages": "page",
    "people": "person",
    "officers": "officer",
    "offences": "offence",
    "homicides": "homicide",
    "burglaries": "burglary",
    "arrests": "arrest",
    "searches": "search",
    "tests": "test",
    "calls": "call",
    "lines": "line",
    "tags": "tag",
    "referrals": "referral",
    "removals": "removal",
    "years": "year old",
    "months": "month",
    "days": "day",
    "seconds": "second",
    "percentage_points": "percentage point",
}
"""The English words after 1; Welsh has the same word after every number."""
_BARE: Final = ("correlation", "probability")

UNITS: Final = (*_WORDS, *_MONEY_AND_SHARES, *_BARE)
"""Every unit that a claim may name."""

PER_RESIDENT: Final = ("score", "per_1000", "per_million", "pounds_per_head")
"""Units of figures that are divided by the people who live there."""


def places(unit: str) -> int:
    """To how many decimal places a figure is shown at most."""
    return _PLACES.get(unit, _MOST_PLACES)


def unit_word(unit: str, lang: str = "en", number: str = "") -> str:
    """What follows a figure of this unit, "FTE" or "CALl"; empty when nothing does. `number` as it is shown."""
    words = _WORDS.get(unit)
    if words is None:
        return ""
    return words[1] if lang == "cy" else _ONE.get(unit, words[0]) if number in ("1", "-1") else words[0]
