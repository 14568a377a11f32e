"""The routing tables, read once from `definitions/routing.toml`, `routing_special.csv` and `routing_places.csv`.

A fault in any of them stops the reading, with every fault told at once: a table that a police reader reviews must not be
half believed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from peelian.reference.forces import forces
from peelian.reference.places import districts
from peelian.reference.problems import Bilingual
from peelian.reference.reading import plain, table
from peelian.services.contact.problems import ContactProblem
from peelian.services.contact.routing.model import Elsewhere

PACKAGE: Final = "peelian.services.contact.definitions"
KINDS: Final = frozenset(
    {"railway", "road", "airport", "port", "defence", "nuclear", "motorway", "river", "sea", "country"}
)
PLACE_KINDS: Final = frozenset({"town", "district", "county"})
CERTAINTIES: Final = frozenset({"checked", "known"})


class RoutingFaulty(ContactProblem):
    """The routing tables contradict themselves or name what does not exist."""

    code = "routing-faulty"
    en = "The routing tables of contact cannot be used: {faults} Mend the files named and start again."
    cy = "Ni ellir defnyddio tablau llwybro cyswllt: {faults} Cywirwch y ffeiliau a enwir a dechrau eto."


@dataclass(frozen=True, slots=True)
class Special:
    """A place that is not simply a district's: its words, whose force it is, who else is responsible.

    `only_for`, `not_for`: question sets for which alone, or for which not, the row counts.
    """

    id: str
    kind: str
    title: Bilingual
    words: tuple[str, ...]
    districts: tuple[str, ...]
    forces: tuple[str, ...]
    elsewhere: tuple[str, ...]
    only_for: frozenset[str]
    not_for: frozenset[str]
    certainty: str
    source: str

    def counts_for(self, set_id: str) -> bool:
        """Whether the row holds for a report of this question set."""
        return set_id not in self.not_for and (not self.only_for or set_id in self.only_for)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A town, a county or another name of a district. Several rows may have one name."""

    name: str
    name_cy: str
    kind: str
    districts: tuple[str, ...]
    forces: tuple[str, ...]
    outcode: str
    source: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A hand-drawn outline of a country that is not ours: (latitude, longitude) corners; `margin` in kilometres."""

    elsewhere: str
    outline: tuple[tuple[float, float], ...]
    margin: float
    source: str


@dataclass(frozen=True, slots=True)
class Routing:
    """All of it. `areas`: letters that a postcode begins with -> id of who is responsible there."""

    elsewhere: Mapping[str, Elsewhere]
    certainty: Mapping[str, tuple[str, str]]
    areas: Mapping[str, str]
    specials: tuple[Special, ...]
    places: tuple[NamedPlace, ...]
    outside: tuple[Outside, ...]
    capital: frozenset[str]
    reviewed_cy: bool


@cache
def routing() -> Routing:
    """The packaged tables. Raises RoutingFaulty."""
    text = (files(PACKAGE.rpartition(".")[0]) / "definitions" / "routing.toml").read_text(encoding="utf-8")
    return read(tomllib.loads(text), _rows("routing_special"), _rows("routing_places"))


def _rows(name: str) -> list[dict[str, str]]:
    return table(f"definitions/{name}", PACKAGE.rpartition(".")[0])


def read(given: Mapping[str, Any], specials: list[dict[str, str]], places: list[dict[str, str]]) -> Routing:
    """The tables from their rows. Raises RoutingFaulty with every fault."""
    elsewhere = {row["id"]: _elsewhere(row) for row in given["elsewhere"]}
    made = Routing(
        elsewhere=elsewhere,
        certainty={row["id"]: (row["certainty"], row["source"]) for row in given["elsewhere"]},
        areas={letters: row["elsewhere"] for row in given["areas"] for letters in row["letters"]},
        specials=tuple(_special(row) for row in specials),
        places=tuple(_place(row) for row in places),
        outside=tuple(_outside(row) for row in given["outside"]),
        capital=frozenset(given["words"]["capital"]),
        reviewed_cy=bool(given["reviewed_cy"]),
    )
    unsaid = [
        f"routing_special.csv, {row['id']}: the Welsh name is missing."
        for row in specials
        if not row["name_cy"]
    ]
    faults = [*unsaid, *_faults_of_specials(made), *_faults_of_places(made), *_faults_of_the_rest(made)]
    if faults:
        raise RoutingFaulty(faults=" ".join(faults))
    return made


def _words(pair: Mapping[str, str]) -> Bilingual:
    return Bilingual(pair["en"], pair["cy"])


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _elsewhere(row: Mapping[str, Any]) -> Elsewhere:
    return Elsewhere(
        id=row["id"],
        title=_words(row["title"]),
        text=_words(row["text"]),
        numbers=tuple(row.get("numbers", ())),
        link=row.get("link", ""),
        instead=row.get("instead", False),
    )


def _special(row: Mapping[str, str]) -> Special:
    of_districts = tuple(
        districts()[code].force_id for code in _parts(row["districts"]) if code in districts()
    )
    return Special(
        id=row["id"],
        kind=row["kind"],
        title=Bilingual(row["name"], row["name_cy"]),
        words=tuple(plain(words) for words in _parts(row["words"])),
        districts=_parts(row["districts"]),
        forces=tuple(dict.fromkeys((*of_districts, *_parts(row["forces"])))),
        elsewhere=_parts(row["elsewhere"]),
        only_for=frozenset(_parts(row["only_for"])),
        not_for=frozenset(_parts(row["not_for"])),
        certainty=row["certainty"],
        source=row["source"],
    )


def _place(row: Mapping[str, str]) -> NamedPlace:
    codes = _parts(row["districts"])
    of_districts = tuple(districts()[code].force_id for code in codes if code in districts())
    return NamedPlace(
        name=row["name"],
        name_cy=row["name_cy"],
        kind=row["kind"],
        districts=codes,
        forces=tuple(dict.fromkeys((*of_districts, *_parts(row["forces"])))),
        outcode=row["outcode"],
        source=row["source"],
    )


def _outside(row: Mapping[str, Any]) -> Outside:
    corners = tuple((float(latitude), float(longitude)) for latitude, longitude in row["outline"])
    return Outside(row["elsewhere"], corners, float(row["margin"]), row["source"])


def _faults_of_specials(made: Routing) -> Iterator[str]:
    known = {one.id for one in forces()}
    seen: set[str] = set()
    for one in made.specials:
        at = f"routing_special.csv, {one.id}:"
        if one.id in seen:
            yield f"{at} the id is there twice."
        seen.add(one.id)
        if one.kind not in KINDS:
            yield f"{at} no kind is called {one.kind}."
        if not one.words:
            yield f"{at} it has no words to be known by."
        yield from (
            f"{at} no current district has the code {code}." for code in one.districts if not _current(code)
        )
        yield from (f"{at} no force is called {name}." for name in one.forces if name not in known)
        yield from (f"{at} nobody is called {name}." for name in one.elsewhere if name not in made.elsewhere)
        if one.certainty not in CERTAINTIES or not one.source:
            yield f"{at} give the certainty (checked or known) and the source."


def _faults_of_places(made: Routing) -> Iterator[str]:
    known = {one.id for one in forces()}
    for one in made.places:
        at = f"routing_places.csv, {one.name}:"
        if one.kind not in PLACE_KINDS:
            yield f"{at} no kind is called {one.kind}."
        if not one.forces:
            yield f"{at} it has neither a district nor a force."
        yield from (
            f"{at} no current district has the code {code}." for code in one.districts if not _current(code)
        )
        yield from (f"{at} no force is called {name}." for name in one.forces if name not in known)
        if not one.source:
            yield f"{at} give the source."


def _faults_of_the_rest(made: Routing) -> Iterator[str]:
    named = {*made.areas.values(), *(one.elsewhere for one in made.outside)}
    yield from (f"routing.toml: nobody is called {name}." for name in sorted(named - made.elsewhere.keys()))
    for id_, one in made.elsewhere.items():
        certainty, source = made.certainty[id_]
        if certainty not in CERTAINTIES or not source:
            yield f"routing.toml, {id_}: give the certainty (checked or known) and the source."
        if one.title.cy == one.title or one.text.cy == one.text:
            yield f"routing.toml, {id_}: the Welsh is missing."


def _current(code: str) -> bool:
    return code in districts() and districts()[code].current
