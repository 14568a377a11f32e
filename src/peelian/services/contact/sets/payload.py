"""What goes from the answers into the case: the schema of a set's kind, and the payload of one report.

Only what is about the matter (`holds = "case"`); who the person is and how they are reached goes to their record.
A version's schema holds every field that was ever asked up to it, none of them required: what must be answered is
checked when it is asked, and an officer who opens a report of an old version still sees what was asked then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from peelian.casework.cases.kinds import PayloadField, PayloadSchema
from peelian.casework.cases.payloads import upcast
from peelian.services.contact.sets.asking import asked_on, kept, path
from peelian.services.contact.sets.checking import PLACE_LONGEST
from peelian.services.contact.sets.days import day_of
from peelian.services.contact.sets.model import (
    DAY_TIMES,
    HOWS,
    Answers,
    Question,
    QuestionSet,
    Upcast,
    Version,
)

_BY_ID: Final = frozenset({"choice", "yes_no"})


@lru_cache(maxsize=256)
def schema_of(set_: QuestionSet) -> PayloadSchema:
    """The fields by version, and the way from each version to the next."""
    versions: dict[int, tuple[PayloadField, ...]] = {}
    held: dict[str, PayloadField] = {}
    for version in set_.versions:
        held = _renamed(held, set_.upcasts.get(version.number - 1))
        for field in _asked_in(set_, version):
            held[field.name] = _joined(held.get(field.name), field)
        versions[version.number] = tuple(held.values())
    numbers = [version.number for version in set_.versions]
    return PayloadSchema(
        current=numbers[-1],
        versions=versions,
        upcasts={number: _upcast(set_.upcasts.get(number)) for number in numbers[:-1]},
    )


def payload_of(set_: QuestionSet, answers: Answers, version: Version) -> dict[str, Any]:
    """The answers that count, in the shape of the newest version, whichever version they were given in."""
    live = kept(set_, answers, version)
    found: dict[str, Any] = {}
    for page in path(set_, answers, version):
        for question in asked_on(page, live):
            if question.holds == "case":
                found |= {
                    name: value for name, value in _values(question, live) if value not in (None, "", [])
                }
    return upcast(schema_of(set_), version.number, found)


def field_names(question: Question) -> tuple[str, ...]:
    """The names under which the answers to a question lie in the payload; none for what is about the person."""
    return tuple(field.name for field in _fields(question)) if question.holds == "case" else ()


# --- fields -----------------------------------------------------------------------------------------------
def _asked_in(set_: QuestionSet, version: Version) -> Iterator[PayloadField]:
    for page in set_.pages_at(version):
        for question in page.questions:
            if question.holds == "case":
                yield from _fields(question)


def _fields(question: Question) -> Iterator[PayloadField]:
    id_ = question.id
    ids = tuple(choice.id for choice in question.choices)
    match question.kind:
        case "choice" | "yes_no":
            yield PayloadField(id_, "choice", required=False, choices=ids)
        case "choices":
            yield PayloadField(id_, "choices", required=False, choices=ids)
        case "date":
            yield PayloadField(id_, "date", required=False)
        case "number":
            yield PayloadField(id_, "number", required=False)
        case "when":
            yield PayloadField(id_, "choice", required=False, choices=HOWS)
            for prefix in ("from", "to"):
                yield PayloadField(f"{id_}_{prefix}", "date", required=False)
                yield PayloadField(f"{id_}_{prefix}_time", "choice", required=False, choices=DAY_TIMES)
        case "place":
            for part, longest in PLACE_LONGEST.items():
                yield PayloadField(f"{id_}_{part}", required=False, longest=longest)
        case _:
            yield PayloadField(id_, required=False, longest=question.longest)


def _joined(before: PayloadField | None, now: PayloadField) -> PayloadField:
    """A field that was there before takes what either version takes."""
    if before is None:
        return now
    choices = (*before.choices, *(one for one in now.choices if one not in before.choices))
    return PayloadField(now.name, now.kind, False, max(before.longest, now.longest), choices)


# --- values -----------------------------------------------------------------------------------------------
def _values(question: Question, live: Answers) -> Iterator[tuple[str, Any]]:
    id_ = question.id
    match question.kind:
        case "choices":
            yield id_, list(live.get(id_, ()))
        case "date":
            yield id_, _iso(live, id_)
        case "number":
            text = _one(live, id_)
            yield id_, int(text) if text.isascii() and text.isdigit() else None
        case "when":
            yield from _when(id_, live)
        case "place":
            for part in PLACE_LONGEST:
                text = _one(live, f"{id_}.{part}")
                yield f"{id_}_{part}", text.upper() if part == "postcode" else text
        case _:
            yield id_, _one(live, id_)


def _when(id_: str, live: Answers) -> Iterator[tuple[str, Any]]:
    how = _one(live, f"{id_}.how")
    if how not in HOWS:
        return
    yield id_, how
    spans = {"exact": (("from", ""),), "between": (("from", ""), ("to", "to_"))}.get(how, ())
    for name, prefix in spans:
        yield f"{id_}_{name}", _iso(live, id_, prefix)
        time = _one(live, f"{id_}.{prefix}time")
        yield f"{id_}_{name}_time", time if time in DAY_TIMES else None


def _iso(live: Answers, id_: str, prefix: str = "") -> str | None:
    day = day_of(live, id_, prefix)
    return day.isoformat() if day else None


def _one(live: Answers, field: str) -> str:
    return next(iter(live.get(field, ())), "")


# --- from one version to the next -------------------------------------------------------------------------
def _renamed(held: dict[str, PayloadField], change: Upcast | None) -> dict[str, PayloadField]:
    names = change.renamed if change else {}
    moved: dict[str, PayloadField] = {}
    for name, field in held.items():
        now = names.get(name, name)
        moved[now] = _joined(
            moved.get(now), PayloadField(now, field.kind, False, field.longest, field.choices)
        )
    return moved


def _upcast(change: Upcast | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """How a payload of one version is read as one of the next: names and values that were given others."""
    if change is None:
        return dict

    def cast(answers: dict[str, Any]) -> dict[str, Any]:
        named = {change.renamed.get(name, name): value for name, value in answers.items()}
        return {name: _revalued(change.values.get(name, {}), value) for name, value in named.items()}

    return cast


def _revalued(values: Any, value: Any) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(values.get(one, one) for one in value))
    return values.get(value, value)
