"""What was typed, as candidates: a postcode, a name, a district, a point on the map, or words.

Each kind of answer is read by itself (`read_postcode`, `read_district`, `read_point`, `read_name`, `read_words`);
`candidates` gives them together. Nothing here decides, and nothing typed is written anywhere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from peelian.reference.places import districts, outcodes
from peelian.reference.problems import Bilingual
from peelian.services.contact.routing import gazetteer, loaded, postcodes
from peelian.services.contact.routing.definition import routing
from peelian.services.contact.routing.gazetteer import Named
from peelian.services.contact.routing.model import Candidate, Found, Sure
from peelian.services.contact.routing.points import Point, found_at
from peelian.services.contact.routing.postcodes import Reading
from peelian.services.contact.routing.said import force_candidate, other_candidate, part_of

LONGEST: Final = 5_000
NOTHING: Final = Found((), Bilingual(""))
_CODE: Final = re.compile(r"[A-Z]\d{8}", re.ASCII)


def candidates(
    postcode: str = "",
    name: str = "",
    words: str = "",
    district: str = "",
    at: tuple[float, float] | None = None,
    *,
    on: date,
) -> tuple[Candidate, ...]:
    """Everybody who may be responsible for a place, the surest first; at most one candidate for each id.

    `at`: (latitude, longitude) in degrees. Any text is taken; what says nothing gives no candidate.
    """
    point = Point.of(*at) if at is not None else None
    found = (
        read_postcode(postcode),
        found_at(point) if point else NOTHING,
        read_district(district, on),
        read_name(name, on),
        read_words(words, on),
    )
    return once(tuple(candidate for one in found for candidate in one.candidates))


def once(given: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The first of the candidates with each id."""
    return tuple(
        {one.id: one for one in reversed(given)}[id_] for id_ in dict.fromkeys(one.id for one in given)
    )


def read_postcode(text: str) -> Found:
    """The candidates of a postcode, whole or its first part, also mistyped."""
    if postcodes.is_eircode(text):
        return Found((other_candidate("garda", _IRISH, "name"),), _IRISH)
    ways = postcodes.readings(text)
    if not ways:
        return NOTHING
    found = [_of_reading(one) for one in ways]
    if len(found) == 1:
        return found[0]
    several = Bilingual(
        "What you typed can be read as more than one postcode.",
        "Gellir darllen yr hyn a deipioch fel mwy nag un cod post.",
    )
    return Found(
        once(tuple(each for one in found for each in one.candidates)),
        several,
        " / ".join(one.text for one in ways),
    )


_IRISH: Final = Bilingual("This is a postcode of Ireland.", "Cod post Iwerddon yw hwn.")


def _of_reading(one: Reading) -> Found:
    read_as = one.text if one.mended else ""
    areas = tuple(pair for pair in (("sector", one.sector), ("outcode", one.outcode)) if pair[1])
    other = routing().areas.get(one.area)
    if other and one.outcode not in outcodes():
        return Found((other_candidate(other, _outside_of(one), "name"),), _outside_of(one), read_as)
    exact = _exact(one) if one.kind == "full" else None
    if exact:
        return Found((exact,), exact.why, read_as, (*areas, ("district", exact.district)))
    parts = _beside(one) or _of_outcode(one)
    found = tuple(_of_share(one, force, share) for force, share in parts) or _of_area(one)
    if other:
        found = (*found, other_candidate(other, _outside_of(one), "unknown"))
    if not found:
        return NOTHING
    known = bool(postcodes.standing_for(one.outcode))
    return Found(
        found, found[0].why if len(found) == 1 else _several(one, known), read_as, areas if known else ()
    )


def _exact(one: Reading) -> Candidate | None:
    placed = loaded.outcode_of(one.outcode).get(one.text)
    if placed is None or not placed.force:
        return None
    why = Bilingual(
        f"The postcode {one.text} lies in {_district_name(placed.district)}.",
        f"Mae'r cod post {one.text} yn {_district_name(placed.district)}.",
    )
    sure: Sure = "district" if one.mended else "exact"
    return force_candidate(placed.force, why, sure, district=_current(placed.district))


def _district_name(code: str) -> str:
    return districts()[code].name if code in districts() else code


def _current(code: str) -> str:
    """The code that a district has today; "" for one that is not known."""
    while code in districts() and (after := districts()[code].replaced_by):
        code = after
    return code if code in districts() else ""


def _beside(one: Reading) -> list[tuple[str, float]]:
    """The forces of the loaded postcodes of the same sector, for a postcode that is not among them."""
    if one.kind == "outcode":
        return []
    held = [placed for text, placed in loaded.outcode_of(one.outcode).items() if text.startswith(one.sector)]
    return list(loaded.shares(held).items())


def _of_outcode(one: Reading) -> list[tuple[str, float]]:
    """The forces of an outcode with their parts; a part below nought says that the rest was not counted."""
    meant = postcodes.standing_for(one.outcode)
    held = loaded.shares([placed for code in meant for placed in loaded.outcode_of(code).values()])
    if held or not meant:
        return list(held.items())
    rows = [outcodes()[code] for code in meant]
    if any(row.share is None for row in rows):
        return [(rows[0].force_id, -1.0)]
    counted: dict[str, float] = {}
    for row in rows:
        for force, share in ((row.force_id, row.share or 0.0), *row.others):
            counted[force] = counted.get(force, 0.0) + share * row.postcodes
    whole = sum(row.postcodes for row in rows)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(force, 1.0 if len(ranked) == 1 else number / whole) for force, number in ranked]


def _of_share(one: Reading, force: str, share: float) -> Candidate:
    if share < 0:
        why = Bilingual(
            f"The main part of {one.outcode} lies in the area of this force; the rest was not counted.",
            f"Mae'r rhan fwyaf o {one.outcode} yn ardal yr heddlu hwn; ni chyfrifwyd y gweddill.",
        )
        return force_candidate(force, why, "outcode")
    if share == 1:
        why = Bilingual(
            f"All of {one.outcode} lies in the area of this force.",
            f"Mae {one.outcode} i gyd yn ardal yr heddlu hwn.",
        )
    else:
        much = part_of(share)
        why = Bilingual(
            f"Of the addresses in {one.outcode}, {much} are in the area of this force.",
            f"O'r cyfeiriadau yn {one.outcode}, mae {much.cy} yn ardal yr heddlu hwn.",
        )
    return force_candidate(force, why, "outcode", share=share)


def _of_area(one: Reading) -> tuple[Candidate, ...]:
    """The forces of the outcodes that begin with the same letters, for a first half that is not in the table."""
    counted: dict[str, int] = {}
    for code, known in outcodes().items():
        if Reading(code, "").area == one.area:
            counted[known.force_id] = counted.get(known.force_id, 0) + known.postcodes
    why = Bilingual(
        f"We do not know {one.outcode}; postcodes that begin with {one.area} are in the area of this force, among others.",
        f"Nid ydym yn adnabod {one.outcode}; mae codau post sy'n dechrau â {one.area} yn ardal yr heddlu hwn, ymhlith eraill.",
    )
    ranked = sorted(counted, key=lambda force: (-counted[force], force))
    return tuple(force_candidate(force, why, "unknown") for force in ranked)


def _outside_of(one: Reading) -> Bilingual:
    return Bilingual(
        f"Postcodes that begin with {one.area} are outside England and Wales.",
        f"Mae codau post sy'n dechrau â {one.area} y tu allan i Gymru a Lloegr.",
    )


def _several(one: Reading, known: bool) -> Bilingual:
    if not known:
        return Bilingual(
            f"We do not know the postcode {one.text}.", f"Nid ydym yn adnabod y cod post {one.text}."
        )
    return Bilingual(
        f"{one.outcode} reaches over a border, so more than one police force is possible.",
        f"Mae {one.outcode} yn croesi ffin, felly mae mwy nag un heddlu yn bosibl.",
    )


def read_district(text: str, on: date) -> Found:
    """The candidates of a council district, by its code or its name."""
    code = text.strip().upper()[:20]
    if _CODE.fullmatch(code) and code in districts():
        one = gazetteer.standing(districts()[code], on)
        return _of_names(
            (Named(gazetteer.key_of(one.name), one.name, (one.force_id,), (one.code,)),), "district"
        )
    if _CODE.fullmatch(code) and code[0] in "SN":
        return Found(
            (
                other_candidate(
                    "police-scotland" if code[0] == "S" else "northern-ireland", _ABROAD, "district"
                ),
            ),
            _ABROAD,
        )
    rows = tuple(row for row in gazetteer.named(text[:200], on) if row.special is None)
    only = tuple(row for row in rows if row.kind == "district")
    return _of_names(only or rows, "district" if only else "name") if rows else read_name(text, on)


_ABROAD: Final = Bilingual(
    "This place is outside England and Wales.", "Mae'r lle hwn y tu allan i Gymru a Lloegr."
)


def read_point(latitude: object, longitude: object) -> Found:
    """The candidates of a point on the map, in degrees."""
    point = Point.of(latitude, longitude)
    return found_at(point) if point else NOTHING


def read_name(text: str, on: date, set_id: str = "") -> Found:
    """The candidates of a name: as it stands, then with what follows a comma to tell it apart, then as words."""
    text = text[:LONGEST].strip()
    if not gazetteer.key_of(text):
        return NOTHING
    rows = gazetteer.named(text, on)
    rows = tuple(row for row in rows if row.special is None or row.special.counts_for(set_id))
    head, comma, tail = text.partition(",")
    if not rows and comma:
        rows = _told_apart(gazetteer.named(head, on), tail, on)
    if rows:
        return _of_names(rows, "name")
    found = read_words(text, on, set_id)
    return found if found.candidates else _near(text, on)


def _told_apart(rows: tuple[Named, ...], tail: str, on: date) -> tuple[Named, ...]:
    """Of the places with a name, those that what follows the comma allows; all of them where it allows none."""
    said = [set(row.forces) for row in gazetteer.named(tail, on)]
    allowed = set().union(*said) if said else set()
    return tuple(row for row in rows if allowed & set(row.forces)) or rows


def _near(text: str, on: date) -> Found:
    """Names that look like this one: offered for the person to choose from, never taken."""
    keys = gazetteer.near_names(text, on)
    rows = tuple(row for key in keys for row in gazetteer.names(on)[key])
    why = Bilingual(
        "We do not know this name; these are like it.",
        "Nid ydym yn adnabod yr enw hwn; mae'r rhain yn debyg.",
    )
    found = tuple(
        force_candidate(force, _is_it(row), "unknown", district=_only(row.districts))
        for row in rows
        for force in row.forces
    )
    others = tuple(
        other_candidate(id_, _is_it(row), "unknown")
        for row in rows
        if row.special
        for id_ in row.special.elsewhere
    )
    return Found(once((*found, *others)), why) if found or others else NOTHING


def _is_it(row: Named) -> Bilingual:
    return Bilingual(f"Did you mean {row.name}?", f"Ai {row.name} oedd gennych mewn golwg?")


def _only(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _of_names(rows: tuple[Named, ...], sure: Sure) -> Found:
    """Candidates of the places that share a name: forces first, then who else is responsible there."""
    found = tuple(
        force_candidate(force, _named_why(row), sure, district=_only(row.districts))
        for row in rows
        for force in row.forces
    )
    others = tuple(
        other_candidate(id_, _named_why(row), sure)
        for row in rows
        if row.special
        for id_ in row.special.elsewhere
    )
    every = once((*found, *others))
    codes = {row.districts for row in rows}
    areas = [("name", rows[0].key)] if rows else []
    if len(codes) == 1 and len(rows[0].districts) == 1:
        areas.append(("district", rows[0].districts[0]))
    forces = {one.force for one in every if one.force}
    why = every[0].why if every else Bilingual("")
    if len(forces) > 1:
        why = Bilingual(
            "More than one place has this name, or it reaches over a border.",
            "Mae gan fwy nag un lle yr enw hwn, neu mae'n croesi ffin.",
        )
    return Found(every, why, areas=tuple(areas))


def _named_why(row: Named) -> Bilingual:
    if row.special is not None:
        return Bilingual(f"You named {row.special.title}.", f"Fe wnaethoch enwi {row.special.title.cy}.")
    return Bilingual(f"You named {row.name}.", f"Fe wnaethoch enwi {row.name}.")


def read_words(text: str, on: date, set_id: str = "") -> Found:
    """The candidates of a description: postcodes in it, else the names in it. Names that agree narrow each other down."""
    text = text[:LONGEST]
    inner = postcodes.within(text)
    if inner:
        found = [_of_reading(one) for one in inner]
        mixed = Found(
            once(tuple(each for one in found for each in one.candidates)), found[0].why, areas=found[0].areas
        )
        return mixed if len(found) > 1 else found[0]
    groups = [_of_names(rows, "name") for rows in gazetteer.inside(text, on, set_id)]
    groups = [one for one in groups if one.candidates]
    if not groups:
        return NOTHING
    common = (
        frozenset.intersection(*(one.forces for one in groups if one.forces))
        if any(one.forces for one in groups)
        else frozenset()
    )
    every = once(tuple(each for one in groups for each in one.candidates))
    if common:
        every = tuple(one for one in every if one.force is None or one.force in common)
    areas = tuple(pair for one in groups if common and one.forces & common for pair in one.areas)
    return Found(every, groups[0].why if len(groups) == 1 else _WORDS, areas=areas)


_WORDS: Final = Bilingual(
    "We looked for the names of places in your words.",
    "Fe wnaethom chwilio am enwau lleoedd yn eich geiriau.",
)
