"""People, places, incidents and crimes of a case: each act is one entry on the case's chain.

What is done to a person writes one on the person's chain too. Permission `record.change`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from peelian.accounts.actors import Actor
from peelian.accounts.forces import answering
from peelian.casework.cases.acting import Act, acting
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.models import Stream
from peelian.casework.records import linking, people
from peelian.casework.records.happened import wrong_times
from peelian.casework.records.models import Crime, Incident, Link, Person, Place, PlaceIndex
from peelian.casework.records.problems import NoSuchRecord, WrongOutcome
from peelian.casework.records.writing import locked
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.casework.sealing.sealing import new_key, seal

CHANGE: Final = "record.change"
OUTCOMES: Final = range(1, 23)


def changing(
    action: str, reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None
) -> AbstractContextManager[Act]:
    """An act that changes what is recorded about the people, places and crimes of a case."""
    return acting(
        reference,
        action=action,
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=CHANGE,
    )


def add_person(
    reference: str,
    *,
    part: str,
    person: people.NewPerson,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
) -> Person:
    """Record a person with their part in the case (`CaseParty.PARTS`)."""
    if part not in CaseParty.PARTS:
        raise NoSuchRecord
    key = new_key()
    with changing(
        "case.add_person", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        made = people.add(person, key_id=key, actor=actor, as_of=as_of, synthetic=act.case.synthetic)
        CaseParty.objects.create(case=act.case, person=made, part=part, starts=as_of)
        act.fact(person=made.pk, part=part)
        if part == "victim":
            act.happened("add_victim")
    return made


def end_part(
    reference: str, *, party: int, actor: Actor, as_of: datetime, reason: str, version: int | None = None
) -> CaseParty:
    """Somebody's part in the case ends (or was a mistake), with a reason; it stays readable as what was thought."""
    with changing(
        "case.end_part", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        act.need_reason()
        found = CaseParty.objects.filter(case=act.case, pk=party, ends=None).first()
        if found is None:
            raise NoSuchRecord
        found.ends = max(as_of, found.starts + timedelta(microseconds=1))
        found.save(update_fields=["ends"])
        act.fact(person=found.person_id, part=found.part)
    return found


def correct_person(
    reference: str,
    *,
    uid: str,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
    name: str | None = None,
    birth_date: str | None = None,
    needs: str | None = None,
    language: str | None = None,
    restricted: bool | None = None,
) -> Person:
    """Correct what is written of a person of the case; None leaves a detail as it is, "" empties it.

    `restricted`: from now on every case of theirs asks its reader for a reason; to lift that, one must be allowed to
    read what is restricted.
    """
    with changing(
        "case.correct_person", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        person, chain = _locked_party(act.case, uid)
        if person.restricted and restricted is False:
            act.actor_may("case.restricted")
        people.correct(
            person,
            chain,
            actor=actor,
            as_of=as_of,
            reason=reason,
            name=name,
            birth_date=birth_date,
            needs=needs,
            language=language,
            restricted=restricted,
        )
        act.fact(person=person.pk)
    return person


def _locked_party(case: Case, uid: str) -> tuple[Person, Stream]:
    """A person who has a part in the case, or was joined with one who has, as they are under the lock of their chain."""
    person = Person.objects.filter(uid=uid, disposed_at=None).first()
    if (
        person is None
        or not CaseParty.objects.filter(case=case, person__in=people.identities(person)).exists()
    ):
        raise NoSuchRecord
    chain = locked([person])[person.pk]
    return Person.objects.get(pk=person.pk), chain


def record_incident(
    reference: str,
    *,
    channel: str,
    reported_at: datetime,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
    address: str = "",
    postcode: str = "",
    lsoa: str = "",
    note: str = "",
) -> Incident:
    """Record what the case is about: an incident, with its place where one is given.

    It is the force's that answered, on the day that it was reported, for the force that the case came to. `note`: what
    happened, in words. Raises NotYet, EndsBeforeBegins, ReportedBefore.
    """
    wrong = wrong_times(reported_at=reported_at, began_at=began_at, ended_at=ended_at, as_of=as_of)
    for problem in wrong.values():
        raise problem
    key = new_key()
    with changing(
        "case.record_incident", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        force = answering(act.case.opened_force, reported_at)
        place = None
        if address or postcode or lsoa:
            place = _place(Place(key_id=key, lsoa=lsoa, force=force, starts=as_of), address, postcode)
        made = _incident_of(
            act,
            Incident(place=place, force=force, channel=channel, began_at=began_at, ended_at=ended_at),
            reported_at,
        )
        act.note(note)
    return made


def _incident_of(act: Act, made: Incident, reported_at: datetime) -> Incident:
    """Write an incident down as what the case is about."""
    made.reported_at, made.synthetic = reported_at, act.case.synthetic
    made.save(force_insert=True)
    starts = made.began_at or reported_at
    linking.link("case", act.case.pk, "concerns", "incident", made.pk, starts=starts, as_of=act.as_of)
    act.fact(incident=made.pk)
    act.emit("incident_recorded", incident=made.pk)
    return made


def _last_incident(act: Act, channel: str) -> Incident:
    """The case's last incident; one is made where it has none."""
    held = Link.objects.filter(from_kind="case", from_id=act.case.pk, to_kind="incident", ended_at=None)
    found = Incident.objects.filter(pk__in=held.values("to_id")).order_by("-reported_at", "-pk").first()
    if found is not None:
        return found
    opened = act.case.opened_at
    force = answering(act.case.opened_force, opened)
    return _incident_of(act, Incident(force=force, channel=channel), opened)


def _place(place: Place, address: str, postcode: str) -> Place:
    for column, text in (("address", address.strip()), ("postcode", postcode.strip())):
        if text:
            setattr(place, column, seal(place, column, text))
    place.save(force_insert=True)
    try:
        key, digest = blind.digest("postcode", postcode)
    except NothingToIndex:
        return place
    PlaceIndex.objects.create(place=place, kind="postcode", digest=digest, index_key=key)
    return place


def record_crime(
    reference: str,
    *,
    incident: int | None,
    offence: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    channel: str = "",
    also: Callable[[Act, Crime], None] | None = None,
) -> Crime:
    """Record a notifiable crime of an incident of the case; it has no outcome yet. Emits `crime_recorded`.

    Without an incident it is of the case's last one, or of one that is made for it, reported when the case was opened, by
    `channel`. `also` is called inside, after it.
    """
    with changing(
        "case.record_crime", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        found = _last_incident(act, channel) if incident is None else _incident(act.case, incident)
        made = Crime.objects.create(
            incident=found, offence=offence, recorded_at=as_of, synthetic=act.case.synthetic
        )
        act.fact(crime=made.pk, incident=found.pk, offence=offence)
        act.happened("record_crime")
        act.emit("crime_recorded", crime=made.pk)
        if also is not None:
            also(act, made)
    return made


def set_outcome(
    reference: str,
    *,
    crime: int,
    outcome_type: int,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
    also: Callable[[Act], None] | None = None,
) -> Crime:
    """Give a crime of the case its outcome type, 1-22; another one later replaces it, and the chain keeps both.

    `also` is called inside, before it.
    """
    if outcome_type not in OUTCOMES:
        raise WrongOutcome
    with changing(
        "case.set_outcome", reference, actor=actor, as_of=as_of, reason=reason, version=version
    ) as act:
        if also is not None:
            also(act)
        found = Crime.objects.filter(pk=crime).first()
        if found is None:
            raise NoSuchRecord
        _incident(act.case, found.incident_id)
        act.fact(crime=found.pk, outcome_type=outcome_type, outcome_type_before=found.outcome_type)
        found.outcome_type, found.outcome_at = outcome_type, as_of
        found.save(update_fields=["outcome_type", "outcome_at"])
        act.emit("outcome_set", crime=found.pk)
    return found


def _incident(case: Case, pk: int) -> Incident:
    linked = Link.objects.filter(
        from_kind="case", from_id=case.pk, to_kind="incident", to_id=pk, ended_at=None
    )
    found = Incident.objects.filter(pk=pk).first() if linked.exists() else None
    if found is None:
        raise NoSuchRecord
    return found
