"""Chains for the tests of the ledger."""

from uuid import uuid4

from django.db import transaction

from peelian.casework.ledger import checkpoints, consulting, entries
from peelian.casework.ledger.models import Stream
from peelian.casework.sealing.sealing import new_key


def a_case_chain(entries: int = 3, *, details: bool = True) -> Stream:
    """A chain like that of a case (kind "record", since no case stands behind it) with some entries."""
    key = new_key()
    with transaction.atomic():
        stream = _open(key)
        for number in range(1, entries + 1):
            act(stream, number, details=details)
    return stream


def act(stream: Stream, number: int, *, details: bool = True) -> None:
    """One more entry on a locked stream."""
    entries.append(
        stream,
        action="case.open" if number == 1 else "case.note",
        actor="user:17",
        reason="workload" if number % 2 else "",
        facts={"number": number, "owner": "user:18", "state": "new"},
        details={"note": f"she rang for the {number}th time"} if details else None,
    )


def _open(key: object) -> Stream:
    return entries.open_stream(uuid4().hex, kind="record", key_id=key)  # type: ignore[arg-type]


def some_chains() -> str:
    """Five chains and some looks, signed; the uid of one chain of four entries."""
    for _ in range(4):
        a_case_chain(entries=2)
    stream = a_case_chain(entries=4)
    for _ in range(3):
        consulting.look(
            actor="user:17",
            what="case_page",
            purpose="case_work",
            subject=stream.uid,
            key_id=stream.key_id,
            reason="she rang",
        )
    checkpoints.checkpoint_all()
    return stream.uid
