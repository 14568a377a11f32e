"""Families of kinds: what can happen to a report, read from `definitions/families/*.toml`.

A question set names its family; `kind_of` joins the two to a kind of case. What both sides share (the words of an act, its
permission, reasons, common states) stands once in `_of_all.toml`. A police reader can review these files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from peelian.casework.cases import registry
from peelian.casework.cases.kinds import ClockUse, Kind, PayloadSchema, State, Transition
from peelian.casework.retention import schedules
from peelian.reference.problems import Bilingual
from peelian.services.contact.deciders import not_who_decided
from peelian.services.contact.problems import FamilyFaulty
from peelian.services.contact.risk import safeguarding
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.payload import schema_of
from peelian.services.contact.sets.reading import sets
from peelian.services.contact.tracking.reported import in_words

FOLDER: Final = Path(__file__).parent / "definitions" / "families"
COMMON: Final = "_of_all.toml"
SAME: Final = "same"
"""`to = "same"`: what is done leaves the state as it is."""
REVIEW: Final = "case.review"
_PAIR: Final = {"en", "cy"}
_KEYS: Final = {
    "family": (
        {"id", "title", "first", "begins", "retention", "templates", "acts", "states", "transitions"},
        {"retentions", "firsts", "clocks"},
    ),
    "state": ({"klass", "waiting_on", "title", "told"}, set()),
    "act": ({"permission", "title"}, {"reasons", "outside"}),
    "transition": ({"does", "from", "to"}, {"reasons"}),
    "clock": ({"provision", "starts_on", "met_by"}, {"pauses_on", "pause_days", "parts"}),
}
"""What a table must have and what it may have."""
_CHOICES: Final = {"klass": ("open", "waiting", "closed"), "waiting_on": ("us", "them", "other")}


@dataclass(frozen=True, slots=True)
class Family:
    """What the kinds of one family share. `retentions`, `firsts`: where a set differs, by the id of the set."""

    id: str
    title: Bilingual
    first: str
    retention: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[ClockUse, ...]
    begins: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    retentions: Mapping[str, str] = field(default_factory=dict)
    firsts: Mapping[str, str] = field(default_factory=dict)


@cache
def families() -> Mapping[str, Family]:
    """Every family by its id. Raises FamilyFaulty with all faults of all files."""
    return read(FOLDER)


def kind_of(question_set: QuestionSet) -> Kind:
    """The kind of case that a question set makes: its own questions, and what its family says can happen."""
    return joined(question_set, schema_of(question_set))


def joined(question_set: QuestionSet, payload: PayloadSchema) -> Kind:
    """The kind of a set with these questions. Raises FamilyFaulty where no family has its name."""
    found = families().get(question_set.family)
    if found is None:
        raise FamilyFaulty(faults=[f"{question_set.id}: there is no family {question_set.family}"])
    return Kind(
        id=question_set.id,
        title=question_set.title,
        service="contact",
        regime=question_set.regime,
        initial=found.firsts.get(question_set.id, found.first),
        states=found.states,
        transitions=found.transitions,
        clocks=found.clocks,
        payload=payload,
        retention=found.retentions.get(question_set.id, found.retention),
        may={REVIEW: not_who_decided},
        templates=found.templates,
        guard=safeguarding.guard,
        graded=True,
        begins=tuple(dict.fromkeys((found.first, *found.begins))),
        acts=found.acts,
        in_words=partial(in_words, question_set),
    )


def register_all() -> None:
    """Make every set that can be sent here a kind of case; one that is registered already is left as it is."""
    known = {kind.id for kind in registry.kinds()}
    for each in sets().values():
        if each.online and each.id not in known:
            registry.register(kind_of(each))


# --- reading -----------------------------------------------------------------------------------------------
def read(folder: Path) -> Mapping[str, Family]:
    """The families of a folder. Raises FamilyFaulty with every fault at once, each with its file."""
    common, faults = _loaded(folder / COMMON)
    faults += [f"{COMMON}: {fault}" for fault in _common_faults(common)]
    found: dict[str, Family] = {}
    for file in sorted(folder.glob("[!_]*.toml")):
        table, wrong = _loaded(file)
        wrong += [f"{file.name}: {fault}" for fault in _faults(table, common, file.stem)] if not wrong else []
        faults += wrong
        if not faults:
            found[file.stem] = _family(table, common)
            probed = registry.faults_of(_probe(found[file.stem]))
            faults += [f"{file.name}: {fault}" for fault in probed]
    if faults:
        raise FamilyFaulty(faults=faults)
    return found


def _loaded(file: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")), []
    except (OSError, ValueError) as error:
        return {}, [f"{file.name}: {error}"]


def _probe(family: Family) -> Kind:
    """The family as a kind without questions, to be held against the rules of all kinds."""
    payload = PayloadSchema(current=1, versions={1: ()})
    return Kind(
        id=family.id,
        title=family.title,
        service="contact",
        regime="part3",
        initial=family.first,
        states=family.states,
        transitions=family.transitions,
        clocks=family.clocks,
        payload=payload,
        retention=family.retention,
        begins=family.begins,
        acts=family.acts,
    )


def _family(table: Mapping[str, Any], common: Mapping[str, Any]) -> Family:
    states = {**{name: common["state"][name] for name in _shared(table)}, **_own_states(table)}
    return Family(
        id=table["id"],
        title=_words(table["title"]),
        first=table["first"],
        retention=table["retention"],
        states=tuple(_state(name, row) for name, row in states.items()),
        transitions=tuple(_transitions(table, common)),
        clocks=tuple(ClockUse(**{**row, **_tuples(row)}) for row in table.get("clocks", ())),
        begins=tuple(table["begins"]),
        templates=tuple(table["templates"]),
        acts=tuple(table["acts"]),
        retentions=table.get("retentions", {}),
        firsts=table.get("firsts", {}),
    )


def _shared(table: Mapping[str, Any]) -> list[str]:
    return list(table["states"].get("shared", ()))


def _own_states(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row for name, row in table["states"].items() if name != "shared"}


def _state(name: str, row: Mapping[str, Any]) -> State:
    return State(name, row["klass"], _words(row["title"]), _words(row["told"]), row["waiting_on"])


def _transitions(table: Mapping[str, Any], common: Mapping[str, Any]) -> Iterator[Transition]:
    for row in table["transitions"]:
        act = common["act"][row["does"]]
        codes = row.get("reasons", act.get("reasons", ()))
        made = Transition(
            name=row["does"],
            from_=tuple(row["from"]),
            to=row["to"],
            permission=act["permission"],
            title=_words(act["title"]),
            needs_reason=bool(codes),
            reasons={code: _words(common["reason"][code]) for code in codes},
            outside=act.get("outside", False),
        )
        if row["to"] != SAME:
            yield made
            continue
        for state in row["from"]:
            yield replace(made, from_=(state,), to=state)


def _words(pair: Mapping[str, str]) -> Bilingual:
    return Bilingual(pair["en"], pair["cy"])


def _tuples(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value) for name, value in row.items() if isinstance(value, list)}


# --- faults ------------------------------------------------------------------------------------------------
def _common_faults(common: Mapping[str, Any]) -> Iterator[str]:
    for name, row in common.get("act", {}).items():
        yield from _keys(f"act.{name}", row, "act")
        yield from _pair(f"act.{name}.title", row.get("title"))
        for code in row.get("reasons", ()):
            if code not in common.get("reason", {}):
                yield f"act.{name} names the unknown reason {code}"
    for code, pair in common.get("reason", {}).items():
        yield from _pair(f"reason.{code}", pair)
    for name, row in common.get("state", {}).items():
        yield from _state_faults(f"state.{name}", row)


def _faults(table: Mapping[str, Any], common: Mapping[str, Any], stem: str) -> Iterator[str]:
    yield from _keys("the file", table, "family")
    if not {"states", "transitions", "title"} <= set(table):
        return
    if table.get("id") != stem:
        yield f"its id {table.get('id')} is not the name of the file"
    yield from _pair("title", table["title"])
    for name in _shared(table):
        if name not in common.get("state", {}):
            yield f"the shared state {name} is not in {COMMON}"
    for name, row in _own_states(table).items():
        yield from _state_faults(f"states.{name}", row)
    states = {*_shared(table), *_own_states(table)}
    for wanted in table.get("retentions", {}).values(), (table.get("retention"),):
        for schedule in wanted:
            if schedule not in schedules.schedules():
                yield f"there is no retention schedule {schedule}"
    for state in table.get("firsts", {}).values():
        if state not in states:
            yield f"firsts names the unknown state {state}"
    for number, row in enumerate(table["transitions"], start=1):
        yield from _transition_faults(f"transition {number}", row, common)
    for number, row in enumerate(table.get("clocks", ()), start=1):
        yield from _keys(f"clock {number}", row, "clock")


def _transition_faults(where: str, row: Mapping[str, Any], common: Mapping[str, Any]) -> Iterator[str]:
    yield from _keys(where, row, "transition")
    if "does" in row and row["does"] not in common.get("act", {}):
        yield f"{where} does {row['does']}, which is not in {COMMON}"
    for code in row.get("reasons", ()):
        if code not in common.get("reason", {}):
            yield f"{where} names the unknown reason {code}"


def _state_faults(where: str, row: Any) -> Iterator[str]:
    yield from _keys(where, row, "state")
    if not isinstance(row, Mapping):
        return
    for name, known in _CHOICES.items():
        if name in row and row[name] not in known:
            yield f"{where}: {name} {row[name]} is none of {', '.join(known)}"
    for name in ("title", "told"):
        yield from _pair(f"{where}.{name}", row.get(name))


def _keys(where: str, row: Any, shape: str) -> Iterator[str]:
    if not isinstance(row, Mapping):
        yield f"{where} is not a table"
        return
    must, may = _KEYS[shape]
    yield from (f"{where} has no {name}" for name in sorted(must - set(row)))
    yield from (f"{where} has an unknown {name}" for name in sorted(set(row) - must - may))


def _pair(where: str, pair: Any) -> Iterator[str]:
    if (
        not isinstance(pair, Mapping)
        or set(pair) != _PAIR
        or not all(str(pair[one]).strip() for one in _PAIR)
    ):
        yield f"{where} is not in English and Welsh"
