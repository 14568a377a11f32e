"""Spearman's rank correlation without a library: the correlation of ranks, ties sharing their mean rank."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """Between -1 and 1; 0 where all of one side are equal."""
    a, b = _ranks(x), _ranks(y)
    middle = (len(a) + 1) / 2
    together = sum((one - middle) * (other - middle) for one, other in zip(a, b, strict=True))
    spread = sqrt(sum((one - middle) ** 2 for one in a) * sum((other - middle) ** 2 for other in b))
    return together / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    return [order.index(value) + (order.count(value) + 1) / 2 for value in values]
