"""The shapes of answers about the plan: claims, commitments, money, events, partnerships, services and changes."""

from __future__ import annotations

from typing import Any

from peelian.evidence.api.shapes import Shape, Thing, Words, one_of_these, page_of


class Named(Shape):
    """Something that a commitment touches, by id, with its name."""

    id: str
    title: Words


class NamedClaim(Named):
    verdict: str


class NamedEvent(Named):
    held: str


class NamedCommitment(Named):
    status: str


class Links(Shape):
    """Everything that a commitment touches, each with its name: the plan's spine."""

    areas: list[Named]
    funds: list[Named]
    services: list[Named]
    measures: list[Named]
    claims: list[NamedClaim]
    events: list[NamedEvent]
    related: list[NamedCommitment]


class Milestone(Shape):
    """`on` is as precise as it is known. `evidence` false marks general knowledge or a weak copy."""

    on: str
    kind: str
    text: Words
    sources: list[str]
    evidence: bool


class CommitmentRow(Shape):
    """One commitment; the lists hold ids, of what it names and of what names it."""

    id: str
    plan: str
    kind: str
    title: Words
    owner: Words
    theme: str
    made_on: str
    status: str
    status_on: str
    because: Words
    areas: list[str]
    funds: list[str]
    services: list[str]
    measures: list[str]
    claims: list[str]
    events: list[str]
    related: list[str]


class OneCommitment(CommitmentRow, Thing):
    """A whole commitment. `done` is the test of delivery, written before the status was given."""

    words: Words
    done: Words
    speaker: str
    looked_for: Words | None
    measures_wanted: list[Words]
    unverified: list[Words]
    milestones: list[Milestone]
    source_keys: list[str]
    author: str
    checked_on: str | None
    reviewed: bool
    links: Links


class ClaimRow(Shape):
    """One claim, checked against this version of the store. Where two languages give figures, both are texts."""

    id: str
    title: Words
    words: Words
    speaker: str
    article: str
    said_on: str | None
    stated: Words
    found: Words
    verdict: str
    because: Words
    would_change: Words | None
    commitments: list[str]
    areas: list[str]
    sources: list[str]
    reviewed: bool


class Rule(Shape):
    """The rule of one verdict. `changed`: it was altered after a run; the text says what, and why."""

    verdict: str
    text: Words
    condition: str
    applied: bool
    changed: bool


class Step(Shape):
    """A line of the working: a figure looked up or worked out; value is null where it is not loaded, and state says so."""

    name: str
    label: Words
    expression: str
    value: float | bool | None
    unit: str
    shown: Words | None
    working: Words | None
    measure: str | None
    area_id: str | None
    period: str | None
    dims: dict[str, str]
    state: str
    source_ids: list[str]
    rows: dict[str, float | bool | None]


class Note(Shape):
    kind: str
    text: Words
    outcome: str


class Reading(Shape):
    """The same sum on a neighbouring figure: another area, base date or basis."""

    changed: str
    old: Words
    new: Words
    figure: str
    value: float
    shown: Words | None
    fits: bool
    source_ids: list[str]


class WantedFigure(Shape):
    measure: str
    area_id: str
    period: str
    dims: dict[str, str]
    state: str
    dataset: str


class CitedSource(Shape):
    id: str
    title: str
    publisher: str
    address: str
    vintage: str


class OneClaim(ClaimRow, Thing):
    """A claim with the rule of each verdict, every step of its working, and the sources it used."""

    rules: list[Rule]
    steps: list[Step]
    notes: list[Note]
    readings: list[Reading]
    missing: list[WantedFigure]
    cited: list[CitedSource]


class MoneyRow(Shape):
    """One amount of a fund at one stage, in whole pence; null where an area is named without an amount."""

    fund: str
    title: Words
    stage: str
    area_kind: str
    area_id: str
    area: Words
    recipient: str
    period: str
    amount_pence: int | None
    precision: str
    dated: str | None
    note: str
    sources: list[str]


class FundRow(Shape):
    """One fund. Each stage is a number of its own, in pence: null where nothing is loaded or amounts may not be added."""

    id: str
    title: Words
    funder: Words | None
    recipient: Words | None
    announced_on: str | None
    new_money: str
    announced_pence: int | None
    allocated_pence: int | None
    awarded_pence: int | None
    agreed_pence: int | None
    paid_pence: int | None
    spent_pence: int | None
    not_found: list[str]
    days_to_award: int | None
    commitments: list[str]
    sources: list[str]


class Stage(Shape):
    stage: str
    total: int | None
    standing: list[dict[str, Any]]
    replaced: list[dict[str, Any]]
    shares: list[dict[str, Any]]
    unpriced: list[dict[str, Any]]


class Gap(Shape):
    """What lies between two stages of the same money: `pence` is before less after."""

    before: str
    after: str
    period: str
    pence: int
    precision: str


class Delay(Shape):
    """Days between when money was needed and when it was settled; `sense` is exactly, at least or at most."""

    fund: str
    period: str
    needed_by: str
    on: str
    days: int
    sense: str
    areas: list[str]
    sources: list[str]


class OneFund(FundRow, Thing):
    """A whole fund: its stages, the gaps between them, whether its parts make its total, and the days it was late."""

    stages: list[Stage]
    gaps: list[Gap]
    sums: list[dict[str, Any]]
    delays: list[Delay]
    notes: list[Words]
    looked_for: Words | None


class Paper(Shape):
    text: Words
    on: str
    sources: list[str]


class Action(Shape):
    text: Words
    status: str
    due: str
    done_on: str
    owner: Words | None
    sources: list[str]


class EventRow(Shape):
    """`held` is held, in part, cancelled or not evidenced; `looked_for` then says what was looked for and where."""

    id: str
    title: Words
    kind: str
    held: str
    planned: str | None
    on: str | None
    until: str | None
    chair: Words | None
    attendance: list[Words]
    papers: list[Paper]
    actions: list[Action]
    looked_for: Words | None
    note: Words | None
    part_of: str | None
    areas: list[str]
    commitments: list[str]
    sources: list[str]


class PartnershipRow(Shape):
    """`vru`: funded as a violence reduction unit. `strategy` is yes, no or not evidenced."""

    area: str
    name: Words | None
    vru: bool
    vru_since: str | None
    lead: Words | None
    members: list[Words]
    duty_since: str | None
    strategy: str
    strategy_on: str | None
    strategy_address: str | None
    looked_for: Words | None
    note: Words | None
    commitments: list[str]
    funds: list[str]
    sources: list[str]
    unverified: list[Words]


class ServiceRow(Shape):
    """`status` is planned or built."""

    id: str
    title: Words
    does: Words
    status: str
    commitments: list[str]


class Target(Shape):
    kind: str
    id: str


class ChangeRow(Shape):
    """One thing that changed: a source, a revised figure, a step of the plan or an event; newest first.

    `when` is the date as it is known, to the day, the month or the year; `on` is its first day.
    """

    id: str
    kind: str
    on: str
    when: str
    title: Words
    target: Target
    areas: list[str]
    claims: list[str]
    measure: str | None
    period: str | None
    old: float | None
    new: float | None
    sources: list[str]


Commitments = page_of(CommitmentRow, "Commitments")
Claims = page_of(ClaimRow, "Claims")
Money = page_of(MoneyRow, "Money")
Funds = page_of(FundRow, "Funds")
Events = page_of(EventRow, "Events")
OneEvent = one_of_these(EventRow, "OneEvent")
Partnerships = page_of(PartnershipRow, "Partnerships")
OnePartnership = one_of_these(PartnershipRow, "OnePartnership")
Services = page_of(ServiceRow, "Services")
OneService = one_of_these(ServiceRow, "OneService")
Changes = page_of(ChangeRow, "Changes")
