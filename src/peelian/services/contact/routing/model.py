"""What routing speaks of: who may answer for a place, and what was decided. Nothing here touches a file or a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.accounts.models import Force, Team

Sure = Literal["exact", "district", "outcode", "name", "unknown"]

SURE_WORDS: Final[dict[Sure, Bilingual]] = {
    "exact": Bilingual("Exact", "Union"),
    "district": Bilingual("By the council district", "Yn ôl ardal y cyngor"),
    "outcode": Bilingual("By the first half of the postcode", "Yn ôl hanner cyntaf y cod post"),
    "name": Bilingual("By the name of the place", "Yn ôl enw'r lle"),
    "unknown": Bilingual("Not known", "Ddim yn hysbys"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody else who is responsible. `instead`: a report belongs there and not to a force of England or Wales.

    `numbers`: ids of `definitions/numbers.toml`. `link`: their own page, "" where none is known.
    """

    id: str
    title: Bilingual
    text: Bilingual
    numbers: tuple[str, ...] = ()
    link: str = ""
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be responsible: a force, or somebody else. `id` is what a form sends back when the person chooses it.

    `force`: the id of the force as it is published; `deciding` turns it into the one that answers on the day.
    `share`: the part of the places that fit, 0 to 1, where it was counted. `district`: its code, where it is known.
    """

    id: str
    title: Bilingual
    why: Bilingual
    sure: Sure
    force: str | None = None
    elsewhere: Elsewhere | None = None
    district: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who answers for a place on a day, how sure that is, and why.

    `force` is None where more than one candidate is left or none is: then the person chooses. `teams`: the neighbourhood
    teams of the force whose area holds the place; `team`: the only one of them, else the force's team for contact.
    `elsewhere`, `also`: who is responsible besides, or instead (`Elsewhere.instead`). `read_as`: what a mistyped postcode
    was taken for; the page says so. `row`: the force as this site keeps it, where it is open.
    """

    force: str | None
    team: Team | None
    sure: Sure
    candidates: tuple[Candidate, ...]
    reason: Bilingual
    elsewhere: Elsewhere | None = None
    also: tuple[Elsewhere, ...] = ()
    teams: tuple[Team, ...] = ()
    read_as: str = ""
    row: Force | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one piece of what was typed says: its candidates, why, and the keys by which a team may hold the place."""

    candidates: tuple[Candidate, ...]
    why: Bilingual
    read_as: str = ""
    areas: tuple[tuple[str, str], ...] = field(default=())
    """(kind of team area, its code): postcode sector, outcode, district, name; the narrowest first."""

    @property
    def forces(self) -> frozenset[str]:
        return frozenset(one.force for one in self.candidates if one.force)


def joined(parts: tuple[Bilingual, ...]) -> Bilingual:
    """Sentences one after the other."""
    said = [one for one in parts if one]
    return Bilingual(" ".join(said), " ".join(one.cy for one in said))
