"""`peelian plan`: the commitments that fit what was asked, as a table or a file."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from peelian.plan.commitments import Commitment, commitments
from peelian.plan.commitments.document import as_dict, flat
from peelian.plan.commitments.problems import UnknownChoice
from peelian.plan.commitments.vocabulary import KINDS, PLANS, STATUSES, THEMES
from peelian.reference.reading import hint, plain

COLUMNS: Final = {
    "id": ("id", "rhif"),
    "title": ("what was promised", "yr hyn a addawyd"),
    "owner": ("owner", "perchennog"),
    "status": ("status", "statws"),
    "status_on": ("since", "ers"),
}
_WORDS: Final = {
    "none": ("No commitment fits that.", "Nid oes ymrwymiad yn cyfateb i hynny."),
    "unreviewed": ("", "Nid oes neb wedi adolygu'r Gymraeg hon."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the commitments must be; "" asks nothing."""

    status: str = ""
    plan: str = ""
    kind: str = ""
    theme: str = ""
    owner: str = ""
    area: str = ""


def chosen(asked: Asked, lang: str = "en") -> tuple[Commitment, ...]:
    """The commitments that fit, in their order; `lang` is of what a first use says. Raises UnknownChoice, UnknownArea."""
    status = _known("--status", asked.status, STATUSES)
    plan = _known("--plan", asked.plan, PLANS)
    kind = _known("--kind", asked.kind, KINDS)
    theme = _known("--theme", asked.theme, THEMES)
    near = _in_area(asked.area, lang)
    return tuple(
        one
        for one in commitments()
        if status in ("", one.status)
        and plan in ("", one.plan)
        and kind in ("", one.kind)
        and theme in ("", one.theme)
        and (near is None or one.id in near)
        and _owned(one, asked.owner)
    )


def tell(found: Sequence[Commitment], *, format: str, out: Path | None, lang: str) -> None:
    """Write the commitments in a format to `out` or the terminal."""
    from peelian.facts.tabulate import emit

    place = lang == "cy"
    if format == "json":
        emit([as_dict(one) for one in found], format="json", out=out)
    elif format not in ("table", "rich"):
        emit([flat(one, lang) for one in found], format=format, out=out)
    elif not found:
        sys.stdout.write(_WORDS["none"][place] + "\n")
    else:
        headings = {key: names[place] for key, names in COLUMNS.items()}
        emit([_line(one, lang) for one in found], headings, "rich", out=out)
        if place and out is None:
            sys.stdout.write(_WORDS["unreviewed"][1] + "\n")


def _line(one: Commitment, lang: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title[lang],
        "owner": one.owner[lang],
        "status": one.status_in(lang),
        "status_on": one.status_on.isoformat(),
    }


def _known(option: str, text: str, known: dict[str, dict[str, str]]) -> str:
    """The code word that was typed, or whose words in either language were. Raises UnknownChoice."""
    if not text:
        return ""
    for code, words in known.items():
        if plain(text) in (plain(code), *(plain(word) for word in words.values())):
            return code
    raise UnknownChoice(option=option, text=text, known="; ".join(known), hint=hint(text, known))


def _in_area(name: str, lang: str) -> Collection[str] | None:
    if not name:
        return None
    from peelian.facts.first_use import prepared
    from peelian.plan.areas_named import areas_named
    from peelian.plan.spine import AROUND, in_area

    store = prepared(lang)
    areas = areas_named(name)
    return {each.commitment.id for one in areas for each in in_area(one.id, store) if each.why != AROUND}


def _owned(one: Commitment, owner: str) -> bool:
    return not owner or any(plain(owner) in plain(text) for text in one.owner.values())
