"""What the walk over the roles finds standing: a row for each address to act on, and what a person would type there.

The case is Ben's, with a file, a task, a tag to put on, a hold and a link. Beside it stand one that nobody has taken, a
closed one whose review is due, and two closed ones whose disposal a colleague of another desk has proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from peelian.accounts.actions.enrolments import ask_recovery
from peelian.accounts.actions.keys import make_key
from peelian.accounts.actors import actor_for
from peelian.accounts.models import Force, Grant, Shift, Team, TeamArea, TeamForce, User
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.joining import merge_people
from peelian.casework.cases.actions.marking import link_cases
from peelian.casework.cases.actions.moving import close_case, move_case
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.actions.recording import record_crime, record_incident
from peelian.casework.cases.models import Case, Tag
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.records.people import NewPerson
from peelian.casework.retention.holding import place_hold
from peelian.casework.retention.models import Review
from peelian.casework.retention.proposing import propose_disposal
from peelian.casework.threads.models import ContactTask, Sending
from peelian.casework.threads.points import NewPoint, add_contact_point
from peelian.services.contact.hooks.managing import make_hook
from peelian.services.contact.models import HookDelivery
from tests.support.cases import DAY, HOUR, World

Typed = dict[str, str | bytes]
AWAY = "48291307560"
"""A reference that no case bears."""


@dataclass(frozen=True)
class Standing:
    """`given`: what addresses take (`desk-lift uid` goes before `uid`); `typed`: the fields of an address's form."""

    given: dict[str, str]
    typed: dict[str, Typed]

    def elsewhere(self) -> dict[str, str]:
        """The same addresses of a case that is not there."""
        return {name: AWAY if name.endswith("reference") else value for name, value in self.given.items()}


def holder(name: str, force: Force, *roles: str) -> User:
    """Somebody who holds these roles for a whole force."""
    user = User.objects.create_user(f"{name}@example.org", name)
    starts = timezone.now() - timedelta(days=1000)
    for role in roles:
        Grant.objects.create(user=user, role=role, force=force, starts=starts, reason="joins")
    return user


def two_forces(name: str, force: Force) -> User:
    """An administrator of that force and of Essex, which it is to take over: who merges forces administers each."""
    user = holder(name, force, "administrator")
    essex, _ = Force.objects.get_or_create(
        force_id="essex", defaults={"name_en": "Essex", "name_cy": "Essex"}
    )
    starts = timezone.now() - timedelta(days=1000)
    Grant.objects.create(user=user, role="administrator", force=essex, starts=starts, reason="joins")
    return user


def stand(world: World) -> Standing:
    """Make the rows, as they came about in the last days."""
    now = timezone.now()
    rhian = holder("rhian", world.force, "records_reviewer")
    ada = holder("ada", world.force, "administrator")
    cases = _Cases(world, now - HOUR)
    own, free, due = cases.bens(), cases.opened(), cases.closed()
    to_approve, proposed = (cases.proposed(rhian) for _ in range(2))
    tag = Tag.objects.get(slug="noise")
    hold = place_hold(own.reference, actor=cases.cerys, as_of=cases.ago, reason="court")
    link_cases(own.reference, other=free.reference, kind="related", actor=cases.ben, as_of=cases.ago)
    empty = Team.objects.create(slug="empty", name_en="Empty", name_cy="Gwag", kind="response")
    TeamForce.objects.create(team=empty, force=world.force, starts=cases.ago.date())
    ask_recovery(world.cerys, actor=actor_for(ada), as_of=now)
    key, _ = make_key(
        name="Import",
        scopes=["case.see"],
        force=world.force,
        expires_at=now + DAY,
        actor=actor_for(ada),
        as_of=now,
    )
    asha, also_asha = own.parties.get().person, free.parties.get().person
    absorbed = due.parties.get().person.uid
    merge_people(kept=asha.uid, absorbed=absorbed, actor=cases.cerys, as_of=cases.ago, reason="same_person")
    way = add_contact_point(
        own.reference,
        person=asha.uid,
        new=NewPoint("phone", "07700 900123", "yes"),
        actor=cases.ben,
        as_of=cases.ago,
    )
    hook, _ = make_hook(
        name="Niche",
        address="https://niche.example.org/told",
        events=["case_opened"],
        force=world.force,
        actor=actor_for(ada),
        as_of=now,
    )
    HookDelivery.objects.create(
        hook=hook, case=own, event="case_opened", seq=1, at=now, next_at=now, state="failed", ended_at=now
    )
    incident = record_incident(
        own.reference, channel="101", reported_at=cases.ago, actor=cases.ben, as_of=cases.ago
    )
    crime = record_crime(
        own.reference, incident=incident.pk, offence="homicide", actor=cases.ben, as_of=cases.ago
    )
    shift = Shift.objects.create(user=world.ben, team=world.team, starts=now + DAY, ends=now + 2 * DAY)
    place = TeamArea.objects.create(team=world.team, kind="outcode", area="B29", starts=now.date())
    grant = Grant.objects.get(user=world.ben)
    given = {
        "reference": own.reference,
        "uid": str(world.ben.uid),
        "slug": world.team.slug,
        "transition": "close",
        "ask-rest rest": "emergency",
        "way": "in",
        "account-recovery-approve uid": str(world.cerys.uid),
        "account-team-close slug": empty.slug,
        "desk-apart uid": asha.uid,
        "coverage-file form": "csv",
        "desk-approve reference": to_approve.reference,
        "desk-asks uid": asha.uid,
        "desk-crime-add uid": incident.uid,
        "expect-force force_id": world.force.force_id,
        "desk-file uid": a_file(world, own, cases.ago),
        "desk-hook uid": hook.uid,
        "desk-join uid": asha.uid,
        "desk-keep reference": due.reference,
        "desk-lift uid": hold.uid,
        "desk-outcome uid": crime.uid,
        "desk-part-end part": "reporter",
        "desk-part-end uid": asha.uid,
        "desk-person uid": asha.uid,
        "desk-propose reference": due.reference,
        "desk-refuse reference": proposed.reference,
        "desk-review-answer reference": cases.under_review().reference,
        "desk-settle uid": a_task(own, cases.ago),
        "desk-take reference": free.reference,
        "desk-way-add uid": asha.uid,
        "desk-way-end uid": way.uid,
        "desk-withdraw reference": proposed.reference,
        "link": own.uid,
    }
    typed: dict[str, Typed] = {
        "account-area-add": {"kind": "outcode", "area": "B17"},
        "account-area-end": {"area": str(place.pk)},
        "account-grant": {"role": "handler", "scope": f"team:{world.other.slug}", "reason": "covers"},
        "account-grant-end": {"grant": str(grant.pk), "reason": "no_longer_needed"},
        "account-key-revoke": {"key": key.prefix},
        "account-keys": {"name": "Map", "force": world.force.force_id, "scopes": "case.see", "days": "30"},
        "account-mergers": {
            "before": "essex", "after": world.force.force_id, "on": str(now.date() + timedelta(days=90)),
            "authority": "An order", "source": "none", "step": "record",
        },
        "account-move": {"leaves": world.team.slug, "joins": world.other.slug},
        "account-person-add": {
            "name": "Mair", "email": "mair@example.org", "role": "officer", "scope": f"team:{world.team.slug}",
        },
        "account-shift-add": {
            "user": str(world.ben.pk), "part": "on_shift", "starts": "2050-07-01T08:00", "ends": "2050-07-01T16:00",
        },
        "account-shift-end": {"shift": str(shift.pk)},
        "account-team-add": {"name_en": "Nechells", "kind": "response", "force": world.force.force_id},
        "desk-answer": {"text": "It is mended.", "language": "en", "then": "answer"},
        "desk-apart": {"reason": "two_people"},
        "desk-approve": {"reason": "period_over"},
        "desk-asks": {"what": "never"},
        "desk-assign": {"to": str(world.cerys.uid), "reason": "workload"},
        "desk-change": {"what": "urgent", "reason": "risk"},
        "desk-file-add": {"file": b"A letter that was handed over at the counter.\n"},
        "desk-crime-add": {"offence": "domestic_burglary"},
        "desk-hand-over": {"team": world.other.slug, "reason": "wrong_team"},
        "desk-held": {"act": "let_go", "reason": "cannot_tell", "case": own.reference},
        "desk-hold": {"reason": "inquiry"},
        "desk-hook": {"do": "pause"},
        "desk-hooks": {
            "name": "Map", "address": "https://map.example.org/told", "events": "case_moved",
            "force": world.force.force_id,
        },
        "desk-hooks-failed": {"which": "all", "do": "again"},
        "desk-incident-add": {"note": "A window was broken.", "channel": "101", "reason": "person_reported"},
        "desk-join": {"other": also_asha.uid, "reason": "same_person"},
        "desk-keep": {"reason": "linked"},
        "desk-lift": {"reason": "matter_over"},
        "desk-link": {"other": due.reference, "kind": "related"},
        "desk-move": {"reason": "answered"},
        "desk-outcome": {"outcome": "18"},
        "desk-part-end": {"reason": "wrong_part"},
        "desk-person": {"what": "name", "right": "Asha O'Kafor", "reason": "person_told_us"},
        "desk-person-add": {"part": "witness", "name": "Will"},
        "desk-propose": {"reason": "period_over"},
        "desk-refuse": {"reason": "still_needed"},
        "desk-search": {"by": "reference", "text": own.reference, "purpose": "find_case"},
        "desk-settle": {"outcome": "told_by_phone"},
        "desk-tag": {"tag": f"put:{tag.slug}"},
        "desk-way-add": {"channel": "phone", "address": "07700 900456", "safe": "yes", "rank": "2"},
        "desk-way-end": {"reason": "other_way"},
        "desk-enhanced": {"reason": "vulnerable"},
        "desk-no-crime": {"reason": "elsewhere"},
        "desk-report": {"at": "emergency", "emergency": "no"},
        "desk-review-answer": {"result": "review_stands", "text": "We looked again."},
        "desk-statement": {"step": "offered"},
        "desk-support": {"step": "done"},
        "desk-urgency": {"grade": "2", "reason": "more_known"},
        "desk-unlink": {"link": f"{free.reference}:related", "reason": "settled"},
        "desk-withdraw": {"reason": "still_needed"},
        "desk-words": {"reason": "words_lost"},
    }  # fmt: skip
    several = {
        "act": "tag",
        "tag": tag.slug,
        "do": "yes",
        "case": f"{free.reference}:{version(free.reference)}",
    }
    return Standing(given, {**typed, "desk-several": several})


def version(reference: str) -> str:
    """The version that the form of a case carries."""
    return str(Case.objects.filter(reference=reference).values_list("version", flat=True).first() or 1)


class _Cases:
    """Cases of Ben's team in each state that an address asks for."""

    def __init__(self, world: World, ago: datetime) -> None:
        self.world, self.ago = world, ago
        self.ben, self.cerys = world.actor("ben", ago), world.actor("cerys", ago)

    def opened(self) -> Case:
        asha = NewParty("reporter", NewPerson(name="Asha Okafor", phone="07700 900123"))
        return self.world.opened(parties=(asha,), as_of=self.ago - 3 * DAY)

    def bens(self) -> Case:
        case = self.opened()
        take_case(case.reference, actor=self.ben, as_of=self.ago - 2 * DAY)
        return case

    def closed(self) -> Case:
        """Closed, and its review due since yesterday."""
        case = self.bens()
        close_case(case.reference, actor=self.ben, as_of=self.ago - 2 * DAY, reason="answered")
        case = Case.objects.get(pk=case.pk)
        Review.objects.create(
            case=case, schedule="general-contact-1", closed_at=case.closed_at, due_at=self.ago - DAY
        )
        return case

    def under_review(self) -> Case:
        """A burglary that Ben decided not to investigate, and whose victim asked for a review."""
        asha = NewParty("victim", NewPerson(name="Asha Okafor"))
        outside, ago = self.world.actor("outside", self.ago), self.ago
        case = open_case(
            "burglary",
            team=self.world.team,
            force=self.world.force.force_id,
            payload={},
            actor=outside,
            as_of=ago,
            parties=(asha,),
        )
        take_case(case.reference, actor=self.ben, as_of=ago)
        for name, actor, reason in (
            ("no_investigation", self.ben, "no_line_of_enquiry"),
            ("ask_review", outside, ""),
        ):
            move_case(case.reference, transition=name, actor=actor, as_of=ago, reason=reason)
        return case

    def proposed(self, by: User) -> Case:
        case = self.closed()
        propose_disposal(case.reference, actor=actor_for(by, self.ago), as_of=self.ago, reason="period_over")
        return case


def a_file(world: World, case: Case, as_of: datetime) -> str:
    upload = Upload("lamp.txt", "text/plain", ContentFile(b"The lamp has been out since Monday.\n"))
    return add_file(case.reference, upload=upload, actor=world.actor("outside", as_of), as_of=as_of).uid


def a_task(case: Case, at: datetime) -> str:
    """Somebody must telephone Asha."""
    person = case.parties.get().person
    sending = Sending.objects.create(
        case=case, person=person, purpose="receipt", state="held", next_at=at, made_at=at
    )
    return ContactTask.objects.create(case=case, sending=sending, reason_code="by_phone", made_at=at).uid
