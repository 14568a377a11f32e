"""Does the permutation p keep its promise under no relation, and does the interval hold the truth 93 to 97% of the time?"""

import math
from collections.abc import Callable

import numpy as np
import pytest

from peelian.stats.claims import extremes_overlap, rank_agreement
from peelian.stats.claims.ranks import spearmans
from tests.support.long_proof import LongProof

Draw = Callable[[np.random.Generator, int, float], tuple[np.ndarray, np.ndarray]]


def told(proof: LongProof, name: str, share: float) -> None:
    proof.record(f"count:per cent {name}", round(100 * share, 1))
    print(f"{name}: {share:.4f}")


def normal(rng: np.random.Generator, n: int, lean: float) -> tuple[np.ndarray, np.ndarray]:
    x, y = rng.standard_normal((2, n))
    return x, lean * x + math.sqrt(1 - lean**2) * y


def heavy(rng: np.random.Generator, n: int, lean: float) -> tuple[np.ndarray, np.ndarray]:
    x, y = normal(rng, n, lean)
    spread = np.sqrt(4 / rng.chisquare(4, n))
    return x * spread, y * spread


def rounded(rng: np.random.Generator, n: int, lean: float) -> tuple[np.ndarray, np.ndarray]:
    x, y = normal(rng, n, lean)
    return np.round(2 * x), np.round(2 * y)


@pytest.mark.prove
@pytest.mark.parametrize("draw", [normal, rounded])
def test_under_no_relation_p_is_as_small_as_five_in_a_hundred_five_times_in_a_hundred(
    proof: LongProof, draw: Draw
) -> None:
    rng = np.random.default_rng(proof.seed)
    tried = proof.count("sets of 43 forces without a relation", 2000)
    weights = rng.lognormal(0, 0.6, 43)
    p, weighted = [], []
    for seed in range(tried):
        found = rank_agreement(*draw(rng, 43, 0.0), weights, permutations=199, draws=99, seed=seed)
        p.append(found.spearman.p)
        weighted.append(found.weighted.p)
    for name, values in (("Spearman", p), ("weighted", weighted)):
        for level in (0.01, 0.05, 0.1, 0.5, 0.9):
            share = float(np.mean(np.array(values) <= level + 1e-12))
            told(proof, f"with {name} p of {level} or less", share)
            assert share == pytest.approx(level, abs=4 * math.sqrt(level * (1 - level) / tried))


@pytest.mark.prove
def test_95_in_100_intervals_hold_the_true_rank_correlation(proof: LongProof) -> None:
    """Each design is printed; over all of them, and for each, the share must lie where a 95% interval's should."""
    rng = np.random.default_rng(proof.seed)
    each = proof.count("sets of forces per design, of 12 designs", 800)
    held = []
    for draw in (normal, heavy, rounded):
        for n, lean in ((43, 0.0), (43, -0.4), (43, 0.7), (20, 0.4)):
            x, y = draw(rng, 400_000, lean)
            truth = float(spearmans(x, y, np.ones((1, x.size)))[0])
            inside = []
            for seed in range(each):
                interval = rank_agreement(
                    *draw(rng, n, lean), permutations=99, draws=799, seed=seed
                ).spearman.interval
                inside.append(interval.lower <= truth <= interval.upper)
            told(
                proof,
                f"of intervals hold the truth ({draw.__name__}, n {n}, {truth:.2f})",
                float(np.mean(inside)),
            )
            assert 0.915 < np.mean(inside) < 0.98
            held.extend(inside)
    told(proof, "of all intervals hold the truth", float(np.mean(held)))
    assert 0.93 <= np.mean(held) <= 0.97


@pytest.mark.prove
def test_under_no_relation_the_overlap_of_extremes_is_called_rare_no_more_often_than_it_says(
    proof: LongProof,
) -> None:
    rng = np.random.default_rng(proof.seed)
    tried = proof.count("overlaps of the extremes", 2000)
    p = np.array([extremes_overlap(*rng.standard_normal((2, 43))).p for _ in range(tried)])
    for level in (0.01, 0.05, 0.1):
        share = float(np.mean(p <= level))
        told(proof, f"with p of {level} or less", share)
        assert share <= level + 4 * math.sqrt(level * (1 - level) / tried)
