"""What happens to a case becomes messages for record systems: by the outbox, in order, each once, for ever.

A message is numbered while the one row `ExchangeEnd` is locked, so numbers are handed out in the order in which messages
are on disk: whoever reads `after` a number has missed nothing below it. A body is made of the ledger's own facts at that
act, so that it says the same whenever it is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from peelian.accounts.models import User
from peelian.casework.cases import registry
from peelian.casework.cases.models import Case, CaseState
from peelian.casework.cases.problems import UnknownKind
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.outbox import handlers
from peelian.casework.outbox.handlers import Told
from peelian.casework.records.models import Crime
from peelian.services.contact.exchange.layout import PATTERNS, layout
from peelian.services.contact.models import ExchangeEnd, OutMessage

SERVICE: Final = "contact"
EVENTS: Final = (
    "case_opened",
    "case_moved",
    "case_assigned",
    "case_handed_over",
    "case_returned",
    "case_replied",
    "file_kept",
    "crime_recorded",
    "outcome_set",
    "message_written",
)
_NAMES: Final = UUID("5d0c1a3e-6f4b-5f2e-9b51-3c9a8f1f7e02")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
Made = tuple[str, dict[str, Any]]
Hear = Callable[[Told, Case, LedgerEntry], None]
_HEARING: Final[list[Hear]] = []


def register() -> None:
    """Hear of what happens to cases."""
    for event in EVENTS:
        handlers.register(f"contact.exchange.{event}", on=event, handler=_told)


def hear(tell: Hear) -> None:
    """Have `tell` called after the messages of an act are in the feed, in the same transaction."""
    if tell not in _HEARING:
        _HEARING.append(tell)


def _told(told: Told) -> None:
    case = Case.objects.select_related("owner").filter(pk=told.body["case"], disposed_at=None).first()
    if case is None or not is_ours(case.kind):
        return
    entry = LedgerEntry.objects.get(stream=case.uid, seq=told.body["seq"])
    for kind, body in _made(told, case, entry):
        _add(case, kind, entry, body)
    for tell in _HEARING:
        tell(told, case, entry)


def is_ours(kind: str) -> bool:
    """Whether a case of this kind belongs to the service that these messages speak of."""
    try:
        return registry.kind(kind).service == SERVICE
    except UnknownKind:
        return False


def id_of(case: Case, kind: str, seq: int) -> UUID:
    """The id of a message: always the same for the same act, and of no use for guessing another case's."""
    return uuid5(_NAMES, f"{case.uid}|{seq}|{kind}")


def _add(case: Case, kind: str, entry: LedgerEntry, body: dict[str, Any]) -> None:
    """Number and keep the message, unless it is kept already."""
    end, _ = ExchangeEnd.objects.select_for_update().get_or_create(pk=1)
    id_ = id_of(case, kind, entry.seq)
    if OutMessage.objects.filter(message_id=id_).exists():
        return
    end.number += 1
    end.save(update_fields=["number"])
    OutMessage.objects.create(
        number=end.number,
        message_id=id_,
        case=case,
        kind=kind,
        seq=entry.seq,
        made_at=_at(entry),
        body=json.dumps(_named(kind, body), sort_keys=True),
    )


def _named(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """Only what the contract lets out, and only as it says: anything else stays here."""
    fields = layout().kinds[kind].of_way("out")
    return {
        one.name: body[one.name]
        for one in fields
        if one.name in body and not one.personal and one.fits(body[one.name])
    }


def _made(told: Told, case: Case, entry: LedgerEntry) -> Iterator[Made]:
    facts = entries.facts_of(entry)
    when = facts.get("as_of", _at(entry).isoformat())
    if told.name == "case_opened":
        yield (
            "case.received",
            {
                "case_kind": case.kind,
                "received_at": when,
                "language": case.language,
                "made_up": case.synthetic,
                "force": case.opened_force,
                "state": facts.get("state", ""),
            },
        )
        return
    if (row := CaseState.objects.filter(case=case, seq=entry.seq).first()) is not None:
        yield "case.state", _state(case, row, facts, when)
    match told.name:
        case "case_assigned":
            yield "officer.assigned", _officer(told.body["to"], when)
        case "crime_recorded":
            crime = Crime.objects.get(pk=told.body["crime"])
            yield "crime.recorded", {"crime": number_of(crime), "offence": crime.offence, "recorded_at": when}
        case "outcome_set":
            crime = Crime.objects.get(pk=told.body["crime"])
            outcome = facts.get("outcome_type")
            yield "outcome.set", {"crime": number_of(crime), "outcome": outcome, "set_at": when}
        case "message_written":
            yield (
                "message.sent",
                {
                    "number": facts.get("message"),
                    "direction": facts.get("way"),
                    "language": facts.get("message_language"),
                    "sent_at": when,
                },
            )


def number_of(crime: Crime) -> str:
    """A crime's number in messages."""
    return crime.uid.upper()


def _state(case: Case, row: CaseState, facts: dict[str, Any], when: str) -> dict[str, Any]:
    klass = next((one.klass for one in registry.kind(case.kind).states if one.id == row.state), "")
    return {
        "state": row.state,
        "klass": klass,
        "changed_at": when,
        "transition": facts.get("transition", ""),
        "reason": row.reason_code,
    }


def _officer(pk: int, when: str) -> dict[str, Any]:
    officer = User.objects.get(pk=pk)
    collar = officer.collar_number.strip().upper()
    known = {"collar": collar} if re.fullmatch(PATTERNS["code"], collar) else {}
    return {**known, "officer": str(officer.uid), "assigned_at": when}


def _at(entry: LedgerEntry) -> datetime:
    return _EPOCH + timedelta(microseconds=entry.at)
