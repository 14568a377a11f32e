"""Everything that a commitment touches, by its name: the plan's spine for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from peelian.evidence.api.facts import named
from peelian.evidence.api.serving import worded
from peelian.evidence.plan.money import held
from peelian.facts.measures import definitions
from peelian.plan.commitments import commitment
from peelian.plan.registers.events import events
from peelian.plan.registers.services import services
from peelian.plan.spine import links_of


def linked(id_: str, reading: Any) -> dict[str, Any]:
    """The things that a commitment names, or that name it. Raises UnknownCommitment."""
    links = links_of(id_)
    funds = {one.fund.id: one.fund.title for one in held(reading)}
    claims = {one.id: one for one in reading.findings()}
    measures = definitions()
    return {
        "areas": [{"id": one, "title": named(one)} for one in links.areas],
        "funds": _titled(links.funds, funds),
        "services": _titled(links.services, {one.id: one.title for one in services().values()}),
        "measures": [{"id": one, "title": asdict(measures[one].title)} for one in links.measures],
        "claims": [
            {"id": one, "title": claims[one].title, "verdict": claims[one].verdict}
            for one in links.claims
            if one in claims
        ],
        "events": [
            {"id": one, "title": events()[one].title, "held": events()[one].held} for one in links.events
        ],
        "related": [
            {"id": one, "title": commitment(one).title, "status": commitment(one).status}
            for one in links.related
        ],
    }


def _titled(ids: Iterable[str], titles: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    return [{"id": one, "title": worded(titles.get(one)) or {"en": one, "cy": one}} for one in ids]
