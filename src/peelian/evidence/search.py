"""Search over forces, the plan, claims and measures by their words. It works by GET, with no script."""

from __future__ import annotations

import re
import unicodedata

from peelian.evidence.claims import vocabulary
from peelian.evidence.codes import region_address
from peelian.evidence.pages import Context, Query, page
from peelian.evidence.plan.money import held
from peelian.evidence.reading import Reading
from peelian.facts.measures import definitions
from peelian.plan.commitments import commitments
from peelian.plan.registers.events import events
from peelian.reference.areas import regions
from peelian.reference.forces import Force, force_for, forces, special_forces
from peelian.reference.problems import Problem

KINDS = (
    "found_forces", "found_regions", "found_commitments", "found_funds", "found_events", "found_claims", "found_measures",
)  # fmt: skip


@page("evidence/search.html", asks=("q",))
def results(reading: Reading, query: Query) -> Context:
    """Whatever holds every word of the question."""
    words = folded(query.get("q", "")).split()
    found: Context = dict.fromkeys(KINDS, ())
    if words:
        found = {
            "found_forces": _forces(query["q"], words),
            "found_regions": [
                {"id": one.id, "address": region_address(one.id)}
                for one in regions()
                if _holds(words, one.id, one.name, one.name_cy or "")
            ],
            "found_commitments": [
                one
                for one in commitments()
                if _holds(words, one.id, *one.title.values(), *one.words.values(), *one.owner.values())
            ],
            "found_funds": [
                one.fund for one in held(reading) if _holds(words, one.fund.id, *one.fund.title.values())
            ],
            "found_events": [one for one in events().values() if _holds(words, *one.title.values())],
            "found_claims": [
                one
                for one in reading.findings()
                if _holds(words, one.id, *one.title.values(), *one.words.values())
            ],
            "found_measures": [
                one for one in definitions().values() if _holds(words, one.id, one.title.en, one.title.cy)
            ],
        }
    return {"question": query.get("q", ""), **found, **vocabulary()}


def folded(text: str) -> str:
    """Lower case, no accents, punctuation as spaces: `Dyfed-Powys` and `dyfed powys` are one."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+", " ", kept.replace("&", " and ")).strip()


def _holds(words: list[str], *texts: str) -> bool:
    held = folded(" ".join(texts).replace("_", " "))
    return all(word in held for word in words)


def _forces(question: str, words: list[str]) -> list[Force]:
    everyone = (*forces(), *special_forces())
    found = [one for one in everyone if _holds(words, one.name, one.name_cy, one.short_name, *one.aliases)]
    if found:
        return found
    try:
        return [force_for(question)]
    except Problem:
        return []
