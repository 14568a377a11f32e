"""What somebody told us when they reported, question by question, read back from the payload of the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import Question, QuestionSet
from peelian.services.contact.sets.reading import sets
from peelian.services.contact.sets.wording import Shown, shown

_PLAIN: Final = {
    "question": Bilingual("Your question", "Eich cwestiwn"),
    "place": Bilingual("Place", "Lle"),
}
"""Questions of the form that has no question set."""
_PLACE: Final = ("postcode", "address", "name", "words")
_PREFIXES: Final = {"from": "", "to": "to_"}


@dataclass(frozen=True, slots=True)
class Said:
    """One question and its answer, a line each."""

    asked: Bilingual
    lines: tuple[Shown, ...] = field(repr=False)


def reported(kind: str, payload: Mapping[str, Any]) -> tuple[Said, ...]:
    """What was said, in the order in which it was asked; what was not answered is left out."""
    found = sets().get(kind)
    if found is not None:
        return tuple(_of_set(found, payload))
    return tuple(Said(title, (str(payload[name]),)) for name, title in _PLAIN.items() if payload.get(name))


def in_words(found: QuestionSet, payload: Mapping[str, Any]) -> list[tuple[Bilingual, tuple[Shown, ...]]]:
    """The same for the desk, whose page of a case shows it (`Kind.in_words`)."""
    return [(said.asked, said.lines) for said in _of_set(found, payload)]


def _of_set(found: QuestionSet, payload: Mapping[str, Any]) -> Iterator[Said]:
    for page in found.pages:
        for question in page.questions:
            lines = shown(question, answers_of(question, payload)) if question.holds == "case" else ()
            if lines:
                yield Said(question.short, lines)


def answers_of(question: Question, payload: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The answer as its form had it, from what the case holds of it."""
    id_ = question.id
    value = payload.get(id_)
    match question.kind:
        case "choices":
            return {id_: tuple(value or ())}
        case "date":
            return _day(f"{id_}.", value)
        case "when":
            return _when(id_, payload)
        case "place":
            return {f"{id_}.{part}": (str(payload.get(f"{id_}_{part}", "")),) for part in _PLACE}
        case _:
            return {id_: (str(value),)} if value not in (None, "") else {}


def _when(id_: str, payload: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {f"{id_}.how": (str(payload.get(id_, "")),)}
    for name, prefix in _PREFIXES.items():
        found |= _day(f"{id_}.{prefix}", payload.get(f"{id_}_{name}"))
        found[f"{id_}.{prefix}time"] = (str(payload.get(f"{id_}_{name}_time", "")),)
    return found


def _day(prefix: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, str):
        return {}
    day = date.fromisoformat(value)
    return {
        f"{prefix}{part}": (str(number),)
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year))
    }
