"""Taking in one message: accepted once, told as a replay ever after, refused with every reason, never lost.

    receive(raw, actor=key, as_of=now)        # a Result; `raw` is what JSON gave

Idempotent by (force, source, id). Of one group of fields of a case the sender's newest version holds; anything else is a
conflict, told with what is held and what was given. What is refused is kept, sealed, and can be sent again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase, NotAllowed, NotFromHere
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import Door, new_key, open_sealed, seal
from peelian.reference.problems import Problem
from peelian.services.contact.exchange import problems
from peelian.services.contact.exchange.applying import apply, case_of
from peelian.services.contact.exchange.envelope import Fault, Message, canonical, read
from peelian.services.contact.exchange.layout import is_uuid
from peelian.services.contact.models import InMessage

State = Literal["accepted", "replayed", "conflict", "refused"]
_CONFLICTS: Final = (problems.SameIdOtherWords, problems.NotNewer, problems.HeldOtherwise, NotFromHere)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message, with the status that it has alone. `held`: what stands here, for a conflict."""

    id: str
    state: State
    status: int
    reference: str = ""
    version: int = 0
    problem: Problem | None = None
    faults: tuple[Fault, ...] = ()
    held: dict[str, Any] | None = None
    given: dict[str, Any] | None = field(default=None, repr=False)


def force_of(actor: Actor) -> str:
    """The one force whose systems a key speaks for. Raises NotAllowed for a key that may write nothing."""
    forces = {force for reach in actor.reaches.values() for force in reach.forces}
    if len(forces) != 1:
        raise NotAllowed
    return forces.pop()


def receive(raw: object, *, actor: Actor, as_of: datetime) -> Result:
    """Take in one message. Raises NotAllowed for a key of no force."""
    force = force_of(actor)
    message = read(raw)
    if not isinstance(message, Message):
        id_ = _id(raw)
        _refuse(raw, None, force=force, actor=actor, as_of=as_of, why=problems.MessageFaulty.code)
        return Result(id_, "refused", 422, problem=problems.MessageFaulty(), faults=message)
    known = _accepted(force, message)
    if known is not None:
        return _again(known, message)
    try:
        _apply(message, force, actor, as_of)
    except IntegrityError:
        known = _accepted(force, message)
        if known is not None:  # the same message came twice at once
            return _again(known, message)
        return _conflict(message, problems.NotNewer(), force, actor, as_of)
    except _CONFLICTS as problem:
        told = problem if not isinstance(problem, NotFromHere) else problems.HeldOtherwise()
        return _conflict(message, told, force, actor, as_of)
    except Problem as problem:
        _refuse(raw, message, force=force, actor=actor, as_of=as_of, why=problem.code)
        return Result(message.id, "refused", _status(problem), problem=problem)
    row = _accepted(force, message)
    assert row is not None
    return _told(row, message.id, "accepted", 201)


def _apply(message: Message, force: str, actor: Actor, as_of: datetime) -> None:
    def keep(act: Act, made: str) -> None:
        last = _newest(force, message, act.case)
        if last is not None and last.version >= message.version:
            raise problems.NotNewer
        act.fact(exchange=message.id, exchange_source=message.source)
        _save(message.as_dict(), message, force=force, actor=actor, as_of=as_of, act=act, made=made)

    apply(message, force=force, actor=actor, as_of=as_of, keep=keep)


def _again(row: InMessage, message: Message) -> Result:
    """The id was accepted before: the same message is a replay, another one a conflict."""
    held = _opened(row)
    if held is None or canonical(held) == canonical(message.as_dict()):
        return _told(row, message.id, "replayed", 200)
    problem = problems.SameIdOtherWords()
    return Result(message.id, "conflict", 409, problem=problem, held=held, given=message.as_dict())


def _told(row: InMessage, id_: str, state: State, status: int) -> Result:
    assert row.case is not None
    assert row.seq is not None
    return Result(id_, state, status, row.case.reference, row.seq)


def _conflict(message: Message, problem: Problem, force: str, actor: Actor, as_of: datetime) -> Result:
    raw = message.as_dict()
    _refuse(raw, message, force=force, actor=actor, as_of=as_of, why=problem.code)
    held = _stands(message, problem, force, actor)
    return Result(message.id, "conflict", 409, problem=problem, held=held, given=raw)


def _stands(message: Message, problem: Problem, force: str, actor: Actor) -> dict[str, Any] | None:
    """What is held here: the newest message of the group, or how the case stands."""
    try:
        case = case_of(message, force=force, actor=actor)
    except NoSuchCase:
        return None
    if isinstance(problem, problems.HeldOtherwise):
        return {"reference": case.reference, "version": case.version, "body": {"state": case.state}}
    row = _newest(force, message, case)
    return _opened(row) if row is not None else None


def _status(problem: Problem) -> int:
    if isinstance(problem, NoSuchCase):
        return 404
    return 403 if isinstance(problem, NotAllowed) else 422


# --- the rows ---------------------------------------------------------------------------------------------
def _accepted(force: str, message: Message) -> InMessage | None:
    rows = InMessage.objects.filter(
        force=force, source=message.source, message_id=message.id, state="accepted"
    )
    return rows.select_related("case").first()


def _newest(force: str, message: Message, case: Case) -> InMessage | None:
    rows = InMessage.objects.filter(
        case=case, force=force, source=message.source, group=message.group, state="accepted"
    )
    return rows.order_by("-version").first()


def _opened(row: InMessage) -> dict[str, Any] | None:
    """The message as it was sent; None once its case was disposed of."""
    if row.sealed is None:
        return None
    try:
        text = open_sealed(row, "sealed", Door(frozenset({row.key_id}), "exchange"))
    except KeyDestroyed:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def _refuse(
    raw: object, message: Message | None, *, force: str, actor: Actor, as_of: datetime, why: str
) -> None:
    """Keep what was refused with the reason, unless the very same lies here already."""
    with suppress(IntegrityError), transaction.atomic():  # the same came twice at once: one of them is kept
        _save(raw, message, force=force, actor=actor, as_of=as_of, why=why)


def _save(
    raw: object,
    message: Message | None,
    *,
    force: str,
    actor: Actor,
    as_of: datetime,
    why: str = "",
    act: Act | None = None,
    made: str = "",
) -> None:
    source = message.source if message is not None else ""
    id_ = UUID(_id(raw)) if _id(raw) else None
    rows = InMessage.objects.filter(force=force, source=source, message_id=id_, state="refused")
    row = (rows.select_for_update().first() if id_ is not None else None) or InMessage(
        force=force, source=source, message_id=id_, key_id=act.case.key_id if act else new_key()
    )
    text = canonical(raw)
    if row.pk and act is None and row.problems == why and canonical(_opened(row)) == text:
        return
    row.by, row.at, row.problems, row.made = actor.code, as_of, why, made
    row.state = "accepted" if act else "refused"
    if act is not None:
        row.case, row.seq, row.key_id = act.case, act.seq, act.case.key_id
    if message is not None:
        row.reference, row.kind = message.reference, message.kind
        row.group, row.version = message.group, message.version
    row.sealed = seal(row, "sealed", text)
    row.save()


def _id(raw: object) -> str:
    given = raw.get("id") if isinstance(raw, dict) else None
    return given if isinstance(given, str) and is_uuid(given) else ""
