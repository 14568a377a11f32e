"""The contract as JSON Schema (2020-12), for whoever checks messages in another language."""

from __future__ import annotations

from typing import Any, Final, Literal

from peelian.services.contact.exchange.layout import PATTERNS, Field, KindLayout, layout

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(way: Literal["in", "out"]) -> dict[str, Any]:
    """The schema of one message that comes in to Peelian, or goes out from it."""
    return {
        "$schema": DIALECT,
        "title": f"Peelian exchange v1, one message {way}",
        "oneOf": [_message(kind, way) for kind in layout().kinds.values()],
    }


def _message(kind: KindLayout, way: Literal["in", "out"]) -> dict[str, Any]:
    fields = kind.of_way(way)
    body = {
        "type": "object",
        "properties": {one.name: of_field(one) for one in fields},
        "required": [one.name for one in fields if one.required and way == "in"],
        "additionalProperties": False,
    }
    envelope = {one.name: of_field(one) for one in layout().envelope}
    if way == "in":
        envelope["source"]["not"] = {"const": "peelian"}
    return {
        "title": kind.id,
        "type": "object",
        "properties": {**envelope, "kind": {"const": kind.id}, "body": body},
        "required": [*envelope, "body"],
        "additionalProperties": False,
    }


def of_field(one: Field) -> dict[str, Any]:
    """The schema of one value."""
    made: dict[str, Any] = {"description": str(one.told)}
    if one.type == "boolean":
        return {**made, "type": "boolean"}
    if one.type == "integer":
        return {**made, "type": "integer", "minimum": one.least, "maximum": one.most}
    if one.type == "choice":
        return {**made, "type": "string", "enum": list(one.choices)}
    made["type"] = "string"
    if one.longest:
        made["maxLength"] = one.longest
    made["pattern"] = r"\S" if one.type == "text" else f"^{PATTERNS[one.type]}$"
    return made
