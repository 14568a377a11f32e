"""Verification fails for every way of changing what was written, done to a real database behind Django's back.

Nothing here knows how a fault is found: a deed is done, and the words that come out must name stream, entry and deed.
"""

from typing import Any

import pytest

from peelian.casework.ledger import consulting
from peelian.casework.ledger.faults import Fault
from peelian.casework.ledger.models import AccessEntry, LedgerEntry
from peelian.casework.ledger.verify import verify
from tests.casework.ledger.chains import a_case_chain, some_chains
from tests.casework.ledger.tampering import Owner, owner_of
from tests.support.databases import Clone

OTHER = {
    "action": "case.forged",
    "actor": "user:999",
    "reason_code": "forged",
    "what": "file",
    "purpose_code": "forged",
    "subject": "f" * 32,
}


def faults_of(*streams: str) -> list[Fault]:
    """What verification finds in these streams."""
    return [fault for fault in verify().faults if fault.stream in streams]


def places(*streams: str) -> set[tuple[str, Any]]:
    """Stream and entry of the faults found in these streams."""
    return {(fault.stream, fault.seq) for fault in faults_of(*streams)}


def changed_value(column: str, value: Any) -> Any:
    """Another value that the column can hold."""
    if isinstance(value, (bytes, memoryview)):
        held = bytearray(bytes(value))
        held[0] ^= 1
        return bytes(held)
    if isinstance(value, int):
        return value + 1000
    if column == "facts":
        return str(value).replace('"number":2', '"number":7') if '"number":2' in str(value) else '{"a":1}'
    return "f" * 32 if column == "stream" else OTHER[column]


@pytest.mark.parametrize("model", [LedgerEntry, AccessEntry], ids=["ledger", "access"])
def test_any_column_of_a_past_entry_that_is_changed_is_found(shared_clone: Clone, model: Any) -> None:
    """T-03: every column that the table has, its JSON included; the fault names the stream and the entry."""
    uid = some_chains()
    stream = uid if model is LedgerEntry else consulting.consult_stream(uid)
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields]
    assert len(columns) >= 12

    for column in columns:
        with owner_of(shared_clone) as owner:
            before = owner.rows(f"SELECT {column} FROM {table} WHERE stream = %s AND seq = 2", [stream])[0][0]
            after = changed_value(column, before)
            assert after != before, column
            key = {"stream": after if column == "stream" else stream, "seq": after if column == "seq" else 2}
            assert (
                owner.run(f"UPDATE {table} SET {column} = %s WHERE stream = %s AND seq = 2", [after, stream])
                == 1
            )
        found = places(stream)

        assert found, column
        assert column in {"stream", "seq"} or (stream, 2) in found, column
        with owner_of(shared_clone) as owner:
            owner.run(
                f"UPDATE {table} SET {column} = %s WHERE stream = %s AND seq = %s", [before, *key.values()]
            )
        assert not faults_of(stream), f"{column} put back"


def test_one_space_in_the_facts_is_a_change(shared_clone: Clone) -> None:
    """T-03: the same JSON value in other bytes is not what was written."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        owner.run(
            "UPDATE ledger_ledgerentry SET facts = replace(facts, ',', ', ') WHERE stream = %s AND seq = 3",
            [uid],
        )

    found = faults_of(uid)

    assert [(fault.code, fault.seq) for fault in found] == [("changed", 3)]
    assert uid in found[0].message() and "entry 3" in found[0].message()
    assert uid in found[0].message("cy") and "cofnod 3" in found[0].message("cy")


@pytest.mark.parametrize("table", ["ledger_ledgerentry", "ledger_accessentry"])
def test_an_entry_deleted_from_the_middle_is_missed(shared_clone: Clone, table: str) -> None:
    """T-03."""
    uid = some_chains()
    stream = uid if table == "ledger_ledgerentry" else consulting.consult_stream(uid)
    with owner_of(shared_clone) as owner:
        owner.run(f"DELETE FROM {table} WHERE stream = %s AND seq = 2", [stream])

    assert ("missing", 2) in {(fault.code, fault.seq) for fault in faults_of(stream)}


def test_two_entries_that_change_places_are_found(shared_clone: Clone) -> None:
    """T-03."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            owner.run(
                "UPDATE ledger_ledgerentry SET seq = %s WHERE stream = %s AND seq = %s", [new, uid, old]
            )

    assert {(uid, 2), (uid, 3)} <= places(uid)


def test_two_entries_of_two_cases_that_change_places_are_found(shared_clone: Clone) -> None:
    """T-03."""
    uid, other = some_chains(), some_chains()
    with owner_of(shared_clone) as owner:
        for old, new in ((uid, "f" * 32), (other, uid), ("f" * 32, other)):
            owner.run("UPDATE ledger_ledgerentry SET stream = %s WHERE stream = %s AND seq = 2", [new, old])

    assert {(uid, 2), (other, 2)} <= places(uid, other)


@pytest.mark.parametrize("table", ["ledger_ledgerentry", "ledger_accessentry"])
def test_a_tail_cut_off_is_found(shared_clone: Clone, table: str) -> None:
    """T-04: the stream remembers how many there were."""
    uid = some_chains()
    stream = uid if table == "ledger_ledgerentry" else consulting.consult_stream(uid)
    with owner_of(shared_clone) as owner:
        owner.run(f"DELETE FROM {table} WHERE stream = %s AND seq >= 3", [stream])

    assert "cut" in {fault.code for fault in faults_of(stream)}


def test_a_tail_cut_off_with_its_stream_rolled_back_is_found_by_the_checkpoint(shared_clone: Clone) -> None:
    """T-04: what was signed is not there any more."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        _roll_back(owner, uid, to=2)

    assert [(fault.code, fault.seq) for fault in faults_of(uid)] == [("signed-cut", 4)]


def test_a_whole_chain_deleted_with_its_stream_is_found_by_the_checkpoint(shared_clone: Clone) -> None:
    """T-04."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        owner.run("DELETE FROM ledger_ledgerentry WHERE stream = %s", [uid])
        owner.run("DELETE FROM ledger_stream WHERE uid = %s", [uid])

    assert [fault.code for fault in faults_of(uid)] == ["signed-cut"]


def test_a_whole_chain_deleted_without_its_stream_is_found(shared_clone: Clone) -> None:
    """T-04."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        owner.run("DELETE FROM ledger_ledgerentry WHERE stream = %s", [uid])

    assert {fault.code for fault in faults_of(uid)} == {"cut", "signed-cut"}


def test_a_cut_younger_than_the_last_checkpoint_is_what_verify_says_it_cannot_see(
    shared_clone: Clone,
) -> None:
    """T-04: the number of unsigned entries is told, so the reader knows the size of the hole."""
    some_chains()
    young = a_case_chain(entries=4)
    assert verify().later == 4
    with owner_of(shared_clone) as owner:
        _roll_back(owner, young.uid, to=2)

    assert not faults_of(young.uid)
    assert verify().later == 2


def _roll_back(owner: Owner, uid: str, *, to: int) -> None:
    hashed, at = owner.rows(
        "SELECT hash, at FROM ledger_ledgerentry WHERE stream = %s AND seq = %s", [uid, to]
    )[0]
    owner.run("DELETE FROM ledger_ledgerentry WHERE stream = %s AND seq > %s", [uid, to])
    owner.run(
        "UPDATE ledger_stream SET seq = %s, head = %s, last_at = %s WHERE uid = %s", [to, hashed, at, uid]
    )
