"""The money register: each pound from its announcement to its spending, with the gaps and the late days.

Announced, allocated, awarded and spent stay apart: nothing here is ever taken off something of another stage without
being called a gap. Amounts are whole pence of cash, never in real terms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from peelian.plan.registers.amounts import Amount, amounts, lies_in, of_area
from peelian.plan.registers.delays import Delay, award_days, days_between, delays
from peelian.plan.registers.funds import Fund, funds
from peelian.plan.registers.stages import ANNOUNCED, SETTLED, SPENT, money_words, stage_in
from peelian.plan.registers.sums import SumCheck, sum_checks

if TYPE_CHECKING:
    from peelian.facts.store import Store


@dataclass(frozen=True, slots=True)
class StageMoney:
    """A fund at one stage.

    `standing`: the amounts of the whole fund that stand, the newest of each period. `replaced`: earlier ones, whose
    place a later one took. `shares`: what single areas had. `unpriced`: areas that are named without an amount.
    """

    stage: str
    standing: tuple[Amount, ...]
    replaced: tuple[Amount, ...]
    shares: tuple[Amount, ...]
    unpriced: tuple[Amount, ...]
    total: int | None
    """Pence of the whole fund at this stage; None for an annual grant, or when periods may not be added."""

    @property
    def precision(self) -> str:
        """The least exact of the standing amounts."""
        found = {one.precision for one in self.standing}
        return next((name for name in ("up_to", "rounded", "exact") if name in found), "exact")

    def shown(self, lang: str = "en") -> str:
        return money_words(self.total, self.precision, lang)

    def stage_in(self, lang: str) -> str:
        return stage_in(self.stage, lang)


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two stages of the same money: a question, not a saving. `pence` is `before` less `after`."""

    before: str
    after: str
    period: str
    pence: int
    precision: str

    def shown(self, lang: str = "en") -> str:
        return money_words(abs(self.pence), self.precision, lang)


@dataclass(frozen=True, slots=True)
class FundMoney:
    """One fund with everything that is loaded about it."""

    fund: Fund
    stages: tuple[StageMoney, ...]
    not_found: tuple[str, ...]
    """Stages that a fund passes through and of which nothing is loaded: announced but not found."""
    gaps: tuple[Gap, ...]
    sums: tuple[SumCheck, ...]
    delays: tuple[Delay, ...]
    days_to_award: int | None
    """Days from the first announcement to the first dated allocation or award of the whole fund."""
    award_days: tuple[str, str] | None
    """Those two days."""
    amounts: tuple[Amount, ...]

    def stage(self, name: str) -> StageMoney | None:
        """The fund at this stage; None when nothing of it is loaded."""
        return next((one for one in self.stages if one.stage == name), None)


def money(store: "Store | None" = None) -> tuple[FundMoney, ...]:
    """Every fund that is registered or loaded, in the register's order, the others after it."""
    every = amounts(store)
    known = funds()
    strange = sorted({one.fund for one in every} - set(known))
    listed = [*known.values(), *(_unregistered(id_) for id_ in strange)]
    return tuple(_fund_money(one, every) for one in listed)


def fund_money(id_: str, store: "Store | None" = None) -> FundMoney:
    """One fund. Raises UnknownEntry with near ids when it is neither registered nor loaded."""
    from peelian.plan.registers.funds import fund

    every = amounts(store)
    wanted = id_.strip().lower()
    loaded = wanted not in funds() and any(one.fund == wanted for one in every)
    return _fund_money(_unregistered(wanted) if loaded else fund(id_), every)


def area_money(area_id: str, store: "Store | None" = None) -> tuple[Amount, ...]:
    """What an area had of any fund, its districts' shares and its region's with it; never a share of the country's."""
    return of_area(amounts(store), area_id)


def area_delays(area_id: str, store: "Store | None" = None) -> tuple[Delay, ...]:
    """The late and early days of an area's annual grants, of its districts' too; what held for every area is included."""
    found = [each for one in money(store) for each in one.delays]
    return tuple(one for one in found if not one.areas or any(lies_in(each, area_id) for each in one.areas))


def _unregistered(id_: str) -> Fund:
    name = id_.replace("_", " ")
    return Fund(id=id_, title={"en": name, "cy": name}, registered=False)


def _fund_money(fund: Fund, every: Sequence[Amount]) -> FundMoney:
    own = tuple(one for one in every if one.fund == fund.id)
    names = list(dict.fromkeys(one.stage for one in own))
    stages = tuple(_stage(name, [one for one in own if one.stage == name], fund) for name in names)
    return FundMoney(
        fund=fund,
        stages=stages,
        not_found=_not_found(names),
        gaps=tuple(_gaps(stages)),
        sums=sum_checks(fund, own, every),
        delays=delays(fund, own),
        days_to_award=days_between(award_days(own)),
        award_days=award_days(own),
        amounts=own,
    )


def _not_found(names: Sequence[str]) -> tuple[str, ...]:
    found = [] if set(names) & set(SETTLED) else ["awarded"]
    if ANNOUNCED not in names:
        found.insert(0, ANNOUNCED)
    return (*found, *([] if SPENT in names else [SPENT]))


def _stage(name: str, held: Sequence[Amount], fund: Fund) -> StageMoney:
    whole = [one for one in held if one.whole and one.pence is not None]
    latest: dict[tuple[str, str], Amount] = {}
    for one in whole:
        latest[one.period, one.recipient] = one
    standing = tuple(latest.values())
    may_add = bool(standing) and not fund.annual_from and (len(standing) == 1 or fund.adds)
    return StageMoney(
        stage=name,
        standing=standing,
        replaced=tuple(one for one in whole if one not in standing),
        shares=tuple(one for one in held if not one.whole and one.pence is not None),
        unpriced=tuple(one for one in held if one.pence is None),
        total=sum(one.pence or 0 for one in standing) if may_add else None,
    )


def _gaps(stages: Sequence[StageMoney]) -> Iterable[Gap]:
    """Between neighbouring stages, wherever both give the whole fund for the same period."""
    with_whole = [one for one in stages if one.standing]
    for before, after in pairwise(with_whole):
        for first in before.standing:
            for second in after.standing:
                if first.period == second.period and first.pence is not None and second.pence is not None:
                    rough = {first.precision, second.precision} - {"exact"}
                    yield Gap(
                        before=before.stage,
                        after=after.stage,
                        period=first.period,
                        pence=first.pence - second.pence,
                        precision="rounded" if rough else "exact",
                    )


__all__ = [
    "Amount",
    "Delay",
    "FundMoney",
    "Gap",
    "StageMoney",
    "SumCheck",
    "area_delays",
    "area_money",
    "fund_money",
    "lies_in",
    "money",
]
