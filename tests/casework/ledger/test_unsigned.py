"""An entry of over an hour that no checkpoint signed is a fault; what is marked as signed and is not gets signed."""

import time

import pytest
from django.db import transaction

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger import checkpoints, entries, scanning
from peelian.casework.ledger.models import Stream
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing.sealing import new_key
from tests.casework.ledger.chains import a_case_chain, act, some_chains
from tests.casework.ledger.tampering import owner_of
from tests.support.cases import make_world
from tests.support.databases import Clone

HOUR = 3600 * 1_000_000


def in_two_hours() -> int:
    """Microseconds."""
    return time.time_ns() // 1000 + 2 * HOUR


def faults(now: int | None = None) -> set[tuple[str, str, object]]:
    """What verification finds, at some time."""
    return {(fault.code, fault.stream, fault.seq) for fault in verify(now=now).faults}


def test_a_checkpoint_taken_away_with_its_row_shows_by_what_it_alone_had_signed(committing_db: Clone) -> None:
    """T-04, T-07: no key is needed to take away row and file of the last checkpoint and to cut a tail behind it."""
    cut, left = a_case_chain(entries=2), a_case_chain(entries=1)
    checkpoints.checkpoint_all()
    with transaction.atomic():
        for stream in (cut, left):
            act(entries.lock(stream.uid), 3)
    checkpoints.checkpoint_all()
    with owner_of(committing_db) as owner:
        owner.run("DELETE FROM ledger_checkpoint WHERE number = 2")
        owner.run("DELETE FROM ledger_ledgerentry WHERE stream = %s AND seq = 3", [cut.uid])
        head, at = owner.rows(
            "SELECT hash, at FROM ledger_ledgerentry WHERE stream = %s AND seq = 2", [cut.uid]
        )[0]
        owner.run(
            "UPDATE ledger_stream SET seq = 2, head = %s, last_at = %s WHERE uid = %s", [head, at, cut.uid]
        )
    (folder() / "000002.jsonl").unlink()

    assert verify().holds, "younger than an hour, it is told as a number"
    assert faults(in_two_hours()) == {("unsigned-though-old", left.uid, 2)}
    said = verify(now=in_two_hours()).faults[0]
    assert left.uid in said.message() and "entry 2" in said.message() and "cofnod 2" in said.message("cy")
    checkpoints.checkpoint_all()
    assert verify().holds, "it moved within the hour, so the worker signs it again"


def test_entries_that_are_signed_or_young_are_no_fault(committing_db: Clone) -> None:
    """T-04."""
    some_chains()
    assert verify(now=in_two_hours()).holds

    young = a_case_chain(entries=2)

    assert verify().holds and verify().later == 2
    assert faults(in_two_hours()) == {("unsigned-though-old", young.uid, 1)}


def test_a_stream_that_goes_on_is_judged_by_its_first_unsigned_entry(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-04: a fresh entry does not hide that those before it were never signed."""
    stream = a_case_chain(entries=1)
    checkpoints.checkpoint_all()
    with transaction.atomic():
        act(entries.lock(stream.uid), 2)
    monkeypatch.setattr("time.time_ns", lambda real=time.time_ns: real() + 3 * HOUR * 1000)
    with transaction.atomic():
        act(entries.lock(stream.uid), 3)

    assert faults() == {("unsigned-though-old", stream.uid, 2)}

    checkpoints.checkpoint_all()
    found = verify()
    assert found.holds and (found.later, found.late) == (0, 2), "signed late, which is told for good"


def test_an_older_copy_of_the_checkpoints_is_judged_as_of_its_own_time(committing_db: Clone) -> None:
    """T-07: what was written after the copy was made is not yet in it."""
    import shutil

    some_chains()
    copy = committing_db.home / "copy"
    shutil.copytree(folder(), copy)
    a_case_chain(entries=2)

    assert verify(folder=copy, now=in_two_hours()).holds


def test_what_is_marked_as_signed_and_is_not_gets_signed(
    committing_db: Clone, caplog: pytest.LogCaptureFixture
) -> None:
    """T-02, T-04: the guards must let `dirty` be changed, so the files are asked and not the column."""
    signed, marked = a_case_chain(entries=1), a_case_chain(entries=1)
    checkpoints.checkpoint_all()
    with transaction.atomic():
        act(entries.lock(marked.uid), 2)
    Stream.objects.update(dirty=False)
    assert checkpoints.checkpoint_all() == 0

    checkpoints.checkpoint_if_due(0.0)

    _, lines = files.read(folder() / "000002.jsonl", checkpoints.public_keys())
    assert [(uid, seq) for uid, seq, _ in lines] == [(marked.uid, 2)]
    assert "1 chains of the ledger were marked as signed" in caplog.text
    caplog.clear()
    assert checkpoints.mark_forgotten() == 0 and not caplog.text
    assert verify(now=in_two_hours()).holds and signed.uid


def test_what_was_marked_as_signed_more_than_an_hour_ago_stays_a_fault(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-04: to sign it now in silence would make good what somebody took away."""
    stream = a_case_chain(entries=1)
    Stream.objects.update(dirty=False)
    monkeypatch.setattr("time.time_ns", lambda real=time.time_ns: real() + 2 * HOUR * 1000)

    assert checkpoints.mark_forgotten() == 0
    assert faults() == {("unsigned-though-old", stream.uid, 1)}


@pytest.mark.parametrize(
    "change", ["kind = 'record'", "kind = 'account'", "key_id = %s", "last_at = last_at + 1"]
)
def test_a_changed_row_of_streams_is_found(committing_db: Clone, change: str) -> None:
    """T-03: what a stream is, whose key it has and when it moved last."""
    case = make_world().opened()
    assert verify().holds
    key = new_key()
    with owner_of(committing_db) as owner:
        given = [key.hex if owner.vendor == "sqlite" else key] if "%s" in change else []
        owner.run(f"UPDATE ledger_stream SET {change} WHERE uid = %s", [*given, case.uid])

    assert {code for code, stream, _ in faults() if stream == case.uid} == {"stream"}


@pytest.mark.parametrize("kind", ["case", "account"])
def test_a_chain_that_calls_itself_a_cases_and_is_none_is_found(committing_db: Clone, kind: str) -> None:
    """T-03."""
    stream = a_case_chain(entries=2)
    with owner_of(committing_db) as owner:
        owner.run("UPDATE ledger_stream SET kind = %s WHERE uid = %s", [kind, stream.uid])

    assert faults() == {("stream", stream.uid, 2)}


def test_the_hour_is_an_hour() -> None:
    assert scanning.UNSIGNED == HOUR
