"""An amount as a row that a command prints or writes."""

from functools import cache
from typing import Any, Final

from peelian.plan.registers.amounts import Amount
from peelian.plan.registers.funds import funds

MONEY_COLUMNS: Final = {
    "fund_title": ("fund", "cronfa"),
    "stage_shown": ("stage", "cam"),
    "shown": ("amount", "swm"),
    "place": ("where", "ble"),
    "period_shown": ("for", "ar gyfer"),
    "dated": ("dated", "dyddiedig"),
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
