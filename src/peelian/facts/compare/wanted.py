"""From what was typed to a comparison: two areas, or two periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.facts.compare.asking import compare, compare_periods
from peelian.facts.compare.problems import WhatToCompare
from peelian.facts.compare.table import Comparison

if TYPE_CHECKING:
    from peelian.facts.measures.model import Measure
    from peelian.facts.measures.request import Where
    from peelian.facts.store import Store


def comparison(
    measure: str | Measure,
    areas: Sequence[str] = (),
    *,
    period: str = "",
    area: str = "",
    periods: Sequence[str] = (),
    where: Where | None = None,
    level: float = 0.95,
    store: Store | None = None,
) -> Comparison:
    """Either two `areas` (and a `period`), or two `periods` (and an `area`). Raises WhatToCompare for anything else."""
    named = [one for one in periods if one]
    if len(areas) == 2 and not named and not area:
        return compare(measure, areas[0], areas[1], period or None, where=where, level=level, store=store)
    if len(named) == 2 and not areas and not period:
        return compare_periods(
            measure, named[0], named[1], area or None, where=where, level=level, store=store
        )
    raise WhatToCompare
