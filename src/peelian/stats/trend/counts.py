"""Rare events counted per period, against exact limits: for means under about five, where an XmR chart misleads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from peelian.reference.problems import Bilingual
from peelian.stats.results import Check, Provenance
from peelian.stats.trend.checks import ENOUGH, missing
from peelian.stats.trend.problems import BadTrendSetting, UnevenSeries
from peelian.stats.trend.rare import CountLaw, Floats, extra_spread
from peelian.stats.trend.result import Better, CountChart, CountPoint, Model
from peelian.stats.trend.rules import apply_exact, signal
from peelian.stats.trend.series import Series, as_period, series

CITATION = (
    "exact tails of the Poisson or the negative binomial distribution; over-dispersion by Fisher's index"
)
LEVEL = 0.9973  # what three standard deviations hold of a normal
SPREAD_P = 0.01


def count_chart(
    periods: Sequence[Any],
    counts: Sequence[Any],
    exposure: Sequence[Any] | None = None,
    *,
    better: Better = "lower",
    level: float = LEVEL,
    model: Model | None = None,
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> CountChart:
    """Counts per period against limits that chance passes in at most 1 - `level` of the periods.

    `exposure` is what a count is in proportion to (days, residents), by default equal. `model` None: Poisson,
    unless the counts vary more than that (1% level), then negative binomial. Runs of seven on one side are judged
    against the median of the model. Raises subclasses of `TrendProblem`.
    """
    hold_level(level)
    read, sizes = _read(periods, counts, exposure)
    rate = float(read.values.sum() / sizes.sum())
    expected = rate * sizes
    dispersion, p = _dispersion(read.values, expected)
    chosen = model or ("negative_binomial" if p < SPREAD_P else "poisson")
    spread = extra_spread(read.values, expected) if chosen == "negative_binomial" else 0.0
    laws = [CountLaw(float(mean), spread) for mean in expected]
    points = _points(read, sizes, laws, (1 - level) / 2, better)
    return CountChart(
        points=points,
        variation=points[-1].signal,
        rate=rate,
        dispersion=dispersion,
        model=laws[0].model,
        level=level,
        better=better,
        missing=read.missing,
        checks=(
            _enough(len(read)),
            missing(read.missing),
            _spread(dispersion, laws[0].model),
            _blind(points),
        ),
        provenance=Provenance("count chart", CITATION, source_ids, as_at, rows=len(read)),
    )


def hold_level(level: float) -> None:
    """Raise BadTrendSetting for a level that no chart of rare events can be held to."""
    if not 0.5 < level < 1:
        why = Bilingual("it is a share between 0.5 and 1", "cyfran rhwng 0.5 ac 1 ydyw")
        raise BadTrendSetting(name="level", value=level, why=why)


def _read(
    periods: Sequence[Any], counts: Sequence[Any], exposure: Sequence[Any] | None
) -> tuple[Series, Floats]:
    read = series(periods, counts)
    if (read.values < 0).any() or (np.abs(read.values - np.rint(read.values)) > 1e-9).any():
        why = Bilingual(
            "counts are whole numbers, not below zero", "rhifau cyfan yw cyfrifon, nid islaw sero"
        )
        raise BadTrendSetting(name="counts", value=f"{read.values.min():g}–{read.values.max():g}", why=why)
    if exposure is None:
        return read, np.ones(len(read))
    sizes = np.array(list(exposure), dtype=float)
    if sizes.size != len(list(periods)):
        raise UnevenSeries(periods=len(list(periods)), values=sizes.size)
    by_period = {as_period(period): size for period, size in zip(periods, sizes, strict=True)}
    found = np.array([by_period[period] for period in read.periods])
    if not (np.isfinite(found) & (found > 0)).all():
        why = Bilingual(
            "every period with a count needs one above zero",
            "mae angen un uwchlaw sero ar bob cyfnod â chyfrif",
        )
        raise BadTrendSetting(name="exposure", value=f"{found.min():g}", why=why)
    return read, found


def _dispersion(counts: Floats, expected: Floats) -> tuple[float, float]:
    """Variance over what Poisson expects, and the chance of so much or more under Poisson (chi-squared)."""
    if counts.size < 2 or expected.sum() <= 0:
        return 1.0, 1.0
    from scipy import special

    index = float(((counts - expected) ** 2 / expected).sum())
    return index / (counts.size - 1), float(special.chdtrc(counts.size - 1, index))


def _points(
    read: Series, sizes: Floats, laws: Sequence[CountLaw], tail: float, better: Better
) -> tuple[CountPoint, ...]:
    limits = [law.limits(tail) for law in laws]
    medians = [law.limits(0.5)[1] for law in laws]
    counts = [round(float(value)) for value in read.values]
    rules = apply_exact(counts, [bool(after) for after in read.follows], limits, medians)
    return tuple(
        CountPoint(
            period=read.periods[place].id,
            count=counts[place],
            exposure=float(sizes[place]),
            expected=laws[place].mean,
            lower=limits[place][0],
            upper=limits[place][1],
            p=laws[place].two_sided(counts[place]),
            rules=rules[place],
            signal=signal(rules[place], better),
        )
        for place in range(len(counts))
    )


def _enough(n: int) -> Check:
    few = n < ENOUGH
    return Check(
        "enough_points",
        "fail" if n < 2 else "warn" if few else "pass",
        n,
        Bilingual(
            f"The limits rest on {n} periods; with fewer than about {ENOUGH} they are provisional.",
            f"Mae’r terfynau’n seiliedig ar {n} cyfnod; gyda llai na thua {ENOUGH} maent dros dro.",
        )
        if few
        else Bilingual(f"The limits rest on {n} periods.", f"Mae’r terfynau’n seiliedig ar {n} cyfnod."),
    )


def _spread(dispersion: float, model: Model) -> Check:
    if model == "poisson":
        return Check(
            "dispersion",
            "pass",
            dispersion,
            Bilingual(
                f"The counts vary about as much as independent events would ({dispersion:.1f} times).",
                f"Mae’r cyfrifon yn amrywio tua chymaint ag y byddai digwyddiadau annibynnol ({dispersion:.1f} gwaith).",
            ),
        )
    return Check(
        "dispersion",
        "warn",
        dispersion,
        Bilingual(
            f"The counts vary {dispersion:.1f} times as much as independent events would, so the limits are wider; a real change "
            "among them widens the limits too.",
            f"Mae’r cyfrifon yn amrywio {dispersion:.1f} gwaith cymaint ag y byddai digwyddiadau annibynnol, felly mae’r terfynau’n "
            "lletach; mae newid go iawn yn eu plith yn lledu’r terfynau hefyd.",
        ),
    )


def _blind(points: Sequence[CountPoint]) -> Check:
    blind = sum(point.lower is None for point in points)
    return Check(
        "can_see_a_fall",
        "warn" if blind else "pass",
        blind,
        Bilingual(
            f"In {blind} periods even no event at all would not be unusual: a fall shows sooner in the days between events.",
            f"Mewn {blind} cyfnod ni fyddai dim digwyddiad o gwbl hyd yn oed yn anarferol: mae gostyngiad i’w weld ynghynt yn y "
            "dyddiau rhwng digwyddiadau.",
        )
        if blind
        else Bilingual("A low count would show.", "Byddai cyfrif isel i’w weld."),
    )
