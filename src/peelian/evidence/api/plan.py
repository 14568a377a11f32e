"""Claims, commitments with all they touch, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from peelian.evidence.api import plan_shapes
from peelian.evidence.api.asking import AreaId, Ask, Day, one_of
from peelian.evidence.api.describing import alone, listed
from peelian.evidence.api.linking import linked
from peelian.evidence.api.serving import Listing, listing, shaped, thing, worded
from peelian.evidence.api.shapes import Shape
from peelian.evidence.changes import changed
from peelian.plan.changes import KINDS as CHANGES
from peelian.plan.claims.verdicts import SPEAKERS, VERDICTS
from peelian.plan.commitments import commitment, commitments
from peelian.plan.commitments.vocabulary import KINDS, PLANS, STATUSES, THEMES
from peelian.plan.spine import links_of
from peelian.stats.results import plain

if TYPE_CHECKING:
    from peelian.plan.claims.finding import Finding
    from peelian.plan.commitments import Commitment

router = Router(tags=["plan"])


class ClaimAsk(Ask):
    verdict: one_of(VERDICTS) | None = Field(None, description="Only claims with this verdict.")  # type: ignore[valid-type]
    speaker: one_of(SPEAKERS) | None = Field(None, description="Only claims of this speaker.")  # type: ignore[valid-type]
    area: AreaId | None = Field(None, description="Only claims that speak of this area, by id.")


class CommitmentAsk(Ask):
    status: one_of(STATUSES) | None = Field(None, description="Only commitments with this status.")  # type: ignore[valid-type]
    plan: one_of(PLANS) | None = Field(None, description="Only commitments of this plan.")  # type: ignore[valid-type]
    kind: one_of(KINDS) | None = Field(None, description="Promises, facts to follow or critics' demands.")  # type: ignore[valid-type]
    theme: one_of(THEMES) | None = Field(None, description="Only commitments on this theme.")  # type: ignore[valid-type]
    area: AreaId | None = Field(None, description="Only commitments for this area, by id.")


class ChangeAsk(Ask):
    since: Day | None = Field(None, description="A day such as 2024-03-31.")
    kind: one_of(CHANGES) | None = Field(None, description="Only changes of this kind.")  # type: ignore[valid-type]
    area: AreaId | None = Field(None, description="Only what speaks of this area, by id.")


@router.get("/claims", **listed(plan_shapes.Claims))
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
        return Listing("claims", found, plan_shapes.ClaimRow, _claim)

    return listing(request, ask, make)


@router.get("/claims/{claim_id}", **alone(plan_shapes.OneClaim))
def one_claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """One claim with its rule, every step of its working, and its sources."""

    def make(reading: Any) -> dict[str, Any]:
        one = reading.finding(claim_id)
        return shaped(_claim(one) | _working(one), plan_shapes.OneClaim)

    return thing(request, make)


@router.get("/commitments", **listed(plan_shapes.Commitments))
def list_commitments(request: HttpRequest, ask: Query[CommitmentAsk]) -> HttpResponse:
    """Every commitment of the plans with its status."""

    def make(_reading: Any) -> Listing:
        found = [
            one
            for one in commitments()
            if ask.status in {None, one.status}
            and ask.plan in {None, one.plan}
            and ask.kind in {None, one.kind}
            and ask.theme in {None, one.theme}
            and (ask.area is None or ask.area in one.areas)
        ]
        return Listing("commitments", found, plan_shapes.CommitmentRow, _commitment)

    return listing(request, ask, make)


@router.get("/commitments/{commitment_id}", **alone(plan_shapes.OneCommitment))
def one_commitment(request: HttpRequest, commitment_id: str) -> HttpResponse:
    """One commitment: owner, milestones, status with its evidence; areas, money, services, measures and claims by name."""

    def make(reading: Any) -> dict[str, Any]:
        one = commitment(commitment_id)
        return shaped(_commitment(one) | {"links": linked(one.id, reading)}, plan_shapes.OneCommitment)

    return thing(request, make)


@router.get("/changes", **listed(plan_shapes.Changes))
def list_changes(request: HttpRequest, ask: Query[ChangeAsk]) -> HttpResponse:
    """What changed since a day, newest first."""

    def make(reading: Any) -> Listing:
        found = changed(reading, ask.since, ask.kind, ask.area)
        return Listing("changes", found, plan_shapes.ChangeRow, _change)

    return listing(request, ask, make)


def _commitment(one: Commitment) -> dict[str, Any]:
    return dict(plain(one)) | dict(plain(links_of(one.id)))


def _claim(one: Finding) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in plan_shapes.ClaimRow.model_fields}
    return kept | {
        "stated": one.stated_words or one.stated,
        "found": one.found_words or one.found,
        "said_on": one.said_on or None,
        "sources": [source.id for source in one.sources],
    }


def _working(one: Finding) -> dict[str, Any]:
    """The parts of a claim's working, each text in both languages."""
    steps = [
        {**plain(step), "shown": worded(step.shown_words or step.shown)}
        | {"working": worded(step.working_words or step.working)}
        for step in one.steps
    ]
    readings = [{**plain(each), "shown": worded(each.shown_words or each.shown)} for each in one.readings]
    return {
        "rules": _each(one.rules, plan_shapes.Rule),
        "steps": [shaped(step, plan_shapes.Step) for step in steps],
        "notes": _each(one.notes, plan_shapes.Note),
        "readings": [shaped(each, plan_shapes.Reading) for each in readings],
        "missing": _each(one.missing, plan_shapes.WantedFigure),
        "cited": _each(one.sources, plan_shapes.CitedSource),
    }


def _each(things: Iterable[Any], shape: type[Shape]) -> list[dict[str, Any]]:
    return [shaped(plain(one), shape) for one in things]


def _change(one: Any) -> dict[str, Any]:
    kept = {name: getattr(one, name) for name in plan_shapes.ChangeRow.model_fields}
    return kept | {
        "target": {"kind": one.target[0], "id": one.target[1]},
        "when": one.when or one.on,
        "measure": one.measure or None,
        "period": one.period or None,
    }
