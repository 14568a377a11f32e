"""Claims and commitments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import schemas
from peelian.evidence.api.serving import Ask, Listing, listing, thing
from peelian.evidence.changes import COLUMNS as CHANGE_COLUMNS
from peelian.evidence.changes import day_asked, everything
from peelian.evidence.plan.money import COLUMNS as MONEY_COLUMNS
from peelian.evidence.plan.money import held
from peelian.evidence.plan.money import row as money_row
from peelian.evidence.problems import NoSuchPage
from peelian.plan.commitments import commitment, commitments
from peelian.plan.registers.events import events
from peelian.plan.registers.money import fund_money
from peelian.plan.registers.partnerships import partnerships
from peelian.plan.registers.services import services
from peelian.stats.results import plain

router = Router(tags=["plan"])

CLAIM_COLUMNS = (
    "id",
    "title",
    "speaker",
    "article",
    "said_on",
    "stated",
    "found",
    "verdict",
    "because",
    "commitments",
)
COMMITMENT_COLUMNS = (
    "id",
    "plan",
    "kind",
    "title",
    "owner",
    "theme",
    "made_on",
    "status",
    "status_on",
    "because",
)


class ClaimAsk(Ask):
    verdict: str | None = Field(None, description="Only claims with this verdict, for example: holds.")
    speaker: str | None = Field(None, description="Only claims of this speaker, for example: government.")
    area: str | None = Field(None, description="Only claims that speak of this area.")


class CommitmentAsk(Ask):
    status: str | None = Field(None, description="Only commitments with this status, for example: delivered.")
    plan: str | None = Field(None, description="2018 or 2021.")
    area: str | None = Field(None, description="Only commitments for this area, by id.")


class MoneyAsk(Ask):
    fund: str | None = Field(None, description="Only this fund, by id.")
    area: str | None = Field(None, description="Only this area, by id.")
    stage: str | None = Field(None, description="announced, allocated, awarded or spent.")


class ChangeAsk(Ask):
    since: str | None = Field(None, description="A day such as 2024-03-31.")
    area: str | None = Field(None, description="Only what speaks of this area, by id.")


@router.get("/claims", response={200: schemas.Page, 400: schemas.Faults})
def list_claims(request: HttpRequest, ask: Query[ClaimAsk]) -> HttpResponse:
    """Every claim with its verdict."""

    def make(reading: Any) -> Listing:
        found = [
            one
            for one in reading.findings()
            if ask.verdict in {None, one.verdict}
            and ask.speaker in {None, one.speaker}
            and (ask.area is None or ask.area in one.areas)
        ]
        return Listing("claims", [_claim(one) for one in found], CLAIM_COLUMNS)

    return listing(request, ask, make)


@router.get("/claims/{claim_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """One claim with its rule, every step of its working, and its sources."""

    def make(reading: Any) -> dict[str, Any]:
        for one in reading.findings():
            if one.id.casefold() == claim_id.casefold():
                return dict(one.as_dict())
        raise NoSuchPage(name=claim_id)

    return thing(request, make)


@router.get("/commitments", response={200: schemas.Page, 400: schemas.Faults})
def list_commitments(request: HttpRequest, ask: Query[CommitmentAsk]) -> HttpResponse:
    """Every commitment of the plans with its status."""

    def make(_reading: Any) -> Listing:
        found = [
            one
            for one in commitments()
            if ask.status in {None, one.status}
            and ask.plan in {None, one.plan}
            and (ask.area is None or ask.area in one.areas)
        ]
        return Listing("commitments", [plain(one) for one in found], COMMITMENT_COLUMNS)

    return listing(request, ask, make)


@router.get("/commitments/{commitment_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_commitment(request: HttpRequest, commitment_id: str) -> HttpResponse:
    """One commitment: owner, milestones, status with its evidence, and links to money, services, measures and claims."""
    return thing(request, lambda _reading: dict(plain(commitment(commitment_id))))


@router.get("/money", response={200: schemas.Page, 400: schemas.Faults})
def list_money(request: HttpRequest, ask: Query[MoneyAsk]) -> HttpResponse:
    """Every amount of every fund at its stage: announced, allocated, awarded and spent are never one number."""

    def make(reading: Any) -> Listing:
        found = [
            money_row(fund, amount)
            for fund in held(reading)
            for amount in fund.amounts
            if ask.fund in {None, amount.fund}
            and ask.area in {None, amount.area_id}
            and ask.stage in {None, amount.stage}
        ]
        return Listing("money", found, MONEY_COLUMNS)

    return listing(request, ask, make)


@router.get("/funds/{fund_id}", response={200: schemas.Thing, 404: schemas.Faults})
def one_fund(request: HttpRequest, fund_id: str) -> HttpResponse:
    """One fund: its stages, the gaps between them, whether its parts make its total, and the days it was late."""
    return thing(request, lambda reading: dict(plain(fund_money(fund_id, reading.store))))


@router.get("/events", response={200: schemas.Page, 400: schemas.Faults})
def list_events(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """Meetings, summits and publications that the plans announced: held, or not evidenced with what was looked for."""
    return listing(
        request, ask, lambda _reading: Listing("events", [plain(one) for one in events().values()])
    )


@router.get("/partnerships", response={200: schemas.Page, 400: schemas.Faults})
def list_partnerships(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """The partnership of each of the 43 force areas."""
    return listing(
        request,
        ask,
        lambda _reading: Listing("partnerships", [plain(one) for one in partnerships().values()]),
    )


@router.get("/services", response={200: schemas.Page, 400: schemas.Faults})
def list_services(request: HttpRequest, ask: Query[Ask]) -> HttpResponse:
    """The services that the plans need, and how far each is."""
    return listing(
        request, ask, lambda _reading: Listing("services", [plain(one) for one in services().values()])
    )


@router.get("/changes", response={200: schemas.Page, 400: schemas.Faults})
def list_changes(request: HttpRequest, ask: Query[ChangeAsk]) -> HttpResponse:
    """What changed since a day, newest first."""

    def make(reading: Any) -> Listing:
        since = day_asked({"since": ask.since}) if ask.since else None
        found = [
            plain(one)
            for one in everything(reading)
            if (since is None or one.on >= since.isoformat()) and (ask.area is None or ask.area in one.areas)
        ]
        return Listing("changes", found, CHANGE_COLUMNS)

    return listing(request, ask, make)


def _claim(one: Any) -> dict[str, Any]:
    kept = ("id", "speaker", "article", "said_on", "verdict", "commitments", "areas", "reviewed")
    return {
        **{name: getattr(one, name) for name in kept},
        "title": one.title,
        "words": one.words,
        "stated": one.stated_words,
        "found": one.found_words,
        "because": one.because,
        "sources": [source.id for source in one.sources],
    }
