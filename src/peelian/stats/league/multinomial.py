"""Sets of ranks for shares of one total (which kind of call comes most often?), exact for any count.

Method: Bazylik, Mogstad, Romano, Shaikh and Wilhelm (2022), "Finite- and large-sample inference for ranks using
multinomial data with an application to ranking political parties". Given the sum of two categories, the count of one is
binomial with a half when they are equally common; Holm's (1979) step-down holds all ordered pairs together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc

from peelian.stats.intervals import Array, BadCounts, checked_level
from peelian.stats.league.rank_sets import RankSets, ranks
from peelian.stats.league.result import First


def multinomial_rank_sets(counts: ArrayLike, *, first: First = "highest", level: float = 0.95) -> RankSets:
    """Simultaneous sets for the ranks of categories by how common they are; `counts` are whole numbers, one for each
    category. `critical` is the largest p-value that still told two apart (0 where none did). Raises `BadCounts`.
    """
    x = np.asarray(counts, float)
    if (x < 0).any() or not (x == np.floor(x)).all():
        row = int(np.argmax((x < 0) | (x != np.floor(x))))
        raise BadCounts(what="Counts of categories", why="must be whole numbers from 0", row=row)
    p_values = more_common(x)
    alpha = 1 - checked_level(level)
    order = np.argsort(p_values, axis=None, kind="stable")[: len(x) * (len(x) - 1)]
    held = p_values.flat[order] <= alpha / np.arange(len(order), 0, -1)
    told = order[: len(order) if held.all() else int(np.argmin(held))]
    better = np.zeros(p_values.shape, dtype=bool)
    better.flat[told] = True
    critical = np.array(p_values.flat[told[-1]] if len(told) else 0.0)
    if first == "lowest":
        better = better.T
    standing = x if first == "highest" else -x
    return RankSets(ranks(standing), 1 + better.sum(axis=0), len(x) - better.sum(axis=1), better, critical)


def more_common(x: Array) -> Array:
    """p-values of "a is not more common than b" for all ordered pairs (rows a); infinite on the diagonal.

    P(Binomial(x_a + x_b, 1/2) >= x_a), by the incomplete beta function.
    """
    a, b = np.broadcast_arrays(x[:, None], x[None, :])
    p_values = np.where(a > 0, betainc(np.maximum(a, 1), b + 1, 0.5), 1.0)
    np.fill_diagonal(p_values, np.inf)
    return p_values
