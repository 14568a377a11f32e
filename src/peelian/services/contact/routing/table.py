"""`docs/reference/routing.md`, made from the tables: who answers for what place, for a police reader to review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from peelian.reference.forces import force, forces
from peelian.reference.places import District, Outcode, districts, outcodes
from peelian.services.contact.routing.definition import NamedPlace, Routing, Special, routing

_HEAD: Final = """\
# Routing

<!-- Written by `make reference` from the code. Change src/peelian/services/contact/definitions/routing*, not this page. -->

Which police force answers for a place, who else is responsible, and where a report goes that belongs to none of the 43
forces. Tests hold this table row by row (`tests/spec/routing`).

**How a place is decided.** A whole postcode is exact where postcodes are loaded (`peelian data add` with OS Code-Point Open
or the ONS Postcode Directory); else its first half is looked up here. A point on the map is exact where boundaries of the
forces are loaded and it does not lie nearer to a line than the layer is rough; else the postcode areas around it count.
A district has one force. A name may be several places. **Where more than one force is possible, all of them are offered
and none is chosen.** A misspelt name is offered, never taken; a mistyped postcode is put right where only one reading
exists, and the page says so. A force that was taken over is answered for by its successor from that day on.

**Who else.** *Instead*: the report belongs there. *Beside*: the force takes the report, and the page names them too.

*Checked*: the source was read. *Known*: general knowledge that nobody has checked against a source yet. Nobody has reviewed
the Welsh of these tables.
"""


def page() -> str:
    """The whole page as Markdown."""
    made = routing()
    parts = (
        _who_else(made),
        _areas(made),
        _specials(made),
        _districts(),
        _borders(),
        _names(made),
        _outlines(made),
    )
    return "\n".join([_HEAD, *(line for part in parts for line in part)])


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def _rows(headings: str, rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    names = headings.split("|")
    yield "| " + " | ".join(names) + " |"
    yield "| " + " | ".join("---" for _ in names) + " |"
    yield from ("| " + " | ".join(_cell(value) for value in row) + " |" for row in rows)
    yield ""


def _short(ids: Iterable[str]) -> str:
    return ", ".join(force(id_).short_name for id_ in ids)


def _who_else(made: Routing) -> Iterator[str]:
    yield "## Who else is responsible\n"
    yield from _rows(
        "who|how|what the page says|address|certainty|source",
        (
            (one.title, "instead" if one.instead else "beside", one.text, one.link, *made.certainty[one.id])
            for one in made.elsewhere.values()
        ),
    )


def _areas(made: Routing) -> Iterator[str]:
    yield "## Postcodes outside England and Wales\n"
    yield "An outcode of these areas with postcodes in England, such as TD15, offers both sides.\n"
    by_who = groupby(
        sorted(made.areas.items(), key=lambda pair: (pair[1], pair[0])), key=lambda pair: pair[1]
    )
    yield from _rows(
        "begins with|goes to",
        ((", ".join(letters for letters, _ in pairs), made.elsewhere[who].title) for who, pairs in by_who),
    )


def _specials(made: Routing) -> Iterator[str]:
    yield "## Special places\n"
    ordered = sorted(made.specials, key=lambda one: one.kind)
    for kind, rows in groupby(ordered, key=lambda one: one.kind):
        yield f"### {kind.capitalize()}\n"
        yield from _rows(
            "place|known by|forces|who else|certainty|source", (_special_row(one, made) for one in rows)
        )


def _special_row(one: Special, made: Routing) -> tuple[object, ...]:
    who = ", ".join(made.elsewhere[id_].title for id_ in one.elsewhere)
    sets = [f"only for {', '.join(sorted(one.only_for))}"] if one.only_for else []
    sets += [f"not for {', '.join(sorted(one.not_for))}"] if one.not_for else []
    told = f"{who} ({'; '.join(sets)})" if sets else who
    return (one.title, ", ".join(one.words), _short(one.forces), told, one.certainty, one.source)


def _districts() -> Iterator[str]:
    yield "## Districts\n"
    yield "Every council district of England and Wales, current and abolished. A force is made of whole districts.\n"
    for one in forces():
        held = [row for row in districts().values() if row.force_id == one.id]
        current = "; ".join(sorted(f"{row.name} ({row.code})" for row in held if row.current))
        gone = "; ".join(sorted(map(_gone, (row for row in held if not row.current))))
        yield f"**{one.name}.** {current}." + (f" Abolished: {gone}." if gone else "") + "\n"


def _gone(row: District) -> str:
    until = f" until {row.ends}" if row.ends else ""
    return f"{row.name} ({row.code}{until}, now {row.replaced_by})"


def _borders() -> Iterator[str]:
    over = [one for one in outcodes().values() if one.others or one.share is None]
    shared = [one for one in over if one.others]
    yield "## Outcodes that reach over a border\n"
    yield (
        f"{len(shared)} of the {len(outcodes()):,} outcodes of England and Wales (OS Code-Point Open, August 2014) have "
        "postcodes in more than one force; the part of each is of the postcodes. Of BN, HU and LL only the main district is "
        "known: their one force is a good first guess.\n"
    )
    yield from _rows("outcode|forces and their part", ((one.code, _parts(one)) for one in shared))


def _parts(one: Outcode) -> str:
    pairs = ((one.force_id, one.share or 0.0), *one.others)
    return ", ".join(f"{force(id_).short_name} {share:.1%}" for id_, share in pairs)


def _names(made: Routing) -> Iterator[str]:
    yield "## Names of towns and counties\n"
    yield "Beside the districts and forces, these names are known. One that stands twice is offered twice.\n"
    yield from _rows(
        "name|in Welsh|kind|districts|forces|source",
        (_name_row(one) for one in sorted(made.places, key=_by_name)),
    )


def _by_name(one: NamedPlace) -> tuple[str, str, tuple[str, ...]]:
    return (one.name, one.kind, one.districts)


def _name_row(one: NamedPlace) -> tuple[object, ...]:
    named = ", ".join(districts()[code].name for code in one.districts)
    source = f"{one.source} ({one.outcode})" if one.outcode else one.source
    return (one.name, one.name_cy, one.kind, named, _short(one.forces), source)


def _outlines(made: Routing) -> Iterator[str]:
    yield "## Outlines drawn by hand\n"
    yield "For a point on the map where no boundaries are loaded. Within the margin both sides are offered.\n"
    yield from _rows(
        "country|corners|margin, km|source",
        (
            (made.elsewhere[one.elsewhere].title, len(one.outline), f"{one.margin:g}", one.source)
            for one in made.outside
        ),
    )
