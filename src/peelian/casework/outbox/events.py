"""Telling what happened, inside the action in which it happened.

    emit("crime_recorded", stream=case.uid, body={"case": case.pk, "crime": crime.pk})

The event and one delivery for each handler that is registered now are rows of the same transaction: an act that is
rolled back has told nobody, and one that is on disk tells everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from django.db import connection
from django.utils import timezone

from peelian.casework.ledger.chain import canonical_body
from peelian.casework.ledger.inserting import insert
from peelian.casework.ledger.problems import NotACode
from peelian.casework.outbox import handlers
from peelian.casework.outbox.models import Delivery, OutboxEvent
from peelian.casework.outbox.problems import NotAnEvent, OutsideTransaction, TooMuchInBody

Body = Mapping[str, str | int]
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{2,59}", re.ASCII)
_STREAM: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)


def emit(name: str, *, stream: str, body: Body | None = None, version: int = 1) -> OutboxEvent:
    """Write the event and its deliveries. Raises OutsideTransaction, NotAnEvent, TooMuchInBody."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(name=name)
    if not _NAME.fullmatch(name) or not _STREAM.fullmatch(stream):
        raise NotAnEvent(name=name)
    now = timezone.now()
    event = OutboxEvent(name=name, version=version, stream=stream, body=_written(name, body or {}), at=now)
    insert(event)
    insert(
        *(
            Delivery(event=event, handler=one.name, stream=stream, next_at=now)
            for one in handlers.hearing(name)
        )
    )
    return event


def _written(name: str, body: Body) -> str:
    try:
        return canonical_body(body)
    except NotACode as problem:
        raise TooMuchInBody(name=name, field=problem.fields["field"]) from None
