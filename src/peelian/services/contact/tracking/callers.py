"""The earlier cases of somebody who is on the telephone: offered with the reason, linked only where the handler says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.finding import duplicates_of_caller
from peelian.casework.cases.models import Case
from peelian.casework.desk.joining_forms import DETAILS
from peelian.casework.desk.lines import kind_of, state_title
from peelian.reference.problems import Bilingual
from peelian.services.contact.actions.reporting import parties_of
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.visit.answers import Visit

PURPOSE: Final = "take_report"
LINK: Final = "case.tag"
MOST: Final = 10
"""Cases that are offered: a caller waits while they are read."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case that may be the caller's: which details agree, and whether this handler may link it."""

    case: Case
    kind: Bilingual
    state: Bilingual
    why: tuple[Bilingual, ...]
    may_link: bool


def earlier_cases(actor: Actor, visit: Visit, asked: QuestionSet, *, as_of: datetime) -> list[Earlier]:
    """Cases in the actor's scope whose people agree with the caller in two details or more, the newest first. The search
    is logged before. Nothing is looked for where the caller gave no name."""
    people = [party.person for party in parties_of(visit, asked)]
    offered = [
        one for person in people for one in duplicates_of_caller(actor, person, purpose=PURPOSE, as_of=as_of)
    ]
    why = {reference: one.why for one in offered for reference in one.references}
    rows = cases_for(actor).filter(reference__in=why, restricted=False).select_related("team")
    return [
        Earlier(
            case,
            kind.title,
            state_title(case),
            tuple(DETAILS[detail] for detail in why[case.reference]),
            actor.may(LINK, team=case.team_id),
        )
        for case in rows.order_by("-opened_at", "-id")[:MOST]
        if (kind := kind_of(case)) is not None
    ]


def linkable(actor: Actor, links: Mapping[str, str]) -> dict[str, str]:
    """Of these links, those to cases that the actor may link."""
    if not links:
        return {}
    known = cases_for(actor, LINK).filter(reference__in=links).values_list("reference", flat=True)
    return {reference: links[reference] for reference in known}
