"""Claims and commitments."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import schemas
from peelian.evidence.api.serving import Ask, Listing, listing, thing
from peelian.evidence.problems import NoSuchPage
from peelian.plan.commitments import commitment, commitments
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
