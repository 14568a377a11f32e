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
#: A cluster of this part and this many of the searches, in a force further away than neighbours are, is a second file.
SECOND_FILE = 0.02
FEWEST_SECOND = 10
NEIGHBOUR_KM = 25
_KM_IN_A_DEGREE = 111.2
_NAME_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?!\d)")

Points = list[tuple[float, float, int]]


@dataclass(frozen=True, slots=True)
class FileForce:
    """A force and how it is known: `given`, `file_name` or `inferred`."""

    id: str
    basis: str
    #: What to tell the person of a force that was inferred.
    told: str = ""


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


def force_of_points(points: Points, rows: int = 0) -> FileForce | None:
    """The force in whose area nearly all searches were, by the nearest postcode district; None if unclear.

    `rows` is how many searches there are, those without a position too. A cluster far from that force makes it unclear.
    """
    tally = tally_of(points)
    total = tally.total()
    if sum(count for _, _, count in points) < FEWEST_POINTS:
        return None
    owner, most = tally.most_common(1)[0]
    if most < MOSTLY_IN_AREA * total:
        return None
    for other, count in tally.items():
        if count >= FEWEST_SECOND and count >= SECOND_FILE * total and not _near(owner, other):
            return None
    return FileForce(
        owner, "inferred", _told(owner, most / total, rows, sum(count for _, _, count in points))
    )


def _told(owner: str, share: float, rows: int, located: int) -> str:
    bare = f" {rows - located:,} of {rows:,} searches have no position." if rows > located else ""
    return (
        f"Force inferred from the points: {force(owner).short_name}; {int(100 * share)}% of the {located:,} located searches "
        f"lie there.{bare} If that is wrong, remove it and add it again with --force."
    )


def tally_of(points: Points) -> Counter[str]:
    """How many searches lie nearest to a postcode district of each force; of very many points, an even sample."""
    import numpy as np

    east, north, owners = _outcode_points()
    tally: Counter[str] = Counter()
    for longitude, latitude, count in points[:: -(-len(points) // MOST_POINTS) or 1]:
        nearest = int(
            np.argmin(((east - longitude) * np.cos(np.radians(latitude))) ** 2 + (north - latitude) ** 2)
        )
        tally[owners[nearest]] += count
    return tally


@cache
def _near(one: str, other: str) -> bool:
    """Whether two forces are one, or have postcode districts as near to each other as neighbours have."""
    import numpy as np

    east, north, owners = _outcode_points()
    ours = np.array([owner == one for owner in owners])
    theirs = np.array([owner == other for owner in owners])
    across = (east[ours][:, None] - east[theirs][None, :]) * np.cos(np.radians(north[theirs]))[None, :]
    up = north[ours][:, None] - north[theirs][None, :]
    return float(np.hypot(across, up).min()) * _KM_IN_A_DEGREE <= NEIGHBOUR_KM


@cache
def _outcode_points() -> tuple[Any, Any, list[str]]:
    import numpy as np

    placed = list(outcodes().values())
    east = np.array([one.longitude for one in placed])
    north = np.array([one.latitude for one in placed])
    return east, north, [one.force_id for one in placed]


def unknown_force(name: str, points: Points) -> FileProblem:
    """What to tell the person when nothing says whose searches these are."""
    located = sum(count for _, _, count in points)
    if located < FEWEST_POINTS:
        why = "neither its name nor its points tell"
    else:
        tally = tally_of(points)
        shares = (
            f"{count / tally.total():.0%} in {force(id_).short_name}" for id_, count in tally.most_common(3)
        )
        why = f"its name does not tell, and its {located:,} located searches lie in several areas: {', '.join(shares)}"
    return FileProblem(
        path=name,
        why=f"a stop-and-search file does not say which force it is of; {why}.",
        mend="Add it again with --force, for example --force west-midlands; split it first if it holds several forces.",
    )


def tallied(points: Iterable[tuple[float, float]]) -> Points:
    """Points with how often each occurs, the commonest first."""
    counted = sorted(Counter(points).items(), key=lambda one: (-one[1], one[0]))
    return [(longitude, latitude, count) for (longitude, latitude), count in counted]
