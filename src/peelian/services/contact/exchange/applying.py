"""What each kind of message does: one action of casework, with the row that keeps the message in its transaction.

`Keep` is called once inside the action, with its act; what it raises leaves nothing of the action behind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor, actor_for
from peelian.accounts.models import Force, Team, User
from peelian.casework.cases import payloads, registry
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.moving import answer_case, move_case
from peelian.casework.cases.actions.opening import open_case
from peelian.casework.cases.actions.recording import record_crime, set_outcome
from peelian.casework.cases.kinds import Transition
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import BadPayload, NoSuchCase, NotAllowed, UnknownKind
from peelian.casework.cases.references import is_reference
from peelian.casework.records.models import Crime, Link
from peelian.casework.threads.writing import write_message
from peelian.reference.offences import offence_subgroups
from peelian.services.contact.exchange import problems
from peelian.services.contact.exchange.envelope import Message
from peelian.services.contact.exchange.layout import moment
from peelian.services.contact.exchange.outbound import SERVICE, is_ours
from peelian.services.contact.models import InMessage

SEE: Final = "case.see"
CHANNEL: Final = "record_system"
Keep = Callable[[Act, str], None]
"""The act, and the uid of what it made (empty for nothing)."""


def apply(message: Message, *, force: str, actor: Actor, as_of: datetime, keep: Keep) -> None:
    """Do what the message tells. Raises a Problem, which leaves nothing behind."""
    if message.kind == "case.received":
        _receive(message, force, actor, as_of, keep)
        return
    case = case_of(message, force=force, actor=actor)
    _MAKES[message.kind](message, case, actor, as_of, keep)


def case_of(message: Message, *, force: str, actor: Actor) -> Case:
    """The case that the sender means: by their own reference, else by ours. Raises NoSuchCase, whatever the cause."""
    rows = cases_for(actor, SEE).select_related("team")
    theirs = InMessage.objects.filter(
        force=force,
        source=message.source,
        reference=message.reference,
        kind="case.received",
        state="accepted",
    )
    found = rows.filter(pk__in=theirs.values("case_id")).first()
    if found is None and is_reference(message.reference):
        found = rows.filter(reference=message.reference).first()
    if found is None or not is_ours(found.kind):
        raise NoSuchCase
    return found


def kinds_taken_in() -> tuple[str, ...]:
    """The kinds that need no answers of the person to begin, so that a message without a person can open them."""
    found = []
    for kind in registry.kinds():
        if kind.service == SERVICE and _needs_nothing(kind.id):
            found.append(kind.id)
    return tuple(found)


def _needs_nothing(kind: str) -> bool:
    try:
        payloads.check(registry.kind(kind), {})
    except (BadPayload, UnknownKind):
        return False
    return True


def _receive(message: Message, force: str, actor: Actor, as_of: datetime, keep: Keep) -> None:
    body = message.body
    if not _needs_nothing(body["case_kind"]) or not is_ours(body["case_kind"]):
        raise problems.NotTakenIn
    received = _when(body["received_at"], as_of)
    open_case(
        body["case_kind"],
        team=_team(body.get("team", ""), force, actor),
        force=force,
        payload={},
        actor=actor,
        as_of=received,
        language=body.get("language", "en"),
        synthetic=body.get("made_up", False),
        also=lambda act, _people: keep(act, ""),
    )


def _team(slug: str, force: str, actor: Actor) -> Team:
    if slug:
        found = Team.objects.filter(slug=slug, pk__in=actor.reach("case.open").teams).first()
    else:
        found = Team.objects.filter(answers_for__in=Force.objects.filter(force_id=force)).first()
    if found is None:
        raise problems.NoSuchTeam
    return found


def _move(message: Message, case: Case, actor: Actor, as_of: datetime, keep: Keep) -> None:
    _when(message.body["changed_at"], as_of, case)
    found = _transition(message, case, actor)
    move_case(
        case.reference,
        transition=found.name,
        actor=actor,
        as_of=as_of,
        reason=message.body.get("reason", ""),
        also=lambda act: keep(act, ""),
    )


def _transition(message: Message, case: Case, actor: Actor) -> Transition:
    """The one way from where the case stands to where the message says it is. Raises HeldOtherwise, NotAllowed."""
    wanted, named = message.body["state"], message.body.get("transition", "")
    ways = [
        one
        for one in registry.kind(case.kind).transitions_from(case.state)
        if one.to == wanted and case.state != wanted and (not named or one.name == named)
    ]
    if not ways:
        raise problems.HeldOtherwise
    allowed = [one for one in ways if actor.may(one.permission, team=case.team_id)]
    if not allowed:
        raise NotAllowed
    if len(allowed) > 1:
        raise problems.HeldOtherwise
    return allowed[0]


def _assign(message: Message, case: Case, actor: Actor, as_of: datetime, keep: Keep) -> None:
    _when(message.body["assigned_at"], as_of, case)
    held = User.objects.filter(collar_number__iexact=message.body["collar"])[:20]
    able = [one for one in held if actor_for(one, as_of).may(SEE, team=case.team_id)]
    if len(able) != 1:
        raise problems.NoSuchOfficer
    assign_case(case.reference, to=able[0], actor=actor, as_of=as_of, also=lambda act: keep(act, ""))


def _record(message: Message, case: Case, actor: Actor, as_of: datetime, keep: Keep) -> None:
    recorded = _when(message.body["recorded_at"], as_of, case)
    if offence_subgroups().find_or_none(message.body["offence"]) is None:
        raise problems.NoSuchOffence
    record_crime(
        case.reference,
        incident=None,
        offence=message.body["offence"],
        actor=actor,
        as_of=recorded,
        channel=CHANNEL,
        also=lambda act, crime: keep(act, crime.uid),
    )


def _outcome(message: Message, case: Case, actor: Actor, as_of: datetime, keep: Keep) -> None:
    set_at = _when(message.body["set_at"], as_of, case)
    set_outcome(
        case.reference,
        crime=_crime(message, case).pk,
        outcome_type=message.body["outcome"],
        actor=actor,
        as_of=set_at,
        also=lambda act: keep(act, ""),
    )


def _crime(message: Message, case: Case) -> Crime:
    """A crime of the case, by the sender's number or by ours. Raises NoSuchCrime."""
    number = message.body["crime"]
    theirs = InMessage.objects.filter(case=case, source=message.source, group=f"crime.recorded:{number}")
    uids = [*theirs.exclude(made="").values_list("made", flat=True), number.lower()]
    incidents = Link.objects.filter(from_kind="case", from_id=case.pk, to_kind="incident", ended_at=None)
    found = Crime.objects.filter(uid__in=uids, incident__in=incidents.values("to_id")).first()
    if found is None:
        raise problems.NoSuchCrime
    return found


def _write(message: Message, case: Case, actor: Actor, as_of: datetime, keep: Keep) -> None:
    _when(message.body["sent_at"], as_of, case)

    def write(act: Act) -> None:
        keep(act, "")
        write_message(act, text=message.body["text"], language=message.body.get("language", ""))

    answer_case(case.reference, write=write, actor=actor, as_of=as_of)


def _when(text: str, as_of: datetime, case: Case | None = None) -> datetime:
    """A time of the message. Raises WrongTime: it is to come, or before the case began."""
    found = moment(text)
    if found is None or found > as_of or (case is not None and found < case.opened_at):
        raise problems.WrongTime
    return found


_MAKES: Final = {
    "case.state": _move,
    "officer.assigned": _assign,
    "crime.recorded": _record,
    "outcome.set": _outcome,
    "message.sent": _write,
}
