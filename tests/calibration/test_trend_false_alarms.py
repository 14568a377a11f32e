"""How often a chart over time sees a change where there is none: by simulation, rule by rule, beside theory."""

import datetime as dt
import math
from statistics import NormalDist

import numpy as np
import pytest

from peelian.reference.periods import month
from peelian.stats.trend import count_chart, days_between, xmr
from tests.support.long_proof import LongProof

CHARTS = 3000


def noise(share: float, tried: int) -> float:
    """Four standard errors of a share."""
    return 4 * math.sqrt(share * (1 - share) / tried)


def told(proof: LongProof, name: str, share: float) -> None:
    proof.record(f"count:per cent {name}", round(100 * share, 2))
    print(f"{name}: {share:.4f}")


@pytest.mark.prove
def test_rules_fire_on_the_latest_of_100_normal_values_about_as_often_as_theory_says(
    proof: LongProof,
) -> None:
    """Known limits: beyond 2 Φ(-3) = 0.0027; seven on one side 2 / 2^7 = 0.0156; six in order 2 / 6! = 0.0028;
    two of three: q = Φ(-2) each side, the latest and one of the two before, 2 q (1 - (1 - q)^2) = 0.0020."""
    rng = np.random.default_rng(proof.seed)
    periods = [month(2010 + k // 12, k % 12 + 1) for k in range(100)]
    last = [xmr(periods, rng.normal(50, 5, 100), screen=False).points[-1].rules for _ in range(CHARTS)]
    proof.count("charts of 100 normal values", CHARTS)
    q = NormalDist().cdf(-2)
    theory = {
        "limit": 2 * NormalDist().cdf(-3),
        "run": 2 / 2**7,
        "ing": 2 / 720,
        "near": 2 * q * (1 - (1 - q) ** 2),
    }
    names = {
        "limit": {"above_limit", "below_limit"}, "run": {"run_above", "run_below"},
        "ing": {"rising", "falling"}, "near": {"near_upper", "near_lower"},
    }  # fmt: skip
    for rule, expected in theory.items():
        share = float(np.mean([bool(names[rule] & set(rules)) for rules in last]))
        told(proof, f"false alarms of {sorted(names[rule])[0]} (theory {expected:.4f})", share)
        # Limits that are estimated alarm a little more often than known ones, runs about an estimated mean less.
        assert expected * 0.6 - noise(expected, CHARTS) < share < expected * 1.4 + noise(expected, CHARTS)
    told(proof, "of latest values called a change", float(np.mean([bool(rules) for rules in last])))


@pytest.mark.prove
@pytest.mark.parametrize(
    ("n", "screen", "most"), [(100, False, 0.006), (24, False, 0.012), (24, True, 0.02), (13, True, 0.03)]
)
def test_values_beyond_the_limits_are_few_also_when_limits_rest_on_few_values(
    proof: LongProof, n: int, screen: bool, most: float
) -> None:
    rng = np.random.default_rng(proof.seed)
    periods = [month(2010 + k // 12, k % 12 + 1) for k in range(n)]
    charts = proof.count(f"charts of {n} normal values", 800)
    beyond = [
        bool({"above_limit", "below_limit"} & set(point.rules))
        for _ in range(charts)
        for point in xmr(periods, rng.normal(0, 1, n), screen=screen).points
    ]
    share = float(np.mean(beyond))
    told(proof, f"beyond the limits, {n} values{', screened' if screen else ''}", share)
    assert 0.0005 < share < most


@pytest.mark.prove
@pytest.mark.parametrize("mean", [0.3, 1.0, 2.5, 4.9])
def test_counts_of_independent_events_are_beyond_their_limits_no_more_often_than_the_level_says(
    proof: LongProof, mean: float
) -> None:
    rng = np.random.default_rng(proof.seed)
    periods = [month(2015 + k // 12, k % 12 + 1) for k in range(48)]
    charts = [
        count_chart(periods, rng.poisson(mean, 48)) for _ in range(proof.count("charts of 48 counts", 600))
    ]
    points = [point for chart in charts for point in chart.points]
    beyond = float(np.mean([bool({"above_limit", "below_limit"} & set(p.rules)) for p in points]))
    told(proof, f"beyond exact limits, mean {mean}", beyond)
    assert beyond <= 0.0027 + noise(0.0027, len(points))
    runs = float(
        np.mean([any(rule.startswith("run") for rule in chart.points[-1].rules) for chart in charts])
    )
    told(proof, f"in a run at the end, mean {mean}", runs)
    assert runs <= 2 / 2**7 + noise(2 / 2**7, len(charts))


@pytest.mark.prove
def test_an_xmr_chart_of_the_same_small_counts_alarms_more_often_which_is_why_there_is_another(
    proof: LongProof,
) -> None:
    rng = np.random.default_rng(proof.seed)
    periods = [month(2015 + k // 12, k % 12 + 1) for k in range(48)]
    charts = proof.count("XmR charts of 48 small counts", 600)
    beyond = [
        bool({"above_limit", "below_limit"} & set(point.rules))
        for _ in range(charts)
        for point in xmr(periods, rng.poisson(0.3, 48)).points
    ]
    share = float(np.mean(beyond))
    told(proof, "beyond XmR limits, counts of mean 0.3", share)
    assert share > 0.01


@pytest.mark.prove
def test_gaps_between_independent_events_are_beyond_their_limits_no_more_often_than_the_level_says(
    proof: LongProof,
) -> None:
    rng = np.random.default_rng(proof.seed)
    start, outside, gaps = dt.date(2000, 1, 1), 0, 0
    for _ in range(proof.count("charts of 40 gaps", 600)):
        events = [start + dt.timedelta(days=int(day)) for day in np.cumsum(rng.geometric(1 / 30, 41) - 1)]
        found = days_between(events)
        outside += sum(bool({"above_limit", "below_limit"} & set(p.rules)) for p in found.points)
        gaps += len(found.points)
    told(proof, "of gaps beyond their limits", outside / gaps)
    assert outside / gaps <= 0.0027 + noise(0.0027, gaps)
