"""`league()`: a table in order, with what chance leaves open about every place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from peelian import __version__
from peelian.stats import shrinkage
from peelian.stats.intervals import Array, checked_level, garwood, wilson
from peelian.stats.league import scale as scales
from peelian.stats.league import words
from peelian.stats.league.given import Given, Numbers, taken
from peelian.stats.league.rank_sets import DRAWS, SEED, RankSets, rank_sets, ranks
from peelian.stats.league.result import First, Kind, League, LeagueRow, Settings
from peelian.stats.league.tiers import tiers_of
from peelian.stats.results import Check, Provenance

SHRUNK = ("shrunk", "shrunk_lower", "shrunk_upper", "chance_last")
UNCERTAIN = ("lower", "upper", "rank_low", "rank_high", "alone_low", "alone_high", *SHRUNK)
Made = tuple[tuple[LeagueRow, ...], float | None, tuple[Check, ...]]
METHOD = "League table with confidence sets for ranks (step-down, parametric bootstrap)"
CITATION = (
    "Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91(1), 476-518; intervals: Wilson (1927), "
    "Garwood (1936)"
)


def league(
    ids: Sequence[str],
    value: Numbers = None,
    *,
    kind: Kind,
    numerator: Numbers = None,
    denominator: Numbers = None,
    se: Numbers = None,
    phi: float | Sequence[float] | None = None,
    first: First,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
    tau: int = 5,
    scale: float = 1.0,
    source_ids: Sequence[str] = (),
    as_at: str | None = None,
) -> League:
    """Rank units by `value` and say which ranks they may truly have.

    `kind`: "proportion" (numerator successes of denominator trials), "rate" (numerator events over a denominator of
    exposure), "estimate" (value and standard error `se`) or "complete" (a full count without chance variation).
    `value` is `scale` times numerator over denominator and worked out where it is not given; None or NaN leaves a
    unit out. A unit with a value but no size is ranked without interval and widens the sets of the others.
    `phi`: the design effect of proportions and rates, one or one for each unit; below 1 it is taken as 1.
    Method: pairs are compared on a variance-stabilised scale (league/scale.py), sets of ranks after Mogstad et al.
    (2024) (league/rank_sets.py), tiers (league/tiers.py), shrinkage (stats/shrinkage.py).
    Raises `BadLeague` for numbers that cannot be a table, `BadCounts` and `BadLevel`.
    """
    asked = Settings(kind, first, checked_level(level), tau, scale, draws, seed)
    given = taken(asked, ids, phi, value=value, numerator=numerator, denominator=denominator, se=se)
    rows, pooled, checks = _made(given, asked)
    return League(
        rows=rows,
        kind=kind,
        first=first,
        level=level,
        tau=tau,
        pooled=pooled,
        phi=float(np.median(given.phi)) if rows and kind in ("proportion", "rate") else None,
        tiers=tuple(
            tuple(row.id for row in rows if row.tier == tier) for tier in sorted({row.tier for row in rows})
        ),
        checks=(*checks, *_about(given)),
        provenance=Provenance(
            method=METHOD,
            citation=CITATION,
            source_ids=tuple(source_ids),
            as_at=as_at,
            rows=len(rows),
            seed=None if kind == "complete" else seed,
            draws=None if kind == "complete" else draws,
            version=__version__,
        ),
    )


def _made(given: Given, asked: Settings) -> Made:
    """Rows, the pooled value and the checks of the kind that was asked for."""
    if not given.ids:
        return (), None, (words.nothing(),)
    if asked.kind == "complete":
        return _complete(given, asked), None, (words.complete(),)
    return _uncertain(given, asked)


def _complete(given: Given, asked: Settings) -> tuple[LeagueRow, ...]:
    """Ranks only; every value is a tier of its own."""
    nowhere = [None] * len(given.ids)
    return _rows(
        given,
        dict.fromkeys(UNCERTAIN, nowhere)
        | {
            "could_be_first": (given.rank <= asked.tau).tolist(),
            "could_be_last": (ranks(given.rank) <= asked.tau).tolist(),
            "tier": (np.unique(given.rank, return_inverse=True)[1] + 1).tolist(),
        },
    )


def _uncertain(given: Given, asked: Settings) -> Made:
    """Rows with everything that chance leaves open, the pooled value, and the checks."""
    lower, upper = _ends(given, asked)
    scaled = _scaled(given, asked.kind)
    together, alone = (_sets(scaled, asked, simultaneous) for simultaneous in (True, False))
    assert together.better is not None
    better = together.better & (given.rank[:, None] < given.rank[None, :])
    low, high = np.minimum(together.low, given.rank), np.maximum(together.high, given.rank)
    known = np.isfinite(scaled.se)
    rows = _rows(
        given,
        {
            "lower": _some(lower),
            "upper": _some(upper),
            "rank_low": _some(low, known),
            "rank_high": _some(high, known),
            "alone_low": _some(np.minimum(alone.low, given.rank), known),
            "alone_high": _some(np.maximum(alone.high, given.rank), known),
            "could_be_first": (low <= asked.tau).tolist(),
            "could_be_last": (high > len(high) - asked.tau).tolist(),
            **_shrunk(given, asked, known),
            "tier": tiers_of(better).tolist(),
        },
    )
    return rows, _pooled(given, asked), _checks(given, asked.kind, known, scaled.small, int(better.sum()))


def _rows(given: Given, columns: Mapping[str, Sequence[Any]]) -> tuple[LeagueRow, ...]:
    table = {"id": given.ids, "value": given.value.tolist(), "rank": given.rank.tolist(), **columns}
    return tuple(
        LeagueRow(**dict(zip(table, cells, strict=True))) for cells in zip(*table.values(), strict=True)
    )


def _sets(scaled: scales.Scaled, asked: Settings, simultaneous: bool) -> RankSets:
    return rank_sets(
        scaled.x,
        scaled.se,
        apart=scaled.apart,
        first=asked.first,
        level=asked.level,
        simultaneous=simultaneous,
        draws=asked.draws,
        seed=asked.seed,
    )


def _scaled(given: Given, kind: Kind) -> scales.Scaled:
    if kind == "proportion":
        return scales.of_proportion(given.numerator, given.denominator, given.phi)
    if kind == "rate":
        return scales.of_rate(given.numerator, given.denominator, given.phi)
    return scales.of_estimate(given.value, given.se)


def _ends(given: Given, asked: Settings) -> tuple[Array, Array]:
    """The interval of every value, NaN where its size is not known."""
    if asked.kind == "estimate":
        half = float(ndtri(0.5 + asked.level / 2)) * given.se
        return given.value - half, given.value + half
    interval = wilson if asked.kind == "proportion" else garwood
    lower, upper = interval(given.numerator, given.denominator, asked.level, given.phi)
    return asked.scale * lower, asked.scale * upper


def _shrunk(given: Given, asked: Settings, known: NDArray[np.bool_]) -> dict[str, list[object]]:
    """The columns of the empirical-Bayes view, in the unit of the value."""
    columns = np.full((4, len(known)), np.nan)
    if known.any():
        if asked.kind == "estimate":
            pulled = shrinkage.of_estimates(given.value[known], given.se[known], asked.draws, asked.seed)
        else:
            model = shrinkage.of_proportions if asked.kind == "proportion" else shrinkage.of_rates
            counts = given.numerator[known], given.denominator[known], given.phi[known]
            pulled = model(*counts, asked.draws, asked.seed)
        factor = 1.0 if asked.kind == "estimate" else asked.scale
        lower, upper = pulled.ends(asked.level)
        columns[:, known] = pulled.mean, lower, upper, pulled.chance_last(asked.tau, asked.first)
        columns[:3] *= factor
    return dict(zip(SHRUNK, (_some(column) for column in columns), strict=True))


def _pooled(given: Given, asked: Settings) -> float | None:
    """All events over all sizes; None for estimates, whose weights are not known here."""
    known = np.isfinite(given.numerator) & (given.denominator > 0)
    if asked.kind == "estimate" or not known.any():
        return None
    return float(asked.scale * given.numerator[known].sum() / given.denominator[known].sum())


def _checks(given: Given, kind: Kind, known: NDArray[np.bool_], small: int, apart: int) -> tuple[Check, ...]:
    units = len(given.ids)
    found = [
        words.told_apart(apart, units * (units - 1) // 2),
        words.counts_missing([name for name, sure in zip(given.ids, known, strict=True) if not sure]),
        words.small_counts(small),
        None if kind == "estimate" else words.design_effect(given.phi if given.phi_given else None),
    ]
    return tuple(check for check in found if check is not None)


def _about(given: Given) -> tuple[Check, ...]:
    found = (words.values_missing(given.left_out), words.counts_disagree(given.disagree))
    return tuple(check for check in found if check is not None)


def _some(values: NDArray[Any], known: NDArray[np.bool_] | None = None) -> list[object]:
    """Plain numbers, None where nothing is known (by default: where they are not finite)."""
    sure = np.isfinite(values) if known is None else known
    return [number if there else None for number, there in zip(values.tolist(), sure.tolist(), strict=True)]
