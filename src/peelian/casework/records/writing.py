"""The transaction of an action, and the locks of records in their one order: by uid, after a case's chain if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from peelian.casework.ledger import entries
from peelian.casework.ledger.models import Stream
from peelian.casework.records.models import Person
from peelian.casework.records.problems import ActionWithinAction


@contextmanager
def outermost(action: str) -> Iterator[None]:
    """A transaction that is the outermost and is on disk when it ends. Raises ActionWithinAction inside another."""
    blocks = connection.atomic_blocks
    if connection.in_atomic_block and not (blocks and blocks[-1]._from_testcase):  # type: ignore[attr-defined]
        raise ActionWithinAction(action=action)
    with transaction.atomic(durable=True):
        yield


def locked(people: Iterable[Person]) -> dict[int, Stream]:
    """Lock the chains of these people, always in the order of their uids; row number -> chain."""
    return {person.pk: entries.lock(person.uid) for person in sorted(people, key=lambda one: one.uid)}
