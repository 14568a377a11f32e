"""Which reports each force is known to take online: facts from `definitions/coverage.toml`, and what this site takes.

Three answers and no fourth: yes, no, not known. A fact that nobody published is not known, whatever is likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from peelian.reference.forces import Force, forces
from peelian.services.contact.places import forces as forces_here
from peelian.services.contact.public.sources import Source, sources_in, table_of
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.reading import sets

FILE: Final = "coverage.toml"
ANY_CRIME: Final = "crime"
"""A crime, its kind not said: a column of its own, since it says nothing about any one kind."""
UNKNOWN: Final = "unknown"
COLUMNS: Final = ("force", "force_name", "report", "report_name", "takes", "how", "known_for", "source", "address", "read",
                  "here")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One force takes one kind of report online, or does not."""

    force: str
    report: str
    takes: str
    how: str
    source: Source


@cache
def facts() -> Mapping[tuple[str, str], Known]:
    """Force and report -> what is known. Of two facts the one of the later day stands."""
    table = table_of(FILE)
    sources = sources_in(table)
    found: dict[tuple[str, str], Known] = {}
    for row in table["facts"]:
        for report in row["sets"]:
            known = Known(row["force"], report, row["takes"], row["how"], sources[row["source"]])
            held = found.get((known.force, report))
            if held is None or held.source.day < known.source.day:
                found[known.force, report] = known
    return found


def kinds() -> tuple[QuestionSet, ...]:
    """The kinds of report that can be made online at all, in the order of the form; others are calls or go elsewhere."""
    return tuple(one for one in sets().values() if one.online)


def of_force(force: str) -> tuple[Known, ...]:
    """What is known of one force, in the order of the form, any crime first."""
    order = [ANY_CRIME, *(one.id for one in kinds())]
    return tuple(known for report in order if (known := facts().get((force, report))) is not None)


def counted(force: str) -> int | None:
    """How many kinds of report the force is known to take online; None where nothing is known of any kind."""
    known = [one for one in of_force(force) if one.report != ANY_CRIME]
    return sum(one.takes == "yes" for one in known) if known else None


def taken_here() -> frozenset[str]:
    """The forces for which this site takes reports today: those with a team that answers. They take every kind."""
    return frozenset(one.force_id for one in forces_here())


def rows() -> Iterator[dict[str, str]]:
    """Every force and kind of report, a row each: the table to download."""
    here = taken_here()
    names = {ANY_CRIME: "A crime, its kind not said", **{one.id: str(one.short) for one in kinds()}}
    for force in forces():
        for report, name in names.items():
            yield _row(force, report, name, "yes" if force.id in here and report != ANY_CRIME else "no")


def _row(force: Force, report: str, name: str, here: str) -> dict[str, str]:
    known = facts().get((force.id, report))
    told = {"takes": UNKNOWN, "how": "", "known_for": "", "source": "", "address": "", "read": ""}
    if known is not None:
        told = {
            "takes": known.takes,
            "how": known.how,
            "known_for": known.source.day,
            "source": f"{known.source.publisher}: {known.source.title}",
            "address": known.source.address,
            "read": known.source.read.isoformat(),
        }
    return {
        "force": force.id,
        "force_name": force.name,
        "report": report,
        "report_name": name,
        **told,
        "here": here if report != ANY_CRIME else "",
    }
