"""The services: what each part of Peelian does for the promises, and what it is measured by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from peelian.evidence.claims import vocabulary
from peelian.evidence.pages import Context, Table, download, page
from peelian.evidence.reading import Reading
from peelian.facts.measures import definitions
from peelian.plan.registers.services import Service, service, services
from peelian.plan.spine import commitments_of
from peelian.ui.language import current

if TYPE_CHECKING:
    from peelian.facts.measures import Measure
    from peelian.plan.commitments import Commitment

COLUMNS = ("id", "title", "does", "status", "commitments", "measures", "address")


@page("evidence/services.html")
def index(_reading: Reading) -> Context:
    """Every service with the number of commitments it serves."""
    return {"services": [(one, _served(one)) for one in services().values()]}


@page("evidence/service.html")
def one(reading: Reading, service_id: str) -> Context:
    """One service: the promises it would keep, their measures and the claims made about them."""
    found = service(service_id)
    served = _served(found)
    ids = {one.id for one in served}
    return {
        "service": found,
        "commitments": served,
        "measures": _measures(served),
        "findings": [
            finding
            for finding in reading.findings()
            if ids & set(finding.commitments) or any(finding.id in one.claims for one in served)
        ],
        **vocabulary(),
    }


@download
def index_file(_reading: Reading) -> Table:
    """Every service, a row each."""
    return Table("services", COLUMNS, [_row(one) for one in services().values()])


def _served(found: Service) -> tuple[Commitment, ...]:
    return commitments_of("service", found.id)


def _measures(served: Iterable[Commitment]) -> list[Measure]:
    named = dict.fromkeys(name for one in served for name in one.measures)
    return [definitions()[name] for name in named if name in definitions()]


def _row(one: Service) -> dict[str, Any]:
    served = _served(one)
    return {
        "id": one.id,
        "title": one.title[current()],
        "does": one.does[current()],
        "status": one.status,
        "commitments": [other.id for other in served],
        "measures": [measure.id for measure in _measures(served)],
        "address": f"/services/{one.id}",
    }
