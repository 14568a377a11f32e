"""Reports for tests, of the product's own kinds, opened as the public form opens them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from peelian.accounts.models import Team
from peelian.casework.cases import registry
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import UnknownKind
from peelian.casework.records.people import NewPerson
from peelian.services.contact.families import kind_of
from peelian.services.contact.risk.flagging import at_receipt, keep
from peelian.services.contact.risk.safeguarding import guard
from peelian.services.contact.sets.reading import set_
from tests.support.cases import NOON, World

ASHA = NewPerson(name="Asha Okafor", phone="07700 900123")


def graded_kind(set_id: str) -> Kind:
    """The kind of a set, as the product has it."""
    try:
        return registry.kind(set_id)
    except UnknownKind:
        return registry.register(replace(kind_of(set_(set_id)), graded=True, guard=guard))


def report(
    world: World,
    set_id: str = "burglary",
    *,
    as_of: datetime = NOON,
    person: NewPerson | None = ASHA,
    team: Team | None = None,
    **answers: Any,
) -> Case:
    """Open a report of a set: what is noticed, and the case, in one act."""
    kind = graded_kind(set_id)
    parties = (NewParty("victim", person),) if person else ()
    noticed = at_receipt(kind.id, answers, parties=parties, as_of=as_of)
    return open_case(
        kind.id,
        team=team or world.team,
        force=world.force.force_id,
        payload=answers,
        actor=world.actor("outside", as_of),
        as_of=as_of,
        state=noticed.state,
        parties=parties,
        also=lambda act, _people: keep(act, noticed) and None,
    )
