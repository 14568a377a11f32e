"""Tiers: groups of neighbours in the table that cannot be told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def tiers_of(better: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The tier of every unit, from 1, for units in order of rank; `better[a, b]`: a is shown better than b.

    Going down the table, a unit joins the tier above it as long as nobody in that tier is shown to be better than it;
    else it opens the next tier. So no two members of one tier can be told apart, at the table's level, for all
    pairs together. Members of neighbouring tiers need not all differ: a tier's edge is where the first difference
    shows, not a gap in the values.
    """
    tier = np.ones(len(better), dtype=np.int64)
    start = 0
    for unit in range(1, len(better)):
        if better[start:unit, unit].any():
            start = unit
        tier[unit] = tier[unit - 1] + (start == unit)
    return tier
