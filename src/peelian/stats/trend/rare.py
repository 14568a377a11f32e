"""Exact distributions of small counts and of the time between events, in plain numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.stats.trend.result import Model

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CountLaw:
    """Poisson of a mean, or negative binomial with variance mean + mean² × `spread`."""

    mean: float
    spread: float = 0.0

    @property
    def model(self) -> Model:
        return "negative_binomial" if self.spread > 0 else "poisson"

    def probabilities(self, most: int) -> Floats:
        """P(0), ..., P(most)."""
        counts = np.arange(most + 1)
        log_factorial = np.array([math.lgamma(count + 1) for count in counts])
        if self.mean <= 0:
            return np.asarray(counts == 0, dtype=np.float64)
        if self.spread <= 0:
            return np.asarray(
                np.exp(counts * math.log(self.mean) - self.mean - log_factorial), dtype=np.float64
            )
        size = 1 / self.spread
        share = self.mean / (self.mean + size)
        ways = np.array([math.lgamma(count + size) for count in counts]) - math.lgamma(size) - log_factorial
        return np.asarray(
            np.exp(ways + counts * math.log(share) + size * math.log1p(-share)), dtype=np.float64
        )

    def limits(self, tail: float) -> tuple[int | None, int]:
        """The lowest and highest count that is not unusual: P(below) and P(above) are each at most `tail`.

        The lower one is None when even zero is not unusual.
        """
        reach = self._reach(tail)
        cumulative = np.cumsum(self.probabilities(reach))
        upper = int(np.searchsorted(cumulative, 1 - tail))
        lower = int(np.searchsorted(cumulative, tail, side="right"))
        return (lower or None), upper

    def two_sided(self, count: int) -> float:
        """Twice the smaller of P(this few) and P(this many), at most 1."""
        chances = self.probabilities(count)
        few = float(chances.sum())
        many = max(0.0, 1 - few + float(chances[-1]))
        return min(1.0, 2 * min(few, many))

    def _reach(self, tail: float) -> int:
        sd = math.sqrt(self.mean + self.mean**2 * self.spread)
        tallest = max(1.0, self.spread * self.mean)
        return math.ceil(self.mean + 10 * sd + 30 * tallest * -math.log10(tail))


def extra_spread(counts: Floats, expected: Floats) -> float:
    """Moment estimate of the negative binomial's `spread`: variance beyond Poisson over mean squared, not below zero."""
    if counts.size < 2 or expected.sum() <= 0:
        return 0.0
    beyond = counts.size / (counts.size - 1) * ((counts - expected) ** 2).sum() - expected.sum()
    return max(0.0, float(beyond / (expected**2).sum()))


@dataclass(frozen=True, slots=True)
class GapLaw:
    """Days between events: whole days (geometric from 0) or parts of days (exponential), of a mean."""

    mean: float
    whole_days: bool

    def longer(self, days: float) -> float:
        """P(a gap longer than this)."""
        if self.mean <= 0:
            return 0.0
        if self.whole_days:
            return (self.mean / (1 + self.mean)) ** (math.floor(days) + 1)
        return math.exp(-days / self.mean)

    def limits(self, tail: float) -> tuple[float | None, float]:
        """The shortest and longest gap that is not unusual; P(shorter), P(longer) are each at most `tail`."""
        if self.mean <= 0:
            return None, 0.0
        if not self.whole_days:
            return -self.mean * math.log1p(-tail), -self.mean * math.log(tail)
        step = math.log(self.mean / (1 + self.mean))
        upper = max(0, math.ceil(math.log(tail) / step - 1 - 1e-12))
        lower = math.floor(math.log1p(-tail) / step + 1e-12)
        return (float(lower) or None), float(upper)

    def median(self) -> float:
        """Half of the gaps are this long or shorter (at least half for whole days)."""
        if self.mean <= 0:
            return 0.0
        if not self.whole_days:
            return self.mean * math.log(2)
        return float(max(0, math.ceil(math.log(0.5) / math.log(self.mean / (1 + self.mean)) - 1 - 1e-12)))
