"""What to expect from a force: what it said, the times that this service holds itself to, and what closed means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from peelian.law import engine
from peelian.law.provision import STANDINGS, Version
from peelian.plan.registers.citations import Citation, citation
from peelian.reference.problems import Bilingual
from peelian.services.contact.families import families
from peelian.services.contact.public import coverage
from peelian.services.contact.public.sources import Source, sources_in, table_of
from peelian.services.contact.tracking.duties import OWED

FILE: Final = "expect.toml"
CLOSED: Final = ("no_further_action", "closed")
"""States whose words say what closing means, of the family of crimes."""
_AT_ONCE: Final = Bilingual("At once, in the same answer", "Ar unwaith, yn yr un ateb")
_ONE_DAY: Final = Bilingual("1 working day", "1 diwrnod gwaith")
_DAYS: Final = Bilingual("{count} working days", "{count} diwrnod gwaith")
_HOURS: Final = Bilingual("{count} hours", "{count} awr")


@dataclass(frozen=True, slots=True)
class Promise:
    """By when a force said that it answers. `hours` None: it gave no time."""

    force: str
    text: Bilingual
    hours: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class Limit:
    """One duty: by when, by when for those with enhanced rights (None: the same), by which rule, and how sure that is."""

    provision: str
    what: Bilingual
    by: Bilingual
    enhanced: Bilingual | None
    standing: Bilingual
    citations: tuple[Citation, ...]
    note: Bilingual | None
    sourced: bool


@cache
def promises() -> Mapping[str, tuple[Promise, ...]]:
    """Force -> what it said of the time to an answer."""
    table = table_of(FILE)
    sources = {**sources_in(table_of(coverage.FILE)), **sources_in(table)}
    found: dict[str, tuple[Promise, ...]] = {}
    for row in table["promises"]:
        text = Bilingual(row["text"]["en"], row["text"]["cy"])
        made = Promise(row["force"], text, row.get("hours"), sources[row["source"]])
        found[made.force] = (*found.get(made.force, ()), made)
    return found


def limits(force: str, day: date) -> tuple[Limit, ...]:
    """Every duty that this service keeps a clock for, as it stands on `day` in this force."""
    found = []
    for provision, what in OWED.items():
        version = engine.provision(provision).version_on(day, force)
        if version is not None and version.clock is not None:
            found.append(_limit(provision, what, version))
    return tuple(found)


def closed_means() -> tuple[tuple[Bilingual, Bilingual], ...]:
    """Name and words of the states in which a report ends."""
    states = {one.id: one for one in families()["crime"].states}
    return tuple((states[id_].title, states[id_].told) for id_ in CLOSED)


def _limit(provision: str, what: Bilingual, version: Version) -> Limit:
    rule = version.clock
    assert rule is not None
    return Limit(
        provision=provision,
        what=what,
        by=time_of(rule.standard, rule.unit),
        enhanced=time_of(rule.enhanced, rule.unit) if rule.enhanced != rule.standard else None,
        standing=STANDINGS[version.standing],
        citations=tuple(citation(key) for key in version.citations),
        note=version.note if version.note.said("en") else None,
        sourced=version.certainty == "sourced",
    )


def time_of(count: int, unit: str) -> Bilingual:
    """A time limit in words."""
    if count == 0:
        return _AT_ONCE
    if unit == "working_days" and count == 1:
        return _ONE_DAY
    words = _DAYS if unit == "working_days" else _HOURS
    return Bilingual(*(words.said(lang).format(count=count) for lang in ("en", "cy")))
