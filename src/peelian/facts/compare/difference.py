"""The interval of a difference from the intervals of the two figures: square and add.

Newcombe (1998), method 10, for shares; Zou and Donner (2008) for any two independent estimates. It keeps the skewness
of each figure's own interval, and the interval of no difference between figures without variation is a point.
"""

from __future__ import annotations

from math import sqrt

Ends = tuple[float, float]


def ends(first: float, of_first: Ends, second: float, of_second: Ends) -> Ends:
    """Lower and upper end of `second - first`, the two being independent."""
    apart = second - first
    down = sqrt((second - of_second[0]) ** 2 + (of_first[1] - first) ** 2)
    up = sqrt((of_second[1] - second) ** 2 + (first - of_first[0]) ** 2)
    return apart - down, apart + up
