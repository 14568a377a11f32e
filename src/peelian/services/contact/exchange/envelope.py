"""A message as it is sent, read with every fault told together and each with its place.

found = read({"id": "…", "kind": "case.state", …})
isinstance(found, Message) or found            # a tuple of Fault
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from peelian.reference.problems import Bilingual
from peelian.services.contact.exchange.layout import OURS, Field, layout, moment

_NOT_HERE: Final = Bilingual(
    "it is not a field of this message; take it out", "nid yw'n faes o'r neges hon; tynnwch ef allan"
)
_MISSING: Final = Bilingual("it is missing: give {wanted}", "mae ar goll: rhowch {wanted}")
_WRONG: Final = Bilingual("give {wanted}", "rhowch {wanted}")
_NO_OBJECT: Final = Bilingual(
    "a message is an object with named fields", "gwrthrych â meysydd wedi'u henwi yw neges"
)
_OUR_NAME: Final = Bilingual(
    f"{OURS} is the name of Peelian itself; give your system's own",
    f"{OURS} yw enw Peelian ei hun; rhowch enw eich system",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: `body.state`. The value itself is never repeated."""

    place: str
    why: Bilingual

    def told(self) -> dict[str, Any]:
        """As the API tells it."""
        return {"place": self.place, "message": {"en": str(self.why), "cy": self.why.cy}}


@dataclass(frozen=True, slots=True)
class Message:
    """A message that fits the contract."""

    id: str
    kind: str
    version: int
    made_at: datetime
    source: str
    reference: str
    body: Mapping[str, Any] = field(repr=False)

    @property
    def group(self) -> str:
        """The fields that it speaks for: among messages of one group the newest version holds."""
        crime = f":{self.body['crime']}" if "crime" in self.body else ""
        number = f":{self.id}" if self.kind == "message.sent" else ""
        return f"{self.kind}{crime}{number}"

    def as_dict(self) -> dict[str, Any]:
        """The message as JSON holds it, in the order of the contract."""
        return {
            "id": self.id,
            "kind": self.kind,
            "version": self.version,
            "made_at": self.made_at.isoformat(),
            "source": self.source,
            "reference": self.reference,
            "body": dict(self.body),
        }


def read(raw: object, *, way: Literal["in", "out"] = "in") -> Message | tuple[Fault, ...]:
    """The message, or every fault of it. `way`: as one that comes in to Peelian, or one that went out from it."""
    faults = tuple(_faults(raw, way))
    if faults or not isinstance(raw, dict):
        return faults
    made_at = moment(raw["made_at"])
    assert made_at is not None  # checked with its field
    given = {name: raw[name] for name in ("id", "kind", "version", "source", "reference")}
    return Message(**given, made_at=made_at, body=dict(raw["body"]))


def canonical(raw: object) -> str:
    """One text for one message, whatever the order of its fields."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _faults(raw: object, way: Literal["in", "out"]) -> Iterator[Fault]:
    if not isinstance(raw, dict):
        yield Fault("message", _NO_OBJECT)
        return
    held = layout()
    named = [*held.envelope, Field("body", "text", _NO_OBJECT)]
    yield from _strange(raw, named, "")
    for one in held.envelope:
        yield from _value(one, raw, "")
    if way == "in" and raw.get("source") == OURS:
        yield Fault("source", _OUR_NAME)
    body, kind = raw.get("body"), raw.get("kind")
    if not isinstance(body, dict):
        yield Fault("body", _NO_OBJECT)
        return
    known = held.kinds.get(kind) if isinstance(kind, str) else None
    if known is None:
        return
    fields = known.of_way(way)
    yield from _strange(body, fields, "body.")
    for one in fields:
        yield from _value(one, body, "body.", needed=one.required and way == "in")


def _strange(given: Mapping[Any, Any], fields: Any, prefix: str) -> Iterator[Fault]:
    known = {one.name for one in fields}
    strange = [name for name in given if name not in known]
    if strange:
        # A name that nobody knows may itself hold what it should not: how many there are says enough.
        places = [name for name in strange if name in _every_name()]
        for name in places:
            yield Fault(f"{prefix}{name}", _NOT_HERE)
        if len(places) < len(strange):
            yield Fault(f"{prefix}*", _NOT_HERE)


def _every_name() -> set[str]:
    held = layout()
    return {one.name for one in held.envelope} | {
        one.name for kind in held.kinds.values() for one in kind.fields
    }


def _value(one: Field, given: Mapping[str, Any], prefix: str, *, needed: bool = True) -> Iterator[Fault]:
    wanted = one.wanted
    if one.name not in given:
        if needed:
            yield Fault(f"{prefix}{one.name}", _filled(_MISSING, wanted))
    elif not one.fits(given[one.name]):
        yield Fault(f"{prefix}{one.name}", _filled(_WRONG, wanted))


def _filled(words: Bilingual, wanted: Bilingual) -> Bilingual:
    return Bilingual(words.format(wanted=wanted), words.cy.format(wanted=wanted.cy))
