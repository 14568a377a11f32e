"""Somebody recomputes a chain, or touches the checkpoints. The arithmetic here is this file's own, from the rule."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peelian.casework.ledger import checkpoints
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing.ring import ring
from tests.casework.ledger.chains import a_case_chain
from tests.casework.ledger.recomputing import recompute
from tests.casework.ledger.tampering import owner_of
from tests.support.databases import Clone


def seals(stream: str) -> set[tuple[str, Any]]:
    """Code and entry of each fault found in a stream."""
    return {(fault.code, fault.seq) for fault in verify().faults if fault.stream == stream}


def of_checkpoints() -> set[tuple[str, Any]]:
    """Code and number of each fault found in the checkpoints."""
    return {(fault.code, fault.seq) for fault in verify().faults if fault.log == "checkpoint"}


def test_a_whole_chain_recomputed_without_the_key_is_found_between_checkpoints_too(
    shared_clone: Clone,
) -> None:
    """T-07: nothing is signed yet, and every recomputed entry lacks the seal."""
    uid = a_case_chain(entries=4).uid
    with owner_of(shared_clone) as owner:
        recompute(owner, uid, b"\x07" * 32)

    assert seals(uid) == {("unsealed", 2), ("unsealed", 3), ("unsealed", 4)}


def test_a_chain_recomputed_with_the_old_seals_left_in_place_is_found(shared_clone: Clone) -> None:
    """T-07."""
    uid = a_case_chain(entries=3).uid
    with owner_of(shared_clone) as owner:
        kept = owner.rows("SELECT seq, seal FROM ledger_ledgerentry WHERE stream = %s", [uid])
        recompute(owner, uid, b"\x07" * 32)
        for seq, seal in kept:
            owner.run(
                "UPDATE ledger_ledgerentry SET seal = %s WHERE stream = %s AND seq = %s", [seal, uid, seq]
            )

    assert ("unsealed", 2) in seals(uid)


def test_a_chain_recomputed_with_the_seal_key_is_found_by_what_was_signed(shared_clone: Clone) -> None:
    """T-07: whoever has the seal key and not the past checkpoints cannot rewrite what they name."""
    uid = a_case_chain(entries=4).uid
    checkpoints.checkpoint_all()
    with owner_of(shared_clone) as owner:
        recompute(owner, uid, ring().active("mac").secret)

    assert seals(uid) == {("signed-other", 4)}


# --- the files of the checkpoints -------------------------------------------------------------------------
@pytest.fixture
def three_files(shared_clone: Clone) -> Iterator[list[Path]]:
    """The first three checkpoints in their folder; files and rows are put back after the test."""
    while len(list(folder().glob("*.jsonl"))) < 3:
        a_case_chain(entries=2)
        checkpoints.checkpoint_all()
    kept = {path: path.read_bytes() for path in folder().glob("*.jsonl")}
    with owner_of(shared_clone) as owner:
        rows = owner.rows("SELECT * FROM ledger_checkpoint ORDER BY number")
    assert of_checkpoints() == set()
    yield sorted(kept)[:3]
    for path, content in kept.items():
        path.write_bytes(content)
    with owner_of(shared_clone) as owner:
        owner.run("DELETE FROM ledger_checkpoint")
        for row in rows:
            owner.run(f"INSERT INTO ledger_checkpoint VALUES ({', '.join(['%s'] * len(row))})", row)


def test_a_missing_checkpoint_file_is_found(three_files: list[Path]) -> None:
    """T-07."""
    three_files[1].unlink()

    assert of_checkpoints() == {("file-missing", 2)}


def test_two_checkpoint_files_that_change_places_are_found(three_files: list[Path]) -> None:
    """T-07."""
    one, two = three_files[0].read_bytes(), three_files[1].read_bytes()
    three_files[0].write_bytes(two)
    three_files[1].write_bytes(one)

    assert {("file-order", 1), ("file-order", 2)} <= of_checkpoints()


def test_a_line_changed_in_a_checkpoint_file_is_found(three_files: list[Path]) -> None:
    """T-07."""
    three_files[1].write_bytes(three_files[1].read_bytes().replace(b",2,", b",1,", 1))

    assert of_checkpoints() == {("file-changed", 2)}


def test_a_checkpoint_signed_with_another_key_is_found(three_files: list[Path]) -> None:
    """T-07: the digest fits, the signature is another's."""
    *body, tail = three_files[2].read_bytes().splitlines(keepends=True)
    lines = [json.loads(one) for one in body]
    lines[1][1] = 1
    made = b"".join(json.dumps(one, sort_keys=True, separators=(",", ":")).encode() + b"\n" for one in lines)
    digest = hashlib.sha256(made).hexdigest()
    signed = "\x1f".join(
        ["peelian-checkpoint-1", "3", str(lines[0]["at"]), str(len(lines) - 1), lines[0]["previous"], digest]
    ).encode()
    signature = Ed25519PrivateKey.generate().sign(signed).hex()
    end = json.loads(tail) | {"sha256": digest, "signature": signature}
    three_files[2].write_bytes(made + json.dumps(end).encode() + b"\n")

    assert of_checkpoints() == {("file-signature", 3)}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"{}\n{}\n", b"[1]\n{}\n", b"\xff\xfe\n{}\n", b"null"])
def test_a_damaged_checkpoint_file_is_told_and_not_fallen_over(
    three_files: list[Path], content: bytes
) -> None:
    three_files[0].write_bytes(content)

    assert of_checkpoints() == {("file-damaged", 1)}


@pytest.mark.parametrize("column", ["at", "lines", "file_sha256", "previous_sha256", "key_id", "signature"])
def test_a_changed_row_of_a_checkpoint_is_found(
    three_files: list[Path], shared_clone: Clone, column: str
) -> None:
    """T-07."""
    values = {"at": 1, "lines": 9, "key_id": "forged"}
    with owner_of(shared_clone) as owner:
        owner.run(
            f"UPDATE ledger_checkpoint SET {column} = %s WHERE number = 2", [values.get(column, b"\x01" * 32)]
        )

    assert ("row-differs", 2) in of_checkpoints()


def test_a_deleted_row_of_a_checkpoint_is_found(three_files: list[Path], shared_clone: Clone) -> None:
    """T-07."""
    with owner_of(shared_clone) as owner:
        owner.run("DELETE FROM ledger_checkpoint WHERE number = 2")

    assert of_checkpoints() == {("row-missing", 2)}
