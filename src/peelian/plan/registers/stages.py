"""The stages that money passes through, and how an amount is worded: a pound announced is not a pound awarded."""

from typing import Final

from peelian.plan.claims.verdicts import Words

ANNOUNCED: Final = "announced"
SPENT: Final = "spent"

STAGES: Final[dict[str, Words]] = {
    ANNOUNCED: {"en": "announced", "cy": "cyhoeddwyd"},
    "bid": {"en": "bid for", "cy": "gwnaed cais amdano"},
    "allocated": {"en": "allocated", "cy": "dyrannwyd"},
    "awarded": {"en": "awarded", "cy": "dyfarnwyd"},
    "agreed": {"en": "agreed", "cy": "cytunwyd"},
    "paid": {"en": "paid", "cy": "talwyd"},
    SPENT: {"en": "spent", "cy": "gwariwyd"},
    "returned": {"en": "returned", "cy": "dychwelwyd"},
}
SETTLED: Final = ("allocated", "awarded", "agreed", "paid")
"""The stages at which an area knows what it will get."""

_PRECISION: Final[dict[str, Words]] = {
    "up_to": {"en": "up to ", "cy": "hyd at "},
    "about": {"en": "about ", "cy": "tua "},
}


def stage_in(stage: str, lang: str) -> str:
    """The stage in words; one that is not known here as it was written."""
    return STAGES[stage][lang] if stage in STAGES else stage


def stage_order(stage: str) -> int:
    """The place of a stage on the way from the announcement to the spending."""
    known = list(STAGES)
    return known.index(stage) if stage in known else len(known)


def money_words(pence: int | None, precision: str = "exact", lang: str = "en") -> str:
    """An amount as a reader sees it: "£17.7 million", "up to £30 million", "£463,857", "–" when none is known.

    `precision`: exact, rounded or up_to, as the row has it; "about" for a sum of amounts some of which are rounded.
    """
    if pence is None:
        return "–"
    before = _PRECISION.get(precision, {}).get(lang, "")
    sign = "-" if pence < 0 else ""
    return f"{before}{sign}£{_figure(abs(pence), precision, lang)}"


def _figure(pence: int, precision: str, lang: str) -> str:
    pounds, rest = divmod(pence, 100)
    million = {"en": "million", "cy": "miliwn"}[lang]
    if precision == "about" and pounds >= 1_000_000:
        return f"{pounds / 1_000_000:,.2f} {million}"
    if precision != "exact" and pounds >= 1_000_000 and not rest and pounds % 1_000 == 0:
        return f"{_plain(pounds, 1_000_000)} {million}"
    return f"{pounds:,}.{rest:02d}" if rest else f"{pounds:,}"


def _plain(pounds: int, of: int) -> str:
    """A whole number or as many decimals as are needed, up to three."""
    return f"{pounds / of:,.3f}".rstrip("0").rstrip(".")
