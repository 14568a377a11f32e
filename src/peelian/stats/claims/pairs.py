"""Pairs of values by unit: the ones with both kept, the others named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.claims.problems import BadSetting, BadWeights, RepeatedUnits, UnevenPairs

Floats = NDArray[np.float64]
_NO_NUMBER = Bilingual(
    "each value is a number, or None where it is missing", "rhif yw pob gwerth, neu None lle mae ar goll"
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Columns of one length; `weight` is None when none was given."""

    ids: tuple[str, ...]
    x: Floats
    y: Floats
    weight: Floats | None
    start: Floats | None
    missing: tuple[str, ...]


def pairs(
    x: Sequence[Any],
    y: Sequence[Any],
    *,
    ids: Sequence[Any] | None = None,
    weights: Sequence[Any] | None = None,
    start: Sequence[Any] | None = None,
) -> Pairs:
    """Read the columns; a unit that lacks any of them is set aside by name.

    Without `ids` a unit is named by its place, from 1. Raises `UnevenPairs`, `RepeatedUnits`, `BadWeights`.
    """
    try:
        columns = [
            np.array(list(column), dtype=float) for column in (x, y, weights, start) if column is not None
        ]
    except (TypeError, ValueError):
        raise BadSetting(name="x, y, weights, start", value="text", why=_NO_NUMBER) from None
    names = tuple(str(unit) for unit in (ids if ids is not None else range(1, len(columns[0]) + 1)))
    if len({len(names), *(column.size for column in columns)}) > 1:
        raise UnevenPairs(lengths=", ".join(str(size) for size in [len(names), *(c.size for c in columns)]))
    if len(set(names)) < len(names):
        raise RepeatedUnits(names=", ".join(sorted({name for name in names if names.count(name) > 1})))
    usable = np.all(np.isfinite(columns), axis=0)
    rest = iter(column[usable] for column in columns)
    kept = Pairs(
        ids=tuple(name for name, use in zip(names, usable, strict=True) if use),
        x=next(rest),
        y=next(rest),
        weight=next(rest) if weights is not None else None,
        start=next(rest) if start is not None else None,
        missing=tuple(name for name, use in zip(names, usable, strict=True) if not use),
    )
    _hold_weights(kept)
    return kept


def _hold_weights(read: Pairs) -> None:
    if read.weight is None or not read.ids:
        return
    if (read.weight < 0).any():
        raise BadWeights(found=f"{read.weight.min():g}")
    if len(read.ids) > 1 and (read.weight > 0).sum() < 2:
        raise BadWeights(found=", ".join(f"{weight:g}" for weight in read.weight))
