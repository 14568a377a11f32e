"""`--where name=value` as a mapping; the same name twice means either value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from peelian.facts.problems import FactsProblem


class NotAPair(FactsProblem):
    """What was typed is not NAME=VALUE."""

    code = "where-not-a-pair"
    en = "--where {text!r} is not NAME=VALUE, such as --where offence_group=Robbery."
    cy = "Nid yw --where {text!r} yn ENW=GWERTH, megis --where offence_group=Robbery."


def pairs(texts: Iterable[str] | None) -> Mapping[str, str | Sequence[str]] | None:
    """Dimension -> value, or values; None where nothing was asked. Raises NotAPair."""
    found: dict[str, list[str]] = {}
    for text in texts or ():
        name, sign, value = text.partition("=")
        if not (name and sign and value):
            raise NotAPair(text=text)
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()} or None
