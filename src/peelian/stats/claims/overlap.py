"""Are the k largest falls of one thing also the k largest rises of another?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from peelian.reference.problems import Bilingual
from peelian.stats.claims.checks import missing, units
from peelian.stats.claims.pairs import Floats, pairs
from peelian.stats.claims.problems import BadSetting
from peelian.stats.claims.result import ExtremesOverlap
from peelian.stats.results import Check, Provenance

CITATION = "hypergeometric distribution: k units drawn at random from n, of which k are marked"


def extremes_overlap(
    x: Sequence[Any],
    y: Sequence[Any],
    k: int = 10,
    *,
    ids: Sequence[Any] | None = None,
    source_ids: tuple[str, ...] = (),
    as_at: str | None = None,
) -> ExtremesOverlap:
    """How many of the k largest falls (lowest values) of x are among the k largest rises (highest values) of y.

    A unit without both values is left out and named. Raises `UnevenPairs`, `RepeatedUnits`, or `BadSetting` when k
    is not between 1 and the number of units.
    """
    read = pairs(x, y, ids=ids)
    n = len(read.ids)
    if not 1 <= k <= n:
        why = Bilingual(f"there are {n} units with both values", f"mae {n} uned â’r ddau werth")
        raise BadSetting(name="k", value=k, why=why)
    falls, rises = _Extreme.of(read.x, k), _Extreme.of(-read.y, k)
    both = falls.chosen & rises.chosen
    low, high = overlap_range(falls, rises)
    p_low, p_high = hypergeometric(n, k, len(both))
    return ExtremesOverlap(
        n=n,
        k=k,
        overlap=len(both),
        overlap_low=low,
        overlap_high=high,
        expected=k * k / n,
        p=min(1.0, 2 * min(p_low, p_high)),
        p_low=p_low,
        p_high=p_high,
        falls=tuple(read.ids[i] for i in falls.order),
        rises=tuple(read.ids[i] for i in rises.order),
        both=tuple(read.ids[i] for i in falls.order if i in both),
        missing=read.missing,
        checks=(units(read), missing(read.missing), _edge(low, high), _signs(read.x, read.y, falls, rises)),
        provenance=Provenance("overlap of the extremes", CITATION, source_ids, as_at, rows=n),
    )


def hypergeometric(n: int, k: int, overlap: int) -> tuple[float, float]:
    """P(this many or fewer) and P(this many or more) of k marked units among k drawn from n, exactly."""
    ways = [math.comb(k, i) * math.comb(n - k, k - i) for i in range(k + 1)]
    return sum(ways[: overlap + 1]) / sum(ways), sum(ways[overlap:]) / sum(ways)


@dataclass(frozen=True, slots=True)
class _Extreme:
    """The k lowest: `order` as chosen, `sure` below the edge, `tied` on it, `places` left for those."""

    order: tuple[int, ...]
    sure: frozenset[int]
    tied: frozenset[int]
    places: int

    @property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.order)

    @classmethod
    def of(cls, values: Floats, k: int) -> _Extreme:
        order = np.argsort(values, kind="stable")
        edge = values[order[k - 1]]
        sure = frozenset(int(i) for i in np.flatnonzero(values < edge))
        tied = frozenset(int(i) for i in np.flatnonzero(values == edge))
        return cls(tuple(int(i) for i in order[:k]), sure, tied, k - len(sure))


def overlap_range(a: _Extreme, b: _Extreme) -> tuple[int, int]:
    """The fewest and the most units in common, over every way to break the ties at the two edges."""
    certain = len(a.sure & b.sure)
    only_a, only_b, shared = len(a.tied & b.sure), len(b.tied & a.sure), len(a.tied & b.tied)
    free_a, free_b = len(a.tied) - only_a - shared, len(b.tied) - only_b - shared
    fewest, most = len(a.order), 0
    for from_a in range(min(a.places, shared) + 1):
        for from_b in range(min(b.places, shared) + 1):
            rest_a, rest_b = a.places - from_a, b.places - from_b
            if rest_a > free_a + only_a or rest_b > free_b + only_b:
                continue
            least = max(0, rest_a - free_a) + max(0, rest_b - free_b) + max(0, from_a + from_b - shared)
            greatest = min(rest_a, only_a) + min(rest_b, only_b) + min(from_a, from_b)
            fewest, most = min(fewest, certain + least), max(most, certain + greatest)
    return fewest, most


def _edge(low: int, high: int) -> Check:
    if low == high:
        sentence = Bilingual(
            "No tie at the edge changes who is among the extremes in common.",
            "Nid oes gyfartaledd ar yr ymyl sy’n newid pwy sydd ymhlith yr eithafion cyffredin.",
        )
        return Check("ties", "pass", 0, sentence)
    return Check(
        "ties",
        "warn",
        high - low,
        Bilingual(
            f"Equal values at the edge: depending on which of them count, {low} to {high} units are in common.",
            f"Gwerthoedd cyfartal ar yr ymyl: yn dibynnu ar ba rai sy’n cyfrif, mae {low} i {high} uned yn gyffredin.",
        ),
    )


def _signs(x: Floats, y: Floats, falls: _Extreme, rises: _Extreme) -> Check:
    wrong = sum(x[i] >= 0 for i in falls.order) + sum(y[i] <= 0 for i in rises.order)
    if not wrong:
        sentence = Bilingual(
            "Every unit among the falls fell, and every one among the rises rose.",
            "Gostyngodd pob uned ymhlith y gostyngiadau, a chododd pob un ymhlith y codiadau.",
        )
        return Check("signs", "pass", 0, sentence)
    return Check(
        "signs",
        "warn",
        int(wrong),
        Bilingual(
            f"{wrong} of the units listed as largest falls or rises did not fall or rise at all; they are only the lowest or "
            "highest.",
            f"Ni wnaeth {wrong} o’r unedau a restrir fel y gostyngiadau neu’r codiadau mwyaf ostwng na chodi o gwbl; dim ond "
            "yr isaf neu’r uchaf ydynt.",
        ),
    )
