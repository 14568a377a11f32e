"""Amounts as rows that a command prints or writes, and what they leave open in sentences."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from peelian.plan.registers.amounts import Amount
from peelian.plan.registers.funds import funds
from peelian.plan.registers.stages import stage_in
from peelian.reference.periods import Period

if TYPE_CHECKING:
    from peelian.plan.registers.delays import Delay
    from peelian.plan.registers.money import FundMoney

MONEY_COLUMNS: Final = {
    "fund_title": ("fund", "cronfa"),
    "stage_shown": ("stage", "cam"),
    "shown": ("amount", "swm"),
    "place": ("where", "ble"),
    "period_shown": ("for", "ar gyfer"),
    "dated": ("dated", "dyddiedig"),
}
_GAP: Final = {
    "en": "{gap} lies between what was {before} and what was {after}; nothing found explains it.",
    "cy": "Mae {gap} rhwng y cam “{before}” a'r cam “{after}”; nid oes dim a ganfuwyd yn ei egluro.",
}
_MORE: Final = {
    "en": "{gap} more was {after} than was {before}.",
    "cy": "{gap} yn fwy ar y cam “{after}” nag ar y cam “{before}”.",
}
_DELAY: Final = {
    "en": "{delay} (needed by {needed}).",
    "cy": "{delay} (roedd ei angen erbyn {needed}).",
}
_DAYS: Final = {
    "en": "{days} days from the first announcement ({said}) to the first award ({settled}).",
    "cy": "{days} diwrnod o'r cyhoeddiad cyntaf ({said}) hyd at y dyfarniad cyntaf ({settled}).",
}
_NOT_FOUND: Final = {
    "en": "nothing loaded says what was: {stages}.",
    "cy": "nid oes dim a lwythwyd ar gyfer: {stages}.",
}
_NO_AMOUNT: Final = {"en": "no amount published", "cy": "dim swm wedi'i gyhoeddi"}


def amount_row(one: Amount, lang: str) -> dict[str, Any]:
    """An amount with its words in one language; an area that is named without an amount says so."""
    return {
        "fund": one.fund,
        "fund_title": _title(one.fund)[lang],
        "stage": one.stage,
        "stage_shown": one.stage_in(lang),
        "amount_pence": one.pence,
        "precision": one.precision,
        "shown": _NO_AMOUNT[lang] if one.pence is None else one.shown(lang),
        "area_kind": one.area_kind,
        "area_id": one.area_id,
        "place": one.place_in(lang),
        "recipient": one.recipient,
        "period": one.period,
        "period_shown": one.period_in(lang),
        "dated": one.dated,
        "source_ids": list(one.source_ids),
    }


@cache
def _title(fund: str) -> dict[str, str]:
    known = funds().get(fund)
    name = fund.replace("_", " ")
    return known.title if known else {"en": name, "cy": name}


def delay_line(one: "Delay", lang: str) -> str:
    """How late one year of an annual grant was, in a sentence."""
    period = Period.parse(one.period).label(lang)
    late = _DELAY[lang].format(delay=one.in_words(lang), needed=one.needed_by)
    return f"{_title(one.fund)[lang]}, {period}: {late}"


def money_lines(found: "FundMoney", lang: str) -> Iterator[str]:
    """What the amounts of a fund leave open, a sentence each: gaps, sums, late days, stages of which nothing is loaded."""
    title = found.fund.title[lang]
    for gap in found.gaps:
        words = _GAP if gap.pence >= 0 else _MORE
        yield f"{title}: " + words[lang].format(
            gap=gap.shown(lang), before=stage_in(gap.before, lang), after=stage_in(gap.after, lang)
        )
    for check in found.sums:
        yield f"{title} ({check.title[lang]}): {check.sentence(lang)}"
    for delay in found.delays:
        yield delay_line(delay, lang)
    if found.award_days is not None:
        said, settled = (Period.parse(one).label(lang) for one in found.award_days)
        yield f"{title}: " + _DAYS[lang].format(days=found.days_to_award, said=said, settled=settled)
    if found.not_found:
        stages = ", ".join(stage_in(stage, lang) for stage in found.not_found)
        yield f"{title}: " + _NOT_FOUND[lang].format(stages=stages)
    for note in found.fund.notes:
        yield f"{title}: {note[lang]}"
