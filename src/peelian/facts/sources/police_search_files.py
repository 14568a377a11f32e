"""Which force and month a stop-and-search file is of: the rows do not say.

The force is the one given by the person, else the one in the file's name, else the one where the searches were, if
nearly all of them were in one force's area. The month is that of nearly all rows, in British local time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from peelian.facts.problems import FileProblem
from peelian.facts.sources.base import Context
from peelian.facts.sources.police_layouts import force_id_of
from peelian.reference.forces import force, forces, special_forces
from peelian.reference.places import outcodes

#: At least this part of the rows must be in one month, or of the located searches in one force's area.
NEARLY_ALL = 0.9
MOSTLY_IN_AREA = 0.8
FEWEST_POINTS = 20
MOST_POINTS = 4000
_NAME_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?!\d)")

Points = list[tuple[float, float, int]]


@dataclass(frozen=True, slots=True)
class FileForce:
    """A force and how it is known: `given`, `file_name` or `inferred`."""

    id: str
    basis: str


def named_or_given(name: str, context: Context) -> FileForce | None:
    """The force given with --force, else the one the file's name holds. Raises UnknownForce for a wrong --force."""
    if context.force:
        known = force_id_of(context.force)
        return FileForce(known or force(context.force).id, "given")
    found = force_in_name(name)
    return FileForce(found, "file_name") if found else None


def force_in_name(name: str) -> str | None:
    """The one force whose slug stands in a file's name, between other words; None if none or several do."""
    stem = re.sub(r"[^a-z0-9]+", "-", Path(name).name.casefold())
    stem = f"-{stem}-"
    found: list[str] = []
    for slug in sorted((one.id for one in (*forces(), *special_forces())), key=len, reverse=True):
        if f"-{slug}-" in stem:
            found.append(slug)
            stem = stem.replace(f"-{slug}-", "-")
    return found[0] if len(found) == 1 else None


def month_in_name(name: str) -> str | None:
    """The one YYYY-MM in a file's name, else None."""
    found = set(_NAME_MONTH.findall(Path(name).name))
    return found.pop() if len(found) == 1 else None


def file_month(months: Counter[str], name: str) -> str | None:
    """The month a file is of; None when it holds several, so that each row goes by its own."""
    total = months.total()
    if not total:
        return None
    month, rows = months.most_common(1)[0]
    if rows >= NEARLY_ALL * total:
        return month
    hint = month_in_name(name)
    return hint if hint in months and len(months) <= 2 else None


def force_of_points(points: Points) -> FileForce | None:
    """The force in whose area nearly all searches were, by the nearest postcode district; None if unclear."""
    total = sum(count for _, _, count in points)
    if total < FEWEST_POINTS:
        return None
    import numpy as np

    east, north, owners = _outcode_points()
    tally: Counter[str] = Counter()
    for longitude, latitude, count in points[:MOST_POINTS]:
        nearest = int(np.argmin(((east - longitude) * np.cos(np.radians(latitude))) ** 2 + (north - latitude) ** 2))
        tally[owners[nearest]] += count
    owner, rows = tally.most_common(1)[0]
    return FileForce(owner, "inferred") if rows >= MOSTLY_IN_AREA * tally.total() else None


@cache
def _outcode_points() -> tuple[Any, Any, list[str]]:
    import numpy as np

    placed = list(outcodes().values())
    east = np.array([one.longitude for one in placed])
    north = np.array([one.latitude for one in placed])
    return east, north, [one.force_id for one in placed]


def unknown_force(name: str) -> FileProblem:
    """What to tell the person when nothing says whose searches these are."""
    return FileProblem(
        path=name,
        why="a stop-and-search file does not say which force it is of; neither its name nor its points tell.",
        mend="Add it again with --force, for example --force west-midlands.",
    )


def tallied(points: Iterable[tuple[float, float]]) -> Points:
    """Points with how often each occurs, the commonest first."""
    counted = Counter(points)
    return [(longitude, latitude, count) for (longitude, latitude), count in counted.most_common()]
