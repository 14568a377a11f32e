"""The only door to a case. What is unknown and what is not for this actor get the same answer at the same cost.

    seen = case_for(actor, "48291307560", purpose="case_work", as_of=now)     # the look is on disk before this returns
    open_sealed(payload, "sealed", seen)                                       # a SeenCase is the door that seals ask for
    cases_for(actor)                                                           # rows for lists: no sealed column opens

The order of questions: signed in (the view), scope (in SQL), the kind's own rule, and for what is restricted a reason.
The person outside comes in by `thread_for(token, secret)` of the threads, never here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from peelian.accounts.actors import Actor
from peelian.casework.cases import registry
from peelian.casework.cases.acting import SEE, one_transaction
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.problems import NeedsReason, NoSuchCase, NotAllowed, UnknownKind
from peelian.casework.cases.references import is_reference
from peelian.casework.ledger.consulting import What, look
from peelian.casework.records.models import Link, Person, Place
from peelian.casework.records.people import identities

RESTRICTED = "case.restricted"
SEE_PERSON = "record.see"


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case whose look is in the log: the door to what is sealed under its key, its parties' keys and their places'.

    `parties`: who had a part when it was looked at; `people`: they, and the other records of the same people.
    `more`: the keys of the places, asked for when none else fits.
    """

    case: Case
    actor: Actor
    keys: frozenset[UUID] = field(repr=False, default=frozenset())
    parties: tuple[CaseParty, ...] = field(repr=False, default=())
    people: tuple[Person, ...] = field(repr=False, default=())
    more: Callable[[], frozenset[UUID]] = field(repr=False, compare=False, default=frozenset)

    def opens(self, key_id: UUID) -> bool:
        """Whether text under this key may be read through this door."""
        return key_id in self.keys or key_id in self.more()


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A person whose look is in the log, with the other records of the same person."""

    person: Person
    actor: Actor
    keys: frozenset[UUID] = field(repr=False, default=frozenset())

    def opens(self, key_id: UUID) -> bool:
        """Whether text under this key may be read through this door."""
        return key_id in self.keys


def cases_for(actor: Actor, permission: str = SEE) -> QuerySet[Case]:
    """The cases in the actor's scope that are not disposed of; what is sealed in them needs a door still."""
    return Case.objects.filter(actor.where(permission), disposed_at=None)


def open_cases_for(
    actor: Actor, permission: str = SEE, *, teams: Collection[int] | None = None
) -> QuerySet[Case]:
    """The open cases in the actor's scope, of these teams alone where some are named.

    A case is disposed of only when it is closed: that is not asked, so that the index of open cases answers alone.
    """
    scope = (
        actor.where(permission)
        if teams is None
        else Q(team_id__in=sorted(_within_reach(actor, permission, teams)))
    )
    return Case.objects.filter(scope, closed_at=None)


def _within_reach(actor: Actor, permission: str, teams: Collection[int]) -> Collection[int]:
    reach = actor.reach(permission)
    return teams if reach.everywhere else reach.teams & set(teams)


def case_for(
    actor: Actor,
    reference: str,
    *,
    purpose: str,
    as_of: datetime,
    reason: str = "",
    what: What = "case_page",
) -> SeenCase:
    """The case, after the look is written. `purpose` is a code, `reason` what was typed.

    Raises NoSuchCase; NeedsReason for a restricted kind, case or person without a reason, before anything is shown;
    NotAllowed where the actor may not read what is restricted at all.
    """
    case = _within(actor, reference)
    parties = list(CaseParty.objects.filter(case=case).select_related("person"))
    people = _people_of(parties)
    restricted = case.restricted or any(person.restricted for person in people)
    _ask(actor, case.team_id, restricted=restricted, reason=reason)
    with one_transaction("look"):
        look(
            actor=actor.code,
            what=what,
            purpose=purpose,
            subject=case.uid,
            key_id=case.key_id,
            reason=reason.strip(),
            facts=_facts(actor, case, as_of, restricted=restricted),
        )
    keys = frozenset({case.key_id, *(person.key_id for person in people)})
    return SeenCase(case, actor, keys, tuple(parties), tuple(people), lambda: _keys_of_places(case, people))


def person_for(
    actor: Actor, uid: str, *, purpose: str, as_of: datetime, reason: str = "", what: What = "person"
) -> SeenPerson:
    """The person, by a case of theirs in the actor's scope, after the look is written. Raises as `case_for` does."""
    mine = CaseParty.objects.filter(
        actor.where(SEE_PERSON, team="case__team"), case__disposed_at=None, person__uid=uid
    )
    parties = mine.select_related("person", "case").order_by("-case__restricted", "id")
    party = next((one for one in parties if _kind_allows(actor, one.case)), None)
    if party is None:
        raise NoSuchCase
    person, same = party.person, identities(party.person)
    restricted = party.case.restricted or any(one.restricted for one in same)
    _ask(actor, party.case.team_id, restricted=restricted, reason=reason)
    with one_transaction("look"):
        look(
            actor=actor.code,
            what=what,
            purpose=purpose,
            subject=person.uid,
            key_id=person.key_id,
            reason=reason.strip(),
            facts=_facts(actor, party.case, as_of, restricted=restricted),
        )
    return SeenPerson(person, actor, frozenset(one.key_id for one in same))


def _within(actor: Actor, reference: str) -> Case:
    if not is_reference(reference):
        raise NoSuchCase
    case = cases_for(actor).filter(reference=reference).select_related("team", "owner", "thread").first()
    if case is None or not _kind_allows(actor, case):
        raise NoSuchCase
    return case


def _kind_allows(actor: Actor, case: Case) -> bool:
    try:
        rule = registry.kind(case.kind).may.get(SEE)
    except UnknownKind:
        return False
    return rule is None or rule(actor, case)


def _people_of(parties: list[CaseParty]) -> list[Person]:
    """Everyone who has or had a part, and every other record of the same people."""
    own = {party.person_id: party.person for party in parties}
    if not own:
        return []
    found = [*own.values(), *Person.objects.filter(merged_into__in=own).exclude(pk__in=own)]
    kept = {person.merged_into_id for person in found} - set(own) - {None}
    return found + (list(Person.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept))) if kept else [])


def _keys_of_places(case: Case, people: list[Person]) -> frozenset[UUID]:
    """The keys of the places of its incidents and people."""
    incidents = Link.objects.filter(from_kind="case", from_id=case.pk, to_kind="incident")
    homes = Link.objects.filter(
        from_kind="person", from_id__in=[one.pk for one in people], to_kind="place", ended_at=None
    )
    places = Place.objects.filter(
        Q(incidents__in=incidents.values("to_id")) | Q(pk__in=homes.values("to_id"))
    )
    return frozenset(places.values_list("key_id", flat=True))


def _ask(actor: Actor, team: int, *, restricted: bool, reason: str) -> None:
    if not restricted:
        return
    if not actor.may(RESTRICTED, team=team):
        raise NotAllowed
    if not reason.strip():
        raise NeedsReason


def _facts(actor: Actor, case: Case, as_of: datetime, *, restricted: bool) -> dict[str, str | bool]:
    """What the rules on unusual reading go by: whose team it is, whether it was restricted, whether it was theirs."""
    return {
        "as_of": as_of.isoformat(timespec="seconds"),
        "team": f"team:{case.team_id}",
        "own_team": case.team_id in actor.own_teams,
        "own_case": actor.user is not None and case.owner_id == actor.user.pk,
        "open": case.klass != "closed",
        "restricted": restricted,
    }
