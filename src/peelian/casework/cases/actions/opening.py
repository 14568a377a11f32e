"""A case begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError

from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.accounts.models import Team
from peelian.casework.cases import clockwork, payloads, registry
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import one_transaction
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case, CaseParty, CaseState
from peelian.casework.cases.problems import NotAllowed, TeamClosed
from peelian.casework.cases.references import new_reference
from peelian.casework.ledger import entries
from peelian.casework.ledger.inserting import insert
from peelian.casework.records import people
from peelian.casework.records.models import Person
from peelian.casework.records.naming import new_uid
from peelian.casework.sealing.sealing import new_key

ACTION: Final = "case.open"
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class NewParty:
    """A person recorded with the case, and their part in it: `reporter`, `victim`, `witness`, `subject`."""

    part: str
    person: people.NewPerson


def open_case(
    kind: str,
    *,
    team: Team,
    force: str,
    payload: dict[str, Any],
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    state: str = "",
    language: str = "en",
    priority: int = 0,
    restricted: bool = False,
    synthetic: bool = False,
    parties: Sequence[NewParty] = (),
    anywhere: str = "",
    also: Callable[[Act, list[Person]], None] | None = None,
) -> Case:
    """Open a case: stream, case, state, payload, persons and parties, clocks, entry and event in one transaction.

    `force` is the data.police.uk id of the force it came to; `state` one of the kind's `begins`, by default its first
    state (ValueError for any other). `anywhere`: a permission that is enough wherever the actor holds it: who takes a
    report by telephone opens it for the team that it belongs to. `also` is called inside with the act and the persons
    (contact points, the first message); when a reference is taken by chance, all is done again, so it may be called
    twice, the first time for nothing. Raises NotAllowed, TeamClosed, UnknownKind, BadPayload.
    """
    found = registry.kind(kind)
    if not (actor.may(anywhere) if anywhere else actor.may(ACTION, team=team.pk)):
        raise NotAllowed
    if team.closes is not None and team.closes <= day_of(as_of):
        raise TeamClosed
    begun = state or found.initial
    if begun not in (found.initial, *found.begins):
        raise ValueError(f"{found.id} cannot begin in the state {begun}")
    text = payloads.canonical(payloads.check(found, payload))
    key, person_keys = new_key(), [new_key() for _ in parties]
    for left in range(_TRIES - 1, -1, -1):
        case = _drawn(found, begun, team, key)
        case.opened_force, case.opened_at, case.language = force, as_of, language
        case.priority, case.synthetic = priority, synthetic
        case.restricted = restricted or found.restricted
        try:
            with one_transaction(ACTION):
                return _opened(
                    case,
                    text,
                    parties=parties,
                    keys=person_keys,
                    actor=actor,
                    as_of=as_of,
                    reason=reason,
                    also=also,
                )
        except IntegrityError:
            if left == 0 or not Case.objects.filter(reference=case.reference).exists():
                raise
    raise AssertionError


def _drawn(kind: Kind, begun: str, team: Team, key: UUID) -> Case:
    """A new case with a reference drawn at random; two of ten thousand million draws seldom meet."""
    state = kind.state(begun)
    return Case(
        uid=new_uid(),
        reference=new_reference(),
        kind=kind.id,
        state=state.id,
        klass=state.klass,
        waiting_on=state.waiting_on,
        team=team,
        key_id=key,
        regime=kind.regime,
        version=1,
    )


def _opened(
    case: Case,
    text: str,
    *,
    parties: Sequence[NewParty],
    keys: Sequence[UUID],
    actor: Actor,
    as_of: datetime,
    reason: str,
    also: Callable[[Act, list[Person]], None] | None,
) -> Case:
    stream = entries.open_stream(case.uid, key_id=case.key_id)
    insert(case)
    insert(CaseState(case=case, seq=1, state=case.state, at=as_of, reason_code=reason))
    act = Act(case, stream, action=ACTION, actor=actor, as_of=as_of, reason=reason)
    act.fact(
        kind=case.kind,
        state=case.state,
        team=f"team:{case.team_id}",
        force=case.opened_force,
        regime=case.regime,
        synthetic=case.synthetic,
    )
    act.write_payload(text, number=1)
    persons = [
        people.add(party.person, key_id=key, actor=actor, as_of=as_of, synthetic=case.synthetic)
        for party, key in zip(parties, keys, strict=True)
    ]
    for party, person in zip(parties, persons, strict=True):
        insert(CaseParty(case=case, person=person, part=party.part, starts=as_of))
    clockwork.after_opening(act, {party.part for party in parties})
    act.emit("case_opened")
    if also is not None:
        also(act, persons)
    act.finish_opening()
    return case
