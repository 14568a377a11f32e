"""The money: each fund from its announcement to its award, with the gaps and the days it was late."""

from __future__ import annotations

from typing import Any

from peelian.evidence.pages import Context, Table, download, page
from peelian.evidence.reading import Reading
from peelian.plan.registers.money import Amount, FundMoney, fund_money, money
from peelian.plan.registers.stages import STAGES
from peelian.plan.spine import commitments_of
from peelian.ui.language import current

COLUMNS = (
    "fund", "title", "stage", "area_kind", "area_id", "area", "recipient", "period", "amount_pence", "precision",
    "dated", "note", "sources",
)  # fmt: skip
SHOWN_STAGES = ("announced", "allocated", "awarded", "spent")


@page("evidence/money.html")
def index(reading: Reading) -> Context:
    """Every fund, a line each: what was announced, allocated, awarded and spent are different numbers."""
    funds = held(reading)
    served = {one.fund.id: commitments_of("fund", one.fund.id) for one in funds}
    return {"funds": funds, "stages": _stages(), "served": served}


@page("evidence/fund.html")
def one(reading: Reading, fund_id: str) -> Context:
    """One fund: its amounts at each stage, who had what, the gaps, the sums and the days."""
    found = fund_money(fund_id, reading.store)
    return {
        "money": found,
        "stages": _stages(),
        "commitments": commitments_of("fund", found.fund.id),
        "listed": [one for one in found.amounts if one.whole or one.pence is not None],
    }


@download
def index_file(reading: Reading) -> Table:
    """Every amount of every fund, a row each."""
    return Table(
        "money", COLUMNS, [row(money_, amount) for money_ in held(reading) for amount in money_.amounts]
    )


@download
def fund_file(reading: Reading, fund_id: str) -> Table:
    """Every amount of one fund."""
    found = fund_money(fund_id, reading.store)
    return Table(f"fund-{found.fund.id}", COLUMNS, [row(found, amount) for amount in found.amounts])


def held(reading: Reading) -> tuple[FundMoney, ...]:
    """Every fund, worked out once for each version of the store."""
    return reading.once("money", lambda: money(reading.store))


def _stages() -> list[tuple[str, str]]:
    return [(name, STAGES[name][current()]) for name in SHOWN_STAGES]


def row(found: FundMoney, amount: Amount) -> dict[str, Any]:
    """One amount of a fund for a download."""
    return {
        "fund": amount.fund,
        "title": found.fund.title[current()],
        "stage": amount.stage,
        "area_kind": amount.area_kind,
        "area_id": amount.area_id,
        "area": amount.place_in(current()),
        "recipient": amount.recipient,
        "period": amount.period,
        "amount_pence": amount.pence,
        "precision": amount.precision,
        "dated": amount.dated or None,
        "note": amount.note,
        "sources": list(amount.source_ids),
    }
