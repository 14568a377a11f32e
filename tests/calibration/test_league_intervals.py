"""Do 95% intervals hold the truth 95% of the time? Simulation with a known truth, counts printed and recorded."""

import numpy as np
import pytest

from peelian.stats.design_effect import design_effect, dispersion
from peelian.stats.intervals import garwood, wilson
from tests.support.long_proof import LongProof

LEAST, MOST = 0.93, 0.97
pytestmark = pytest.mark.prove


def told(proof: LongProof, what: str, share: float) -> float:
    """Print and record a share that was held, in per cent."""
    print(f"{what}: held {share:.2%} of the time (seed {proof.seed})")
    proof.record(f"count:% held, {what},", f"{100 * share:.2f}")
    return share


def test_wilson_holds_the_truth_for_shares_from_two_to_98_in_a_hundred(proof: LongProof) -> None:
    """Averaged over p; at a single p and n the count is a step and no interval can hold exactly 95%."""
    random = np.random.default_rng(proof.seed)
    times = proof.count("samples", 400_000)
    for n in (20, 100, 2000):
        p = random.uniform(0.02, 0.98, times)
        lower, upper = wilson(random.binomial(n, p), n)
        assert LEAST <= told(proof, f"Wilson, n = {n}", float(((lower <= p) & (p <= upper)).mean())) <= MOST


def test_garwood_holds_the_truth_for_means_from_ten_to_300(proof: LongProof) -> None:
    """Exact means never below 95%; under a mean of about 10 it is above 97% by its own theory."""
    random = np.random.default_rng(proof.seed)
    times = proof.count("samples", 400_000)
    for low, high in ((10, 50), (50, 300)):
        rate = random.uniform(low, high, times)
        lower, upper = garwood(random.poisson(rate))
        share = told(
            proof, f"Garwood, means {low} to {high}", float(((lower <= rate) & (rate <= upper)).mean())
        )
        assert 0.949 <= share <= MOST


@pytest.mark.parametrize("days", [28, 90])
def test_with_the_design_effect_intervals_hold_the_truth_of_clustered_calls(
    proof: LongProof, days: int
) -> None:
    """Calls of 43 forces surge by day; the design effect is estimated from the same days. Without it: a fraction."""
    random = np.random.default_rng(proof.seed)
    held, plain, units = 0, 0, 0
    for _ in range(proof.count("leagues", 400)):
        truth = random.beta(45, 7, 43)
        n = random.poisson(random.uniform(100, 2000, (43, 1)) * np.ones((1, days)))
        rho = 0.05
        daily = random.beta(truth[:, None] * (1 - rho) / rho, (1 - truth[:, None]) * (1 - rho) / rho, n.shape)
        y = random.binomial(n, daily)
        totals = y.sum(axis=1), n.sum(axis=1)
        for phi in (design_effect(y, n).phi, 1.0):
            lower, upper = wilson(*totals, phi=phi)
            inside = int(((lower <= truth) & (truth <= upper)).sum())
            held, plain = (held, plain + inside) if phi == 1.0 else (held + inside, plain)
        units += 43
    assert told(proof, "Wilson without a design effect", plain / units) < 0.6
    assert LEAST <= told(proof, f"Wilson with a design effect from {days} days", held / units) <= MOST


def test_with_the_dispersion_intervals_hold_the_truth_of_counts_that_come_in_bursts(proof: LongProof) -> None:
    random = np.random.default_rng(proof.seed)
    held, plain, units = 0, 0, 0
    for _ in range(proof.count("leagues", 400)):
        truth = random.uniform(5, 80, 43)
        counts = random.poisson(truth[:, None] * random.gamma(10, 0.1, (43, 36)))
        total = counts.sum(axis=1)
        for phi in (dispersion(counts).phi, 1.0):
            lower, upper = garwood(total, 36, phi=phi)
            inside = int(((lower <= truth) & (truth <= upper)).sum())
            held, plain = (held, plain + inside) if phi == 1.0 else (held + inside, plain)
        units += 43
    assert told(proof, "Garwood without a design effect", plain / units) < 0.8
    assert LEAST <= told(proof, "Garwood with the dispersion of 36 months", held / units) <= MOST
