"""What a person wrote in answer to a kind's questions: checked when written, brought up to date when read.

A stored payload is never rewritten: version 1 stays version 1, and `upcast` turns it into the current shape each time.
"""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any, Final

from peelian.casework.cases.kinds import Kind, PayloadField, PayloadSchema
from peelian.casework.cases.problems import BadPayload, KindFaulty
from peelian.reference.problems import Bilingual

_WRONG = {
    "text": Bilingual("is not a text", "ddim yn destun"),
    "choice": Bilingual("is not one of the choices", "ddim yn un o’r dewisiadau"),
    "choices": Bilingual(
        "is not a list of the choices, each once", "ddim yn rhestr o’r dewisiadau, pob un unwaith"
    ),
    "date": Bilingual("is not a date like 2026-11-21", "ddim yn ddyddiad fel 2026-11-21"),
    "boolean": Bilingual("is not yes or no", "ddim yn ie neu nage"),
    "number": Bilingual("is not a number", "ddim yn rhif"),
}
_EMPTY: Final[tuple[object, ...]] = (None, "", [])
_MISSING = Bilingual("is missing", "ar goll")
_UNKNOWN = Bilingual("is not asked", "heb ei ofyn")
_LONG = Bilingual("is too long", "yn rhy hir")


def canonical(answers: dict[str, Any]) -> str:
    """The one way to write the answers down: sorted keys, no spaces, as UTF-8."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def schema_name(kind: Kind) -> str:
    """As stored with each version: `general-question/1`."""
    return f"{kind.id.replace('_', '-')}/{kind.payload.current}"


def check(kind: Kind, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if they fit the current version of the questions; `BadPayload` with all faults otherwise."""
    fields = {each.name: each for each in kind.payload.versions[kind.payload.current]}
    faults = [(name, _UNKNOWN) for name in sorted(set(answers) - set(fields))]
    for name, field in fields.items():
        fault = _fault(field, answers.get(name))
        if fault is not None:
            faults.append((name, fault))
    if faults:
        raise BadPayload(faults=_listed(faults), names=[name for name, _ in faults])
    return {name: answers[name] for name in fields if answers.get(name) not in _EMPTY}


def _listed(faults: list[tuple[str, Bilingual]]) -> Bilingual:
    return Bilingual(
        "; ".join(f"{name} {why}" for name, why in faults),
        "; ".join(f"{name} {why.cy}" for name, why in faults),
    )


def _fault(field: PayloadField, value: object) -> Bilingual | None:
    if value in _EMPTY:
        return _MISSING if field.required else None
    if not _fits(field, value):
        return _WRONG[field.kind]
    if isinstance(value, str) and len(value) > field.longest:
        return _LONG
    return None


def _fits(field: PayloadField, value: object) -> bool:
    match field.kind:
        case "text":
            return isinstance(value, str)
        case "choice":
            return isinstance(value, str) and value in field.choices
        case "choices":
            return isinstance(value, list) and _are_choices(field, value)
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "date":
            return isinstance(value, str) and _is_date(value)


def _are_choices(field: PayloadField, values: list[object]) -> bool:
    return all(value in field.choices for value in values) and len(set(map(str, values))) == len(values)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def upcast(schema: PayloadSchema, version: int, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers of an old version in the current shape; a version from the future or the void is `KindFaulty`."""
    if version not in schema.versions or version > schema.current:
        raise KindFaulty(kind="", faults=f"no questions of version {version}")
    for number in range(version, schema.current):
        answers = schema.upcasts[number](dict(answers))
    return answers


def read(kind: Kind, schema: str, stored: str) -> dict[str, Any]:
    """The current shape of what was stored as canonical JSON under `schema`."""
    return upcast(kind.payload, int(schema.rpartition("/")[2]), json.loads(stored))
