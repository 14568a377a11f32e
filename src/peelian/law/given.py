"""The facts that a question is asked with: each judged against what its provision must be told."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from peelian.law.duration import Pause
from peelian.law.problems import BadFacts
from peelian.law.provision import Fact, Provision
from peelian.reference.calendars.bank_holidays import LAST_YEAR
from peelian.reference.problems import Bilingual
from peelian.reference.reading import hint

_WANTED: Final = {
    "time": Bilingual("a time with its zone", "amser gyda'i gylchfa"),
    "day": Bilingual("a date", "dyddiad"),
    "text": Bilingual("a text", "testun"),
    "choice": Bilingual("one of its choices", "un o'i ddewisiadau"),
    "whole": Bilingual("a whole number", "rhif cyfan"),
    "truth": Bilingual("true or false", "gwir neu anwir"),
    "pauses": Bilingual("pauses", "seibiau"),
}
_YEARS: Final = range(1900, LAST_YEAR)
FORCE: Final = "force"
"""A fact that every question may be given: in which force, for versions that apply in some only."""


def checked(provision: Provision, facts: Mapping[str, Any], as_of: datetime) -> dict[str, Any]:
    """The facts as the rule gets them, those left out as None. Raises BadFacts with every fault."""
    faults = [_unknown(name, provision) for name in facts if name != FORCE and not _known(name, provision)]
    for fact in provision.facts:
        value = facts.get(fact.name)
        if value is None:
            if fact.required:
                faults.append(_fault(fact, "is missing", "ar goll"))
        elif not _fits(fact, value):
            faults.append(_fault(fact, "is something else", "rhywbeth arall"))
    faults += _not_yet(provision, facts, as_of)
    if faults:
        raise BadFacts(provision=provision.id, faults=faults)
    return {fact.name: facts.get(fact.name) for fact in provision.facts}


def _known(name: str, provision: Provision) -> bool:
    return any(fact.name == name for fact in provision.facts)


def _fits(fact: Fact, value: object) -> bool:
    if fact.kind == "time":
        return isinstance(value, datetime) and value.tzinfo is not None and value.year in _YEARS
    if fact.kind == "day":
        return isinstance(value, date) and not isinstance(value, datetime)
    if fact.kind == "whole":
        return isinstance(value, int) and not isinstance(value, bool)
    if fact.kind == "truth":
        return isinstance(value, bool)
    if fact.kind == "pauses":
        return isinstance(value, tuple | list) and all(isinstance(one, Pause) for one in value)
    return isinstance(value, str) and (fact.kind != "choice" or value in fact.choices)


def _not_yet(provision: Provision, facts: Mapping[str, Any], as_of: datetime) -> list[Bilingual]:
    moment = facts.get(provision.dated_by)
    if not isinstance(moment, datetime) or moment.tzinfo is None or moment <= as_of:
        return []
    name = provision.dated_by
    return [
        Bilingual(
            f"{name} lies after as_of, so it has not happened yet.",
            f"mae {name} ar ôl as_of, felly nid yw wedi digwydd eto.",
        )
    ]


def _fault(fact: Fact, en: str, cy: str) -> Bilingual:
    wanted = _WANTED[fact.kind]
    choices = f" ({', '.join(fact.choices)})" if fact.choices else ""
    return Bilingual(
        f"{fact.name} {en}; give {wanted}{choices}.", f"{fact.name}: {cy}; rhowch {wanted.cy}{choices}."
    )


def _unknown(name: str, provision: Provision) -> Bilingual:
    near = hint(name, [fact.name for fact in provision.facts])
    return Bilingual(
        f"{name[:60]!r} is not a fact that it asks for.{near}",
        f"nid yw {name[:60]!r} yn ffaith y mae'n ei gofyn.{near.cy}",
    )
