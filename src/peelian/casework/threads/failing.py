"""When somebody could not be told: the next safe way, or a person who must act. Each is an act on the case.

`bounce`: nothing will ever arrive there. `give_up`: it did not work after many tries. `hold`: there is no safe way, or
nobody can know whether the words left. Each runs on a sending that the worker has claimed, and raises ClaimLost.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor, system_actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting
from peelian.casework.threads import claiming, safe_contact
from peelian.casework.threads.models import ContactPoint, ContactTask, Sending
from peelian.casework.threads.problems import NoSuchTask
from peelian.casework.threads.tasks import OUTCOME_WORDS

SYSTEM: Final = "messages"
_CHANGE: Final = "case.change"
_ANSWER: Final = "case.answer"


def bounce(sending: Sending, code: str, *, now: datetime) -> None:
    """It came back: the point is marked, and the next safe way is queued or a task is made."""
    _failed(sending, code, now=now, state="bounced", marks=True)


def give_up(sending: Sending, code: str, *, now: datetime) -> None:
    """It could not be handed over: the point may be good another day, this news goes another way."""
    _failed(sending, code, now=now, state="failed", marks=False)


def hold(sending: Sending, reason: str, *, now: datetime) -> None:
    """Nothing more is tried; a task waits for somebody."""
    with _acting("message.hold", sending, now) as act:
        claiming.end(sending, "held", now, reason)
        _task(act, sending, reason)


def _failed(sending: Sending, code: str, *, now: datetime, state: str, marks: bool) -> None:
    with _acting("message.bounce" if marks else "message.give_up", sending, now) as act:
        claiming.end(sending, state, now, code)
        act.fact(sending=sending.pk, code=code, channel=sending.point.channel if sending.point else "")
        if marks and sending.point_id is not None:
            ContactPoint.objects.filter(pk=sending.point_id).update(bounced_at=now)
        decision = safe_contact.plan(sending, now)
        if decision.use is not None or decision.until is not None:
            again = queue_again(sending, now)
            act.fact(sent_again=again.pk)
        else:
            _task(act, sending, decision.reason or "bounced")


def queue_again(sending: Sending, now: datetime) -> Sending:
    """The same news to the same person once more; the gate chooses where."""
    return Sending.objects.create(
        case_id=sending.case_id,
        message_id=sending.message_id,
        person_id=sending.person_id,
        purpose=sending.purpose,
        next_at=now,
        made_at=now,
    )


def _task(act: Act, sending: Sending, reason: str) -> None:
    ContactTask.objects.create(case=act.case, sending=sending, reason_code=reason, made_at=act.as_of)
    act.fact(contact_needed=reason)
    act.emit("contact_needed", sending=sending.pk, reason=reason)


def _acting(action: str, sending: Sending, now: datetime) -> AbstractContextManager[Act]:
    return acting(
        sending.case.reference,
        action=action,
        actor=system_actor(SYSTEM, now),
        as_of=now,
        permission=_CHANGE,
    )


def settle_task(
    reference: str,
    *,
    task: str,
    outcome: str,
    actor: Actor,
    as_of: datetime,
    note: str = "",
    version: int | None = None,
) -> ContactTask:
    """Somebody has reached the person in another way, or says why not (`tasks.OUTCOME_WORDS`). `sent_again` queues it anew.

    Permission `case.answer`. Raises NoSuchTask for one that is settled already or an outcome that is not listed.
    """
    with acting(
        reference,
        action="message.settle",
        actor=actor,
        as_of=as_of,
        reason=outcome,
        version=version,
        permission=_ANSWER,
    ) as act:
        found = (
            ContactTask.objects.filter(uid=task, case=act.case, done_at=None)
            .select_related("sending")
            .first()
        )
        if found is None or outcome not in OUTCOME_WORDS:
            raise NoSuchTask
        found.done_at, found.done_by, found.outcome_code = as_of, actor.code, outcome
        found.save(update_fields=["done_at", "done_by", "outcome_code"])
        if outcome == "sent_again":
            queue_again(found.sending, as_of)
        act.fact(task=found.pk)
        act.note(note)
    return found
