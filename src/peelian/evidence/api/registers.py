"""The registers of the plan: money, funds, events, partnerships and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import plan_shapes
from peelian.evidence.api.asking import AreaId, Ask, Short, one_of
from peelian.evidence.api.describing import alone, listed
from peelian.evidence.api.serving import Listing, listing, shaped, thing, worded
from peelian.evidence.plan.money import held
from peelian.plan.registers.events import events
from peelian.plan.registers.money import fund_money
from peelian.plan.registers.partnerships import partnership, partnerships
from peelian.plan.registers.reading import entry
from peelian.plan.registers.services import service, services
from peelian.plan.registers.stages import STAGES
from peelian.plan.registers.vocabulary import EVENT_KINDS, HELD, SERVICE_STATES
from peelian.plan.spine import commitments_of
from peelian.reference.problems import Bilingual
from peelian.stats.results import plain

if TYPE_CHECKING:
    from peelian.plan.registers.money import Amount, FundMoney

router = Router(tags=["registers"])
_EVENTS = Bilingual("events", "digwyddiadau")


class MoneyAsk(Ask):
    fund: Short | None = Field(None, description="Only this fund, by id.")
    area: AreaId | None = Field(None, description="Only this area, by id.")
    stage: one_of(STAGES) | None = Field(None, description="Only amounts at this stage.")  # type: ignore[valid-type]


class EventAsk(Ask):
    kind: one_of(EVENT_KINDS) | None = Field(None, description="Only events of this kind.")  # type: ignore[valid-type]
    held: one_of(HELD) | None = Field(None, description="Only events that were, or were not, held.")  # type: ignore[valid-type]


class ServiceAsk(Ask):
    status: one_of(SERVICE_STATES) | None = Field(None, description="Only planned or built ones.")  # type: ignore[valid-type]


@router.get("/money", **listed(plan_shapes.Money))
def list_money(request: HttpRequest, ask: Query[MoneyAsk]) -> HttpResponse:
    """Every amount of every fund at its stage: announced, allocated, awarded and spent are never one number."""

    def make(reading: Any) -> Listing:
        found = [
            (money, amount)
            for money in held(reading)
            for amount in money.amounts
            if ask.fund in {None, amount.fund}
            and ask.area in {None, amount.area_id}
            and ask.stage in {None, amount.stage}
        ]
        return Listing("money", found, plan_shapes.MoneyRow, lambda pair: _amount(*pair))

    return listing(request, ask, make)


@router.get("/funds", **listed(plan_shapes.Funds))
def list_funds(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Every fund with what it had at each stage."""
    return listing(request, ask, lambda reading: Listing("funds", held(reading), plan_shapes.FundRow, _fund))


@router.get("/funds/{fund_id}", **alone(plan_shapes.OneFund))
def one_fund(request: HttpRequest, fund_id: str) -> HttpResponse:
    """One fund: its stages, the gaps between them, whether its parts make its total, and the days it was late."""

    def make(reading: Any) -> dict[str, Any]:
        found = fund_money(fund_id, reading.store)
        whole = {name: plain(getattr(found, name)) for name in ("stages", "gaps", "sums", "delays")}
        more = {"notes": plain(found.fund.notes), "looked_for": found.fund.looked_for}
        return shaped(_fund(found) | whole | more, plan_shapes.OneFund)

    return thing(request, make)


@router.get("/events", **listed(plan_shapes.Events))
def list_events(request: HttpRequest, ask: Query[EventAsk]) -> HttpResponse:
    """Meetings, summits and publications that the plans announced: held, or not evidenced with what was looked for."""

    def make(_reading: Any) -> Listing:
        found = [
            one for one in events().values() if ask.kind in {None, one.kind} and ask.held in {None, one.held}
        ]
        return Listing("events", found, plan_shapes.EventRow, _entry)

    return listing(request, ask, make)


@router.get("/events/{event_id}", **alone(plan_shapes.OneEvent))
def one_event(request: HttpRequest, event_id: str) -> HttpResponse:
    """One event with its papers, its attendance and its actions."""
    return thing(
        request, lambda _reading: shaped(_entry(entry(events(), event_id, _EVENTS)), plan_shapes.EventRow)
    )


@router.get("/partnerships", **listed(plan_shapes.Partnerships))
def list_partnerships(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """The partnership of each of the 43 force areas."""
    every = list(partnerships().values())
    return listing(
        request, ask, lambda _reading: Listing("partnerships", every, plan_shapes.PartnershipRow, _entry)
    )


@router.get("/partnerships/{force_id}", **alone(plan_shapes.OnePartnership))
def one_partnership(request: HttpRequest, force_id: str) -> HttpResponse:
    """The partnership of one force area."""
    return thing(request, lambda _reading: shaped(_entry(partnership(force_id)), plan_shapes.PartnershipRow))


@router.get("/services", **listed(plan_shapes.Services))
def list_services(request: HttpRequest, ask: Query[ServiceAsk]) -> HttpResponse:
    """The services that the plans need, and how far each is."""
    found = [one for one in services().values() if ask.status in {None, one.status}]
    return listing(
        request, ask, lambda _reading: Listing("services", found, plan_shapes.ServiceRow, _service)
    )


@router.get("/services/{service_id}", **alone(plan_shapes.OneService))
def one_service(request: HttpRequest, service_id: str) -> HttpResponse:
    """One service with the commitments that need it."""
    return thing(request, lambda _reading: shaped(_service(service(service_id)), plan_shapes.ServiceRow))


def _amount(money: FundMoney, amount: Amount) -> dict[str, Any]:
    return {
        **{
            name: getattr(amount, name) for name in plan_shapes.MoneyRow.model_fields if hasattr(amount, name)
        },
        "title": money.fund.title,
        "area": {lang: amount.place_in(lang) for lang in ("en", "cy")},
        "amount_pence": amount.pence,
        "dated": amount.dated or None,
        "sources": list(amount.source_ids),
    }


def _fund(money: FundMoney) -> dict[str, Any]:
    fund = money.fund
    return {
        **_entry(fund),
        "commitments": [one.id for one in commitments_of("fund", fund.id)],
        **{f"{stage.stage}_pence": stage.total for stage in money.stages},
        "not_found": list(money.not_found),
        "days_to_award": money.days_to_award,
    }


def _service(one: Any) -> dict[str, Any]:
    return dict(plain(one)) | {"commitments": [each.id for each in commitments_of("service", one.id)]}


def _entry(one: Any) -> dict[str, Any]:
    """An entry of a register: a date that is not known is null, and so is a text without words."""
    return {name: _known(name, value) for name, value in plain(one).items()}


def _known(name: str, value: Any) -> Any:
    if name == "actions":
        return [action | {"owner": worded(action["owner"])} for action in value]
    return None if value in ("", {}) else value
