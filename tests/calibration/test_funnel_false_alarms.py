"""How often a funnel calls a unit unusual that is not: by simulation, at both levels, with and without over-dispersion."""

import math

import numpy as np
import pytest

from peelian.stats.funnel import Funnel, funnel
from tests.support.long_proof import LongProof

UNITS = 43


def noise(share: float, tried: int) -> float:
    """Three and a half standard errors of a share."""
    return 3.5 * math.sqrt(share * (1 - share) / tried)


def shares(proof: LongProof, found: list[Funnel]) -> dict[str, float]:
    """The share of units outside, by which limits; written into the proof."""
    points = [point for result in found for point in result.points]
    told = {
        "95% high": np.mean([p.outside_95 and p.side == "high" for p in points]),
        "95% low": np.mean([p.outside_95 and p.side == "low" for p in points]),
        "99.8%": np.mean([p.outside_998 for p in points]),
        "95% widened": np.mean([p.adjusted_outside_95 for p in points]),
        "funnels with a flag": np.mean([any(p.flagged for p in result.points) for result in found]),
    }
    for name, share in told.items():
        proof.record(f"count:per cent outside ({name})", round(100 * float(share), 2))
    print({name: round(float(share), 4) for name, share in told.items()})
    return {name: float(share) for name, share in told.items()}


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_units_on_target_are_outside_no_more_often_than_the_level_says(proof: LongProof, kind: str) -> None:
    rng = np.random.default_rng(proof.seed)
    found = []
    for _ in range(proof.count("funnels of 43 units on target", 400)):
        if kind == "rate":
            size = rng.uniform(2, 60, UNITS)
            found.append(
                funnel(range(UNITS), rng.poisson(size), size, kind="rate", target=1.0, curve_points=3)
            )
        else:
            trials = rng.integers(50, 3000, UNITS)
            count = rng.binomial(trials, 0.074)
            found.append(funnel(range(UNITS), count, trials, kind="proportion", target=0.074, curve_points=3))
    told, tried = shares(proof, found), 400 * UNITS
    assert told["95% high"] <= 0.025 + noise(0.025, tried)
    assert told["95% low"] <= 0.025 + noise(0.025, tried)
    assert told["95% high"] + told["95% low"] > 0.03, "limits that never alarm would pass too"
    assert told["99.8%"] <= 0.002 + noise(0.002, tried)
    assert told["funnels with a flag"] <= 0.05 + noise(0.05, 400)


@pytest.mark.prove
def test_units_that_differ_normally_are_outside_the_widened_funnel_one_time_in_nine_and_hardly_ever_flagged(
    proof: LongProof,
) -> None:
    """True values spread by 15%: the plain funnel calls most of them unusual. The published widening leaves out what
    winsorising takes (0.68 of a normal variance is left): 2 Φ(-1.96 √0.68) = 0.107. Flags are made from the whole."""
    rng = np.random.default_rng(proof.seed)
    found = []
    for _ in range(proof.count("funnels of 43 units that differ", 300)):
        size = rng.uniform(300, 4000, UNITS)
        true = np.clip(rng.normal(1.0, 0.075, UNITS), 0.1, None) ** 2
        found.append(funnel(range(UNITS), rng.poisson(size * true), size, kind="rate", curve_points=3))
    told = shares(proof, found)
    p = np.array([point.p_adjusted for result in found for point in result.points])
    proof.record(
        "count:per cent with an adjusted p of 0.05 or less", round(100 * float(np.mean(p <= 0.05)), 1)
    )
    assert told["95% high"] + told["95% low"] > 0.5
    assert 0.09 < told["95% widened"] < 0.14
    assert 0.03 < np.mean(p <= 0.05) < 0.08
    assert told["funnels with a flag"] < 0.18
