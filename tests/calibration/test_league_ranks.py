"""Do 95% sets of ranks hold every true rank of a league at once? Simulated leagues, counts printed and recorded."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from peelian.stats.design_effect import design_effect
from peelian.stats.league import rank_sets
from peelian.stats.league.rank_sets import ranks
from peelian.stats.league.scale import Scaled, of_proportion, of_rate
from tests.support.long_proof import LongProof

Array = NDArray[np.float64]
pytestmark = pytest.mark.prove
DAYS, RHO, DRAWS = 30, 0.06, 500

TRUTHS: dict[str, Callable[[np.random.Generator], Array]] = {
    "spread as forces are": lambda random: random.beta(45, 7, 43),
    "two groups": lambda random: np.where(np.arange(43) < 20, 0.92, 0.80),
    "all alike, the hardest": lambda random: np.full(43, 0.87),
}


def holds(scaled: Scaled, truth: Array, seed: int, simultaneous: bool = True) -> NDArray[np.bool_]:
    """For each unit, whether its set holds its true rank."""
    sets = rank_sets(
        scaled.x, scaled.se, apart=scaled.apart, draws=DRAWS, seed=seed, simultaneous=simultaneous
    )
    true = ranks(truth)
    return np.asarray((sets.low <= true) & (true <= sets.high))


def told(proof: LongProof, what: str, share: float) -> float:
    """Print and record a share of leagues held whole, in per cent."""
    print(f"{what}: {share:.2%} of the leagues held whole (seed {proof.seed})")
    proof.record(f"count:% of leagues whole, {what},", f"{100 * share:.2f}")
    return share


def clustered(random: np.random.Generator, truth: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A month of calls: the days of a force surge together, the share answered in time is its own each day."""
    n = random.poisson(random.uniform(150, 2000, (43, 1)) * random.uniform(0.8, 1.2, (43, DAYS)))
    weight = (1 - RHO) / RHO
    daily = random.beta(weight * truth[:, None], weight * (1 - truth[:, None]), n.shape)
    return random.binomial(n, daily), n


@pytest.mark.parametrize("spread", TRUTHS)
def test_sets_of_ranks_hold_the_whole_truth_of_clustered_calls_and_plain_ones_do_not(
    proof: LongProof, spread: str
) -> None:
    random = np.random.default_rng(proof.seed)
    leagues, with_phi, without = proof.count("leagues", 2000), 0, 0
    for seed in range(leagues):
        truth = TRUTHS[spread](random)
        y, n = clustered(random, truth)
        totals = y.sum(axis=1).astype(float), n.sum(axis=1).astype(float)
        with_phi += holds(of_proportion(*totals, np.array(design_effect(y, n).phi)), truth, seed).all()
        without += holds(of_proportion(*totals, np.ones(43)), truth, seed).all()
    assert told(proof, f"{spread}, binomial errors", without / leagues) < 0.5
    assert told(proof, f"{spread}, errors with a design effect from {DAYS} days", with_phi / leagues) >= 0.93


@pytest.mark.parametrize("mean", [1, 4, 12, 40])
def test_sets_of_ranks_hold_the_whole_truth_of_small_counts(proof: LongProof, mean: int) -> None:
    """Homicides in 43 forces of very different size, all with the same true rate: whoever is told apart is a fault."""
    random = np.random.default_rng(proof.seed)
    exposure = np.concatenate([[9.0, 0.01], np.exp(random.normal(0, 0.6, 41))])
    truth, whole, roots = np.full(43, float(mean)), 0, 0
    leagues = proof.count("leagues", 1000)
    for seed in range(leagues):
        y = random.poisson(truth * exposure).astype(float)
        whole += holds(of_rate(y, exposure, np.ones(43)), truth, seed).all()
        roots += holds(Scaled(2 * np.sqrt(y / exposure), 1 / np.sqrt(exposure)), truth, seed).all()
    told(proof, f"mean count {mean}, by square roots alone", roots / leagues)
    assert told(proof, f"mean count {mean}, by the likelihood", whole / leagues) >= 0.93


def test_a_set_for_one_force_alone_holds_its_rank(proof: LongProof) -> None:
    random = np.random.default_rng(proof.seed)
    held, leagues = 0.0, proof.count("leagues", 500)
    for seed in range(leagues):
        truth = np.where(np.arange(43) < 20, 0.88, 0.80)
        n = random.integers(300, 3000, 43)
        scaled = of_proportion(random.binomial(n, truth).astype(float), n.astype(float), np.ones(43))
        held += float(holds(scaled, truth, seed, simultaneous=False).mean())
    share = told(proof, "each force alone", held / leagues)
    assert share >= 0.94
