"""What the services are called. Their register stands elsewhere: whoever starts the site says where names are found."""

from __future__ import annotations

from collections.abc import Callable

from peelian.reference.problems import Bilingual

_SOURCES: list[Callable[[str], Bilingual | None]] = []


def named_by(source: Callable[[str], Bilingual | None]) -> None:
    """Have services named by this function, which gives None for one that it does not know."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def service_name(service: str) -> Bilingual:
    """The name of a service; of one that nobody names, its code."""
    return next((name for source in _SOURCES if (name := source(service)) is not None), Bilingual(service))
