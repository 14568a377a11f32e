"""What the database cannot give, or gives as no text, ends no verification: it is named, and the rest is verified."""

import sqlite3
from typing import Any

import psycopg
import pytest
from django.db import connections

from peelian.casework.ledger import consulting
from peelian.casework.ledger.contents import check_contents
from peelian.casework.ledger.verify import verify
from peelian.cli.app import run
from tests.casework.ledger.chains import a_case_chain, some_chains
from tests.casework.ledger.tampering import owner_of
from tests.support.databases import Clone

STRANGE = b"\xff\xfeAsha"


def strange(vendor: str) -> str:
    """SQLite takes bytes that are no UTF-8 as text; PostgreSQL refuses them, so there other text must do."""
    return "CAST(%s AS TEXT)" if vendor == "sqlite" else "replace(encode(%s, 'base64'), '=', '')"


@pytest.mark.parametrize("table", ["ledger_ledgerentry", "ledger_accessentry"])
@pytest.mark.parametrize("column", ["actor", "facts", "seal", "hash", "at"])
def test_a_column_that_is_no_text_any_more_is_named_and_blinds_nothing(
    shared_clone: Clone, capsys: pytest.CaptureFixture[str], table: str, column: str
) -> None:
    """T-03: before, one such byte ended verification of everything, and was printed."""
    uid, other = some_chains(), some_chains()
    stream = uid if table == "ledger_ledgerentry" else consulting.consult_stream(uid)
    with owner_of(shared_clone) as owner:
        value, given = strange(owner.vendor), STRANGE
        if owner.vendor == "postgresql" and column in {"seal", "hash"}:
            value = "%s"
        elif owner.vendor == "postgresql" and column == "at":
            value = "at + octet_length(%s)"
        owner.run(f"UPDATE {table} SET {column} = {value} WHERE stream = %s AND seq = 2", [given, stream])
        owner.run("UPDATE ledger_ledgerentry SET actor = 'user:999' WHERE stream = %s AND seq = 3", [other])

    found = {(fault.stream, fault.seq) for fault in verify().faults}

    assert {(stream, 2), (other, 3)} <= found
    if column == "actor":
        assert found == {(fault.stream, fault.seq) for fault in verify(processes=2).faults}
    list(check_contents())
    capsys.readouterr()
    assert run(["ledger", "verify", "--contents"]) == 3
    said = capsys.readouterr()
    assert f"stream {stream}, entry 2" in said.out and "Asha" not in said.out + said.err


@pytest.mark.parametrize("column", ["uid", "head", "seq", "kind", "key_id"])
def test_a_row_of_streams_of_the_wrong_kind_is_named(shared_clone: Clone, column: str) -> None:
    """T-03."""
    uid = some_chains()
    with owner_of(shared_clone) as owner:
        if owner.vendor == "postgresql" and column in {"seq", "head", "key_id"}:
            value = {"seq": "seq + octet_length(%s)", "head": "%s", "key_id": "md5(%s)::uuid"}[column]
        elif owner.vendor == "postgresql" and column == "kind":
            value = "CASE WHEN %s = '' THEN kind ELSE 'case' END"
        else:
            value = strange(owner.vendor)
            owner.connection.execute(
                "PRAGMA ignore_check_constraints=ON"
            ) if owner.vendor == "sqlite" else None
        owner.run(f"UPDATE ledger_stream SET {column} = {value} WHERE uid = %s", [STRANGE, uid])

    contents = [fault.code for fault in check_contents() if fault.stream == uid]

    assert uid in {fault.stream for fault in verify().faults} or (column == "key_id" and contents)
    with owner_of(
        shared_clone
    ) as owner:  # what the other tests of this file judge must be readable as before
        owner.run("DELETE FROM ledger_stream WHERE uid = %s", [uid])


def test_details_that_cannot_be_read_are_named(shared_clone: Clone) -> None:
    """T-03: `verify --contents` names the entry, whatever lies in its row of details."""
    stream, other = a_case_chain(entries=3), a_case_chain(entries=2)
    with owner_of(shared_clone) as owner:
        value = strange("sqlite") if owner.vendor == "sqlite" else "md5(%s)::uuid"
        owner.run(
            f"UPDATE ledger_detail SET key_id = {value} WHERE stream = %s AND seq = 2", [STRANGE, stream.uid]
        )
        owner.run("DELETE FROM ledger_detail WHERE stream = %s AND seq = 1", [other.uid])

    found = {(fault.stream, fault.seq) for fault in check_contents()}

    assert {(stream.uid, 2), (other.uid, 1)} <= found


def test_rows_that_the_database_refuses_to_give_are_told_and_the_rest_is_verified(
    committing_db: Clone,
) -> None:
    """T-03: in the place of the access log stands a view that ends in an error at one entry."""
    uid = some_chains()
    with owner_of(committing_db) as owner:
        owner.run("UPDATE ledger_ledgerentry SET actor = 'user:999' WHERE stream = %s AND seq = 3", [uid])
    _put_a_trap(committing_db, "ledger_accessentry")

    for found in (verify(), verify(processes=2)):
        told = {(fault.code, fault.stream, fault.seq) for fault in found.faults if fault.code != "unguarded"}
        assert ("changed", uid, 3) in told
        assert {code for code, _, _ in told if code != "changed"} == {"unreadable"}
    assert "unreadable" in {fault.code for fault in check_contents()}


def _put_a_trap(clone: Clone, table: str) -> None:
    """The table under another name, and a view in its place whose second row of a stream cannot be worked out."""
    names = [column.name for column in _columns(table)]
    for alias in ("default", "vault"):
        connections[alias].close()
    trap = "CASE WHEN seq = 2 THEN {} ELSE result_count END AS result_count"
    sqlite = clone.engine == "sqlite"
    broken = trap.format("abs(-9223372036854775806 - seq)" if sqlite else "1 / (seq - 2)")
    columns = ", ".join(broken if name == "result_count" else name for name in names)
    made = f"CREATE VIEW {table} AS SELECT {columns} FROM kept_apart"
    if sqlite:
        held: Any = sqlite3.connect(clone.names["default"], isolation_level=None)
    else:
        params = connections["default"].get_connection_params()
        held = psycopg.connect(
            host=params["host"], user=params["user"], dbname=clone.names["default"], autocommit=True
        )
    held.execute(f"ALTER TABLE {table} RENAME TO kept_apart")
    held.execute(made)
    held.close()


def _columns(table: str) -> Any:
    connection = connections["default"]
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)
