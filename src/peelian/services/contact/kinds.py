"""The kind of the questions that came before there were question sets, read from its file: they are still answered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from peelian.casework.cases.kinds import (
    ClockUse,
    Kind,
    PayloadField,
    PayloadSchema,
    State,
    Transition,
    Upcast,
)
from peelian.reference.problems import Bilingual

GENERAL_QUESTION: Final = "general_question"

UPCASTS: Final[Mapping[str, Mapping[int, Upcast]]] = {GENERAL_QUESTION: {}}
"""For each kind, how answers of version n become answers of version n + 1."""


@cache
def general_question() -> Kind:
    """The kind of a question that the first form asked."""
    return kind_of(GENERAL_QUESTION)


def kind_of(id_: str) -> Kind:
    """The kind defined in `definitions/<id>.toml`. What is wrong with it, `registry.register` says."""
    text = files("peelian.services.contact").joinpath(f"definitions/{id_}.toml").read_text(encoding="utf-8")
    return read(tomllib.loads(text), UPCASTS.get(id_, {}))


def read(table: Mapping[str, Any], upcasts: Mapping[int, Upcast]) -> Kind:
    """A kind from its table."""
    return Kind(
        id=table["id"],
        title=_words(table["title"]),
        service=table["service"],
        regime=table["regime"],
        initial=table["initial"],
        states=tuple(_state(row) for row in table["states"]),
        transitions=tuple(_transition(row) for row in table["transitions"]),
        clocks=tuple(ClockUse(**{**row, **_tuples(row)}) for row in table["clocks"]),
        payload=_payload(table["payload"], upcasts),
        retention=table["retention"],
        templates=tuple(table.get("templates", ())),
        restricted=table.get("restricted", False),
    )


def _state(row: Mapping[str, Any]) -> State:
    return State(row["id"], row["klass"], _words(row["title"]), _words(row["told"]), row["waiting_on"])


def _transition(row: Mapping[str, Any]) -> Transition:
    return Transition(
        name=row["name"],
        from_=tuple(row["from"]),
        to=row["to"],
        permission=row["permission"],
        title=_words(row["title"]),
        needs_reason=row.get("needs_reason", False),
        reasons={code: _words(pair) for code, pair in row.get("reasons", {}).items()},
        told=_words(row["told"]) if "told" in row else None,
        outside=row.get("outside", False),
    )


def _payload(table: Mapping[str, Any], upcasts: Mapping[int, Upcast]) -> PayloadSchema:
    versions = {
        int(number): tuple(PayloadField(**{**row, **_tuples(row)}) for row in rows)
        for number, rows in table["versions"].items()
    }
    return PayloadSchema(current=table["current"], versions=versions, upcasts=upcasts)


def _tuples(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value) for name, value in row.items() if isinstance(value, list)}


def _words(pair: Mapping[str, str]) -> Bilingual:
    return Bilingual(pair["en"], pair["cy"])
