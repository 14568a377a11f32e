"""The rows that a funnel is made of: every fault named, missing figures set aside by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.reference.problems import Bilingual
from peelian.stats.funnel.problems import FunnelInput, NothingToCompare
from peelian.stats.funnel.result import Kind

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is usable (`ids`, `count`, `size`, all of one length), and who is missing."""

    ids: tuple[str, ...]
    count: Floats
    size: Floats
    missing: tuple[str, ...]


def rows(ids: Sequence[Any], numerator: Sequence[Any], denominator: Sequence[Any], kind: Kind) -> Rows:
    """Read the three columns; None and NaN are missing, a size of zero too.

    Raises `FunnelInput` with every fault, `NothingToCompare` when nothing is left.
    """
    names = tuple(str(unit) for unit in ids)
    try:
        count, size = np.array(list(numerator), dtype=float), np.array(list(denominator), dtype=float)
    except (TypeError, ValueError):
        raise FunnelInput(faults=_NO_NUMBER) from None
    faults = _faults(names, count, size, kind)
    if faults:
        raise FunnelInput(
            faults=Bilingual(
                "; ".join(str(fault) for fault in faults), "; ".join(fault.cy for fault in faults)
            )
        )
    usable = np.isfinite(count) & np.isfinite(size) & (size > 0)
    if not usable.any():
        raise NothingToCompare(rows=len(names))
    kept = tuple(name for name, use in zip(names, usable, strict=True) if use)
    missing = tuple(name for name, use in zip(names, usable, strict=True) if not use)
    return Rows(kept, count[usable], size[usable], missing)


_NO_NUMBER = Bilingual("a count or a size is no number", "nid yw cyfrif neu faint yn rhif")


def _faults(names: tuple[str, ...], count: Floats, size: Floats, kind: Kind) -> list[Bilingual]:
    if not len(names) == count.size == size.size:
        lengths = f"{len(names)}, {count.size}, {size.size}"
        return [
            Bilingual(
                f"the columns differ in length ({lengths})", f"mae hyd y colofnau’n wahanol ({lengths})"
            )
        ]
    found = [
        Bilingual(f"{name} is there {times} times", f"mae {name} yno {times} gwaith")
        for name, times in Counter(names).items()
        if times > 1
    ]
    for name, r, n in zip(names, count, size, strict=True):
        if r < 0 or n < 0:
            found.append(Bilingual(f"{name} has a figure below zero", f"mae gan {name} ffigur o dan sero"))
        elif kind == "proportion" and r > n > 0:
            found.append(
                Bilingual(
                    f"{name} has {r:g} out of only {n:g}", f"mae gan {name} {r:g} allan o ddim ond {n:g}"
                )
            )
    return found
