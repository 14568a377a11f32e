"""The design effect: how many times wider than independent cases the figures of a force swing.

It is seen in the data where the period is made of at least six shorter ones that the store holds; else the measure's
own file may name one that was measured elsewhere, which is told as an assumption. What is seen counts for nothing where
the shorter periods are more alike than chance allows: they were smoothed or made up, so they show nothing of the days.
Seen over few forces and periods, it is too uncertain to stand below the assumed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from statistics import median

from peelian.facts.league.words import both, said
from peelian.facts.measures.model import Clustering, MeasureRow
from peelian.facts.measures.summing import period_of
from peelian.reference.periods import tiles
from peelian.stats.results import Check

NAME = "design-effect"
#: With fewer sub-periods, how much they swing is itself a guess.
FEWEST = 6
#: So many degrees of freedom (a standard error of a fifth) and what is seen may stand below what is assumed.
ENOUGH = 50
#: More alike than chance allows: this many standard errors below independent cases.
TOO_ALIKE = 3.0


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """`factors`: area id -> how many times wider, 1 where nothing is known. `seen`: estimated from the store;
    `assumed`: the measure's file names it."""

    factors: Mapping[str, float]
    seen: bool
    assumed: bool
    check: Check

    @property
    def widens(self) -> bool:
        """Whether any figure is less certain than independent cases would make it."""
        return any(factor > 1 for factor in self.factors.values())


def design_effect(
    kind: str,
    period: str,
    rows: Sequence[MeasureRow],
    ranked: Sequence[MeasureRow],
    assumed: Clustering | None,
) -> DesignEffect:
    """The design effect of a table: from sub-periods among `rows` (all periods of the measure), else assumed, else none."""
    ids = [row.area_id for row in ranked]
    parts = sub_periods(period, rows)
    if len(parts) >= FEWEST:
        found = measured(kind, parts, ids)
        if found is not None and _shows(found, assumed, ranked, period):
            return DesignEffect(found.factors, True, False, _seen(found.swing, len(parts)))
    if assumed is None:
        return DesignEffect(dict.fromkeys(ids, 1.0), False, False, _none())
    factors = _factors(assumed, ranked, period)
    if assumed.within_day is None:
        return DesignEffect(factors, False, True, _assumed(assumed))
    return DesignEffect(factors, False, True, _assumed_by_day(assumed, list(factors.values())))


def _shows(found: Measured, assumed: Clustering | None, ranked: Sequence[MeasureRow], period: str) -> bool:
    """Whether what the shorter periods show may be used."""
    if assumed is None:
        return True
    if found.swing < 1 - TOO_ALIKE * sqrt(2 / found.freedom):
        return False
    return found.freedom >= ENOUGH or found.swing >= median(_factors(assumed, ranked, period).values())


def _factors(assumed: Clustering, ranked: Sequence[MeasureRow], period: str) -> dict[str, float]:
    if assumed.within_day is None:
        return dict.fromkeys((row.area_id for row in ranked), assumed.factor)
    return {row.area_id: _by_day(row, period, assumed.within_day) for row in ranked}


def _by_day(row: MeasureRow, period: str, correlation: float) -> float:
    """Kish (1965): 1 + (n - 1) rho, n the cases of a day."""
    whole = period_of(period)
    days = (whole.end - whole.start).days + 1
    return max(1.0, 1 + ((row.denominator or row.value or 0.0) / days - 1) * correlation)


def sub_periods(period: str, rows: Sequence[MeasureRow]) -> list[dict[str, MeasureRow]]:
    """The shortest periods of one kind that tile the period: for each, force id -> row."""
    whole = period_of(period)
    inside: dict[tuple[str, int], dict[str, dict[str, MeasureRow]]] = {}
    for row in rows:
        one = period_of(row.period)
        if row.period == period or row.value is None or not whole.contains(one) or one.is_instant:
            continue
        length = round((one.end - one.start).days / 30.5)
        inside.setdefault((one.kind, length), {}).setdefault(row.period, {})[row.area_id] = row
    tiling = [held for held in inside.values() if tiles(whole, [period_of(name) for name in held])]
    longest = max(tiling, key=len, default={})
    return [longest[name] for name in sorted(longest)]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the shorter periods show. `swing`: of all forces together, with `freedom` degrees of freedom."""

    factors: Mapping[str, float]
    swing: float
    freedom: float


def measured(kind: str, parts: Sequence[Mapping[str, MeasureRow]], ids: Sequence[str]) -> Measured | None:
    """The design effect of each force, from its shorter periods and from what the others show of its size.

    Shares scatter about the force's own share, counts about its own mean after the seasons common to all forces that
    have every period are taken out. None when nobody's figures can be measured.
    """
    from peelian.stats.design_effect import design_effect as of_shares
    from peelian.stats.design_effect import dispersion

    pairs = [[_pair(part.get(area)) for part in parts] for area in ids]
    counts = [[count for count, _ in held] for held in pairs]
    if kind == "proportion":
        found = of_shares(counts, [[size for _, size in held] for held in pairs])
    else:
        whole = [held for held in counts if not any(map(isnan, held))]
        lost = (len(parts) - 1) / len(whole) if len(whole) > 1 else 0.0
        found = dispersion(counts, [_seasons(whole, len(parts))], lost=lost)
    if found.swing is None:
        return None
    factors = found.phi if found.swing > 1 else (1.0,) * len(ids)
    return Measured(dict(zip(ids, factors, strict=True)), found.swing, found.freedom)


def _pair(row: MeasureRow | None) -> tuple[float, float]:
    if row is None:
        return nan, 0.0
    count = row.numerator if row.numerator is not None else row.value
    return float(count or 0.0), float(row.denominator or 0.0)


def _seasons(series: Sequence[Sequence[float]], parts: int) -> list[float]:
    """Each sub-period's part of the sum of all forces; even parts where one force alone cannot show a season."""
    total = sum(map(sum, series))
    if len(series) < 2 or not total:
        return [1 / parts] * parts
    return [sum(column) / total for column in zip(*series, strict=True)]


def _seen(phi: float, parts: int) -> Check:
    if phi <= 1:
        return Check(
            NAME,
            "pass",
            phi,
            said(
                "Over the {parts} shorter periods held, figures swing no more than independent cases would ({phi:.1f} "
                "times), so nothing is widened.",
                "Dros y {parts} cyfnod byrrach sydd ar gael, nid yw ffigurau'n siglo mwy nag achosion annibynnol ({phi:.1f} "
                "gwaith), felly ni ledir dim.",
                parts=parts,
                phi=phi,
            ),
        )
    return Check(
        NAME,
        "pass",
        phi,
        said(
            "Cases do not come one by one: over the {parts} shorter periods held, figures swing {phi:.1f} times as much "
            "as independent cases would, and intervals and ranges of ranks are widened by that, those of forces with "
            "many cases more.",
            "Ni ddaw achosion fesul un: dros y {parts} cyfnod byrrach sydd ar gael, mae ffigurau'n siglo {phi:.1f} gwaith "
            "cymaint ag achosion annibynnol, ac mae'r cyfyngau a'r ystodau o safleoedd wedi'u lledu yn unol â hynny, rhai "
            "heddluoedd â llawer o achosion yn fwy.",
            parts=parts,
            phi=phi,
        ),
    )


def _assumed(assumed: Clustering) -> Check:
    return Check(
        NAME,
        "warn",
        assumed.factor,
        said(
            "A design effect of {factor:g} is assumed, not seen in these figures. {reason}. {source}.",
            "Tybir effaith ddylunio o {factor:g}; nis gwelir yn y ffigurau hyn. {reason}. {source}.",
            factor=assumed.factor,
            reason=both(assumed.reason),
            source=both(assumed.source),
        ),
    )


def _assumed_by_day(assumed: Clustering, factors: Sequence[float]) -> Check:
    return Check(
        NAME,
        "warn",
        median(factors),
        said(
            "A design effect is assumed, not seen in these figures: {least:.0f} to {most:.0f}, for the middle force "
            "{middle:.0f}, from a correlation of {correlation:g} between cases of one day. {reason}. {source}.",
            "Tybir effaith ddylunio; nis gwelir yn y ffigurau hyn: {least:.0f} i {most:.0f}, {middle:.0f} i'r heddlu "
            "canol, o gydberthynas o {correlation:g} rhwng achosion un diwrnod. {reason}. {source}.",
            least=min(factors),
            most=max(factors),
            middle=median(factors),
            correlation=assumed.within_day,
            reason=both(assumed.reason),
            source=both(assumed.source),
        ),
    )


def _none() -> Check:
    return Check(
        NAME,
        "warn",
        1.0,
        said(
            "No design effect is known: cases are taken as independent. Where they come in bursts, the intervals and "
            "ranges of ranks are too narrow.",
            "Nid oes effaith ddylunio hysbys: cymerir bod yr achosion yn annibynnol. Lle dônt mewn tonnau, mae'r "
            "cyfyngau a'r ystodau o safleoedd yn rhy gul.",
        ),
    )
