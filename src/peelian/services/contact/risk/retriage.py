"""Looking again when something new is known or too long nothing was done: what the outbox and the schedule call.

A message, a file, a new report of the same person or telephone, and time. Each looks first whether there is anything new;
only then is there an act (`case.flag`) with its entry. What cannot be looked at is told by the outbox, and the report is
there all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.db import transaction

from peelian.accounts.actors import Actor, system_actor
from peelian.accounts.days import day_of
from peelian.casework.cases import payloads, registry
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.acting import acting
from peelian.casework.cases.models import Case, CaseParty, PayloadVersion
from peelian.casework.files.models import Attachment
from peelian.casework.ledger import entries
from peelian.casework.outbox import handlers
from peelian.casework.schedule import kinds
from peelian.casework.schedule.items import schedule
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.models import Message
from peelian.services.contact.models import Triage
from peelian.services.contact.risk.flagging import LOOK_AGAIN, due_again, graded, look_key, notice
from peelian.services.contact.risk.model import USUAL
from peelian.services.contact.risk.repeats import cases_of_same
from peelian.services.contact.risk.rules import Facts, flags, words_in

SYSTEM: Final = "risk"
ACTION: Final = "case.flag"
PERMISSION: Final = "case.change"
MOST: Final = 20
"""Of more open cases of one telephone, the newest so many are told of a new one."""


class Item(Protocol):
    """What the outbox's and the schedule's items have in common."""

    body: Mapping[str, Any]
    as_of: datetime

    def done(self) -> None: ...


class _Moot(Exception):  # noqa: N818 - not an error: nothing is new, so nothing is written
    pass


def register() -> None:
    """Be told of new cases, messages and files, and have the schedule look again."""
    handlers.register("contact.risk.case", on="case_opened", handler=_opened, acts=True)
    handlers.register("contact.risk.message", on="message_written", handler=_message, acts=True)
    handlers.register("contact.risk.file", on="file_kept", handler=_file, acts=True)
    kinds.register(ScheduleKind(LOOK_AGAIN, _waited, late="run", acts=True))


# --- what is new -------------------------------------------------------------------------------------------
def _opened(told: handlers.Told) -> None:
    """Earlier cases of the same person, for the new case; and the new case, for each of those that is open."""
    case = _case(told)
    if case is None:
        _finish(told, None, "other_report", Facts())
        return
    earlier = [one for one in cases_of_same(case) if one.opened_at <= case.opened_at]
    for other in [one for one in earlier if one.closed_at is None and graded(one)][:MOST]:
        _again(other, told.as_of, "other_report", Facts(others=1))
    days = tuple((case.opened_at - one.opened_at).days for one in earlier)
    _finish(told, case, "other_report", Facts(earlier=days))


def _message(told: handlers.Told) -> None:
    """What the person has written since the last decision; words are looked for in this message alone."""
    case = _case(told) if told.body.get("way") == "in" else None
    facts = Facts()
    if case is not None:
        theirs = Message.objects.filter(case=case, way="in").select_related("case")
        decided = Triage.objects.filter(case=case).values_list("decided_at", flat=True).first()
        one = theirs.get(pk=told.body["message"])
        text = open_sealed(one, "body", Door(frozenset({case.key_id}), SYSTEM))
        count = (theirs.filter(at__gt=decided) if decided else theirs).count()
        facts = Facts(messages=count, words=words_in([text]))
    _finish(told, case, "message", facts)


def _file(told: handlers.Told) -> None:
    theirs = Attachment.objects.filter(pk=told.body["file"], by="outside").exists()
    _finish(told, _case(told) if theirs else None, "file", Facts(files=1))


def _waited(turn: Turn) -> None:
    """Nobody has done anything for too long: from the last act of a person on the case, or from its opening."""
    case = _case(turn)
    if case is None or case.klass != "open":
        _finish(turn, None, "waiting", Facts())
        return
    level = Triage.objects.filter(case=case).values_list("level", flat=True).first() or USUAL
    since = last_worked_on(case)
    due = due_again(level, since)
    if due is not None and turn.as_of < due:
        with transaction.atomic():
            key = look_key(case, case.version, due)
            schedule(LOOK_AGAIN, due, key, subject_stream=case.uid, body={"case": case.pk})
            turn.done()
        return
    waited = (turn.as_of - since) // timedelta(minutes=1)
    _finish(turn, case, "waiting", Facts(waiting=waited, level=level))


def last_worked_on(case: Case) -> datetime:
    """When a person of ours last did something with the case, by the time that it was judged by; else its opening."""
    for entry in reversed(list(entries.history(case.uid))):
        if entry.actor.startswith("user:"):
            return datetime.fromisoformat(str(entries.facts_of(entry)["as_of"]))
    return case.opened_at


# --- the act -----------------------------------------------------------------------------------------------
def _finish(item: Item, case: Case | None, cause: str, facts: Facts) -> None:
    """Look at the case in an act of its own, and finish the item in the same transaction."""
    if case is None or not _again(case, item.as_of, cause, facts, item.done):
        with transaction.atomic():
            item.done()


def _again(
    case: Case, as_of: datetime, cause: str, facts: Facts, done: Callable[[], None] | None = None
) -> bool:
    """Whether something new was noticed, and written."""
    try:
        with acting(
            case.reference, action=ACTION, actor=_system(as_of), as_of=as_of, permission=PERMISSION
        ) as act:
            known = replace(facts, children=children_of(act.case, as_of))
            found = flags(act.case.kind, answers_of(act.case), known, on=day_of(as_of))
            if act.case.klass == "closed" or not notice(act, found, cause=cause):
                raise _Moot
            if done is not None:
                done()
    except _Moot:
        return False
    return True


def answers_of(case: Case) -> dict[str, Any]:
    """The latest answers of the report, for the rules alone."""
    row = PayloadVersion.objects.filter(case=case).select_related("case").order_by("-number").first()
    if row is None:
        return {}
    text = open_sealed(row, "sealed", Door(frozenset({case.key_id}), SYSTEM))
    return payloads.read(registry.kind(case.kind), row.schema, text)


def children_of(case: Case, as_of: datetime) -> int:
    """How many people with a part in the case are known to be under 18."""
    held = CaseParty.objects.filter(case=case, starts__lte=as_of).exclude(ends__lte=as_of)
    return held.filter(person__may_be_child=True, person__birth_date__isnull=False).count()


def _case(item: Item) -> Case | None:
    """The case of an item, if it is open and rules say how urgent its kind is."""
    case = cases_for(_system(item.as_of)).filter(pk=item.body["case"], closed_at=None).first()
    return case if case is not None and graded(case) else None


def _system(as_of: datetime) -> Actor:
    return system_actor(SYSTEM, as_of)
