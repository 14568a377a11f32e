"""One adapter per official layout; each recognises its file by content, whatever the file is called.

A module of this folder that has `ADAPTERS`, a tuple of adapters, is found by itself. See `base` for how to write one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelian.facts.sources.base import Adapter, Sample

CERTAIN = 0.9
#: Modules whose adapters decide.
DECIDING = ("police_crimes", "police_searches")


@cache
def adapters() -> tuple[Adapter, ...]:
    """Every adapter, in id order. Two with one id are a mistake and raise ValueError."""
    found: dict[str, Adapter] = {}
    for module in iter_modules(__path__):
        for adapter in _of(module.name):
            if adapter.id in found:
                raise ValueError(f"two adapters are called {adapter.id}")
            found[adapter.id] = adapter
    return tuple(found[id_] for id_ in sorted(found))


def _of(module: str) -> tuple[Adapter, ...]:
    return getattr(import_module(f"{__name__}.{module}"), "ADAPTERS", ())


def _quickest_first() -> Iterator[Adapter]:
    """Adapters that decide come first: their files come by the hundred, and then no other need be imported."""
    first = [adapter for module in DECIDING for adapter in _of(module)]
    yield from first
    yield from (adapter for adapter in adapters() if adapter not in first)


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
