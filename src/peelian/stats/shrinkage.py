"""A value drawn towards the pooled one, as far as its size gives reason to: the empirical-Bayes view.

Three models of how units truly differ: beta-binomial (proportions), Gamma-Poisson (rates) and normal-normal
(estimates). The size of the prior, as a number of trials, an exposure or a variance, is not fixed at one best value
but averaged over a grid by the marginal likelihood under the uniform-shrinkage prior (Christiansen and Morris 1997), so
that the ends stay honest where the units hardly differ. A design effect divides counts and sizes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betaln, gammaln

from peelian.stats.intervals import Array

GRID: Final = 64
_SHRINKAGE: Final = ((np.arange(GRID) + 0.5) / GRID)[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """Posterior means (one per unit) and draws (draws x units), in the unit of the input."""

    mean: Array
    draws: Array

    def ends(self, level: float) -> tuple[Array, Array]:
        """The middle `level` of the draws."""
        lower, upper = np.quantile(self.draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return lower, upper

    def chance_last(self, tau: int, first: str) -> Array:
        """For each unit the chance that fewer than `tau` units are truly worse."""
        values = self.draws if first == "highest" else -self.draws
        last = min(tau, values.shape[1]) - 1
        edge = np.partition(values, last, axis=1)[:, [last]] if values.shape[1] else values
        return np.asarray((values <= edge).mean(axis=0))


def of_proportions(y: Array, n: Array, phi: Array, draws: int, seed: int) -> Shrunk:
    """Beta-binomial. `y` successes of `n` > 0, design effects `phi`; means and draws as fractions."""
    events, size = y / phi, n / phi
    prior, middle = _priors(events, size)
    middle = np.minimum(middle, 1 - 0.5 / (size.sum() + 1))
    a, b = middle * prior, (1 - middle) * prior
    weight = _weights((betaln(a + events, b + size - events) - betaln(a, b)).sum(axis=1))
    mean = weight @ ((a + events) / (prior + size))
    pick, random = _picks(weight, draws, seed)
    return Shrunk(mean, random.beta(a[pick] + events, b[pick] + size - events))


def of_rates(y: Array, exposure: Array, phi: Array, draws: int, seed: int) -> Shrunk:
    """Gamma-Poisson. `y` events over `exposure` > 0; means and draws per unit of exposure."""
    events, size = y / phi, exposure / phi
    prior, middle = _priors(events, size)
    shape = middle * prior
    likelihood = gammaln(shape + events) - gammaln(shape) + shape * np.log(prior)
    weight = _weights((likelihood - (shape + events) * np.log(prior + size)).sum(axis=1))
    mean = weight @ ((shape + events) / (prior + size))
    pick, random = _picks(weight, draws, seed)
    return Shrunk(mean, random.standard_gamma(shape[pick] + events) / (prior[pick] + size))


def of_estimates(x: Array, se: Array, draws: int, seed: int) -> Shrunk:
    """Normal-normal. Estimates with standard errors (0: known exactly; infinite: nothing known)."""
    variance = np.square(se)
    useful = variance[(variance > 0) & np.isfinite(variance)]
    if not useful.size:
        known = np.where(np.isfinite(se), x, np.nan)
        return Shrunk(known, np.broadcast_to(known, (draws, len(x))))
    between = np.median(useful) * (1 - _SHRINKAGE) / _SHRINKAGE
    precision = 1 / (between + variance)
    total = precision.sum(axis=1, keepdims=True)
    middle = (precision * x).sum(axis=1, keepdims=True) / total
    likelihood = -0.5 * (_log(between + variance) + precision * np.square(x - middle)).sum(axis=1)
    weight = _weights(likelihood - 0.5 * np.log(total[:, 0]))
    trust = between * precision
    mean = trust * x + (1 - trust) * middle
    spread = np.sqrt(between * (1 - trust) + np.square(1 - trust) / total)
    pick, random = _picks(weight, draws, seed)
    return Shrunk(weight @ mean, mean[pick] + spread[pick] * random.standard_normal((draws, len(x))))


def _priors(events: Array, size: Array) -> tuple[Array, Array]:
    """Prior sizes on the grid (grid x 1), and for each the mean of the units weighted as that prior would."""
    prior = np.median(size) * _SHRINKAGE / (1 - _SHRINKAGE)
    trust = size / (size + prior)
    middle = (trust * events / size).sum(axis=1, keepdims=True) / trust.sum(axis=1, keepdims=True)
    return prior, np.maximum(middle, 0.5 / (size.sum() + 1))


def _weights(log_likelihood: Array) -> Array:
    weight = np.exp(log_likelihood - log_likelihood.max())
    return np.asarray(weight / weight.sum())


def _log(variance: Array) -> Array:
    """The logarithm; 0 for an infinite variance, whose unit says nothing about the others."""
    return np.log(np.where(np.isfinite(variance), variance, 1.0))


def _picks(weight: Array, draws: int, seed: int) -> tuple[np.ndarray, np.random.Generator]:
    """For every draw a place of the grid, and the generator for the rest; row r depends on the seed and r only."""
    places, rest = np.random.default_rng(seed).spawn(2)
    return np.minimum(np.searchsorted(np.cumsum(weight), places.random(draws)), GRID - 1), rest
