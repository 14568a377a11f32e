"""Benjamini and Hochberg 1995 (JRSS B 57:289): hold the share of false alarms among all alarms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def discoveries(p: NDArray[np.float64], rate: float) -> NDArray[np.bool_]:
    """True for the smallest p values up to the last one with p_(i) <= rate × i / m."""
    order = np.argsort(p, kind="stable")
    allowed = rate * np.arange(1, p.size + 1) / max(p.size, 1)
    passed = np.flatnonzero(p[order] <= allowed)
    found = np.zeros(p.size, dtype=bool)
    if passed.size:
        found[order[: passed[-1] + 1]] = True
    return found
