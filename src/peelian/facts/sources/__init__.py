"""One adapter per official layout; each recognises its file by content, whatever the file is called.

A module of this folder that has `ADAPTERS`, a tuple of adapters, is found by itself. See `base` for how to write one.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.facts.sources.base import Adapter, Sample

CERTAIN = 0.9


@cache
def adapters() -> tuple[Adapter, ...]:
    """Every adapter, in id order. Two with one id are a mistake and raise ValueError."""
    found: dict[str, Adapter] = {}
    for module in iter_modules(__path__):
        for adapter in getattr(import_module(f"{__name__}.{module.name}"), "ADAPTERS", ()):
            if adapter.id in found:
                raise ValueError(f"two adapters are called {adapter.id}")
            found[adapter.id] = adapter
    return tuple(found[id_] for id_ in sorted(found))


@cache
def _quickest_first() -> tuple[Adapter, ...]:
    """Adapters whose certainty ends the search come first: their files come by the hundred."""
    return tuple(sorted(adapters(), key=lambda one: (not one.decides, one.id)))


def adapter(id_: str) -> Adapter:
    """The adapter called `id_`; raises KeyError."""
    for one in adapters():
        if one.id == id_:
            return one
    raise KeyError(id_)


def kinds() -> tuple[str, ...]:
    """Every kind of source that an adapter reads, sorted."""
    return tuple(sorted({one.kind for one in adapters()}))


def best(sample: Sample, kind: str | None = None) -> Adapter | None:
    """The adapter that is surest of the sample (at least one half), of one kind or id if given; None if none is."""
    chosen, highest = None, 0.5
    for one in _quickest_first():
        if kind not in (None, one.kind, one.id):
            continue
        confidence = one.recognises(sample)
        if confidence >= highest and (chosen is None or confidence > highest):
            chosen, highest = one, confidence
        if one.decides and confidence >= CERTAIN:
            break
    return chosen


def near_miss(sample: Sample, kind: str | None = None) -> str | None:
    """Why a file that looks like a known layout is not it, from the first adapter that can say."""
    for one in adapters():
        if kind in (None, one.kind, one.id) and (reason := one.near_miss(sample)):
            return reason
    return None
