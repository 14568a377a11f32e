"""Which areas and periods of a source lost rows to quarantine: written by an adapter, read by the measures.

It travels as a label of the source, `kent 2021-03-31; essex 2021-03-31`, so that whoever sums the rows that were kept
knows from the manifest alone that something is missing. A row whose area or period cannot be read names no slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LABEL = "figures that lack rows"


def written(slots: Iterable[tuple[str, str]]) -> str:
    """Pairs of area id and canonical period as the label's value, each once, in order."""
    return "; ".join(f"{area_id} {period}" for area_id, period in sorted(set(slots)))


def hit(labels: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """The pairs of area id and period that the labels of a source name."""
    pairs = (one.split(" ") for one in str(labels.get(LABEL, "")).split("; ") if one)
    return frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
