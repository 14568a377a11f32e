"""The plan: every commitment with its status, and each with everything that it leads to."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from peelian.evidence.claims import vocabulary
from peelian.evidence.pages import Context, Query, Table, chosen, download, page
from peelian.evidence.plan.money import held as every_fund
from peelian.evidence.reading import Reading
from peelian.evidence.wording import in_words
from peelian.facts.measures import definitions
from peelian.plan.commitments import Commitment, commitment, commitments
from peelian.plan.commitments.vocabulary import KINDS, PLANS, STATUSES, THEMES
from peelian.plan.registers.events import events
from peelian.plan.registers.partnerships import partnerships
from peelian.plan.registers.services import services
from peelian.plan.spine import funded_areas, links_of
from peelian.reference.forces import forces, special_forces
from peelian.ui.language import current
from peelian.ui.language import gettext as _

COLUMNS = (
    "id", "plan", "kind", "title", "words", "done", "owner", "theme", "made_on", "status", "status_on", "because",
    "looked_for", "areas", "services", "measures", "claims", "funds", "events", "related", "sources", "address",
)  # fmt: skip
MILESTONE_COLUMNS = ("commitment", "on", "kind", "text", "evidence", "sources")
FILTERS = ("plan", "status", "theme", "kind")


@page("evidence/plan.html", asks=FILTERS)
def index(_reading: Reading, query: Query) -> Context:
    """All commitments by plan, or those that the filter leaves."""
    everyone = commitments()
    found = chosen(everyone, query)
    return {
        "groups": [(plan, [one for one in found if one.plan == plan]) for plan in PLANS],
        "total": len(everyone),
        "found": len(found),
        "promises": sum(one.kind == "promise" for one in everyone),
        "counts": Counter(one.status for one in everyone),
        "query": query,
        "choices": {
            "plan": in_words(PLANS),
            "status": in_words(STATUSES),
            "theme": in_words(THEMES),
            "kind": in_words(KINDS),
        },
    }


@page("evidence/commitment.html")
def one(reading: Reading, commitment_id: str) -> Context:
    """One commitment: what was promised, what became of it, and the way on to money, services, measures and claims."""
    found = commitment(commitment_id)
    links = links_of(found.id)
    everyone = commitments()
    place = everyone.index(found)
    context = {
        "one": found,
        "areas": [{"id": id_, "is_force": id_ in _force_ids()} for id_ in found.areas],
        "everywhere": any(id_ not in _force_ids() for id_ in found.areas),
        "partnerships": any(found.id in one.commitments for one in partnerships().values()),
        "funds": [held for held in every_fund(reading) if held.fund.id in links.funds],
        "funded": list(
            dict.fromkeys(
                one.area_id for one in funded_areas(found.id, reading.store) if one.area_id in _force_ids()
            )
        ),
        "services": [services()[name] for name in links.services if name in services()],
        "events": [one for one in events().values() if one.id in links.events],
        "measures": [definitions()[name] for name in links.measures if name in definitions()],
        "findings": [
            one for one in reading.findings() if one.id in links.claims or found.id in one.commitments
        ],
        "related": [other for other in everyone if other.id in links.related],
        "before": everyone[place - 1] if place else None,
        "after": everyone[place + 1] if place + 1 < len(everyone) else None,
        **vocabulary(),
    }
    return {**context, "stations": _stations(context)}


def _stations(context: Context) -> list[tuple[str, str, int]]:
    """The way along the spine: where it leads on this page, and how much is there."""
    return [
        ("where", _("where"), len(context["areas"])),
        ("money", _("money"), len(context["funds"])),
        ("service", _("service"), len(context["services"])),
        ("measure", _("measures"), len(context["measures"])),
        ("claims", _("claims"), len(context["findings"])),
        ("history", _("dates"), len(context["one"].milestones)),
    ]


@cache
def _force_ids() -> frozenset[str]:
    return frozenset(one.id for one in (*forces(), *special_forces()))


@download
def index_file(_reading: Reading) -> Table:
    """Every commitment, a row each."""
    return Table("plan", COLUMNS, [_row(one) for one in commitments()])


@download
def milestones_file(_reading: Reading, commitment_id: str) -> Table:
    """One commitment's dated milestones, a row each."""
    found = commitment(commitment_id)
    return Table(
        f"commitment-{found.id}", MILESTONE_COLUMNS, [_milestone(found.id, one) for one in found.milestones]
    )


def _row(one: Commitment) -> dict[str, Any]:
    language = current()
    told = {
        name: getattr(one, name).get(language)
        for name in ("title", "words", "done", "owner", "because", "looked_for")
    }
    return {
        **{name: getattr(one, name) for name in COLUMNS if hasattr(one, name)},
        **told,
        "sources": list(one.every_source),
        "address": f"/plan/{one.id}",
    }


def _milestone(commitment_id: str, one: Any) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in MILESTONE_COLUMNS if hasattr(one, name)}
    return {**kept, "commitment": commitment_id, "text": one.text[current()], "sources": list(one.sources)}
