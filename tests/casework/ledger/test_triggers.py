"""The database itself refuses to change what is append-only (T-02)."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from peelian.casework.ledger import entries, triggers
from peelian.casework.ledger.models import LedgerEntry, Stream
from peelian.casework.ledger.verify import verify
from tests.casework.ledger.chains import a_case_chain, act

pytestmark = pytest.mark.usefixtures("db")

SAME_PLACE = (
    "INSERT INTO ledger_ledgerentry (stream, seq, at, action, actor, reason_code, facts, commitment, nonce, prev, hash, seal) "
    "SELECT stream, seq, at, 'case.forged', actor, reason_code, facts, commitment, nonce, prev, hash, seal "
    "FROM ledger_ledgerentry WHERE seq = 1"
)


def refused(sql: str) -> bool:
    """Whether the database refuses a statement for being append-only."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return "append-only" in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_ledgerentry SET action = 'case.forged' WHERE seq = 1",
        "UPDATE ledger_ledgerentry SET facts = '{}'",
        "DELETE FROM ledger_ledgerentry WHERE seq = 2",
        "DELETE FROM ledger_stream",
        "UPDATE ledger_stream SET seq = seq - 1",
        "UPDATE ledger_stream SET uid = '00000000000000000000000000000000'",
        "UPDATE ledger_stream SET last_at = 0",
        "UPDATE ledger_stream SET key_id = NULL",
    ],
)
def test_the_database_refuses_to_change_an_entry_or_turn_back_a_stream(sql: str) -> None:
    """T-02."""
    a_case_chain(entries=3)

    assert refused(sql)


def test_a_stream_cannot_be_given_another_head(db: None) -> None:
    """T-02."""
    a_case_chain(entries=2)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Stream.objects.update(head=b"\x01" * 32)


def test_replacing_a_row_by_inserting_it_again_is_refused(database: str) -> None:
    """T-02: REPLACE deletes without firing DELETE triggers on SQLite; PostgreSQL's upsert is an UPDATE."""
    a_case_chain(entries=2)

    if database == "sqlite":
        assert refused(SAME_PLACE.replace("INSERT", "INSERT OR REPLACE", 1))
    assert refused(SAME_PLACE + _ON_CONFLICT)
    assert LedgerEntry.objects.filter(action="case.forged").count() == 0


_ON_CONFLICT = " ON CONFLICT (stream, seq) DO UPDATE SET action = 'case.forged'"


def test_truncating_is_refused_on_postgresql(database: str) -> None:
    """T-02."""
    if database != "postgresql":
        pytest.skip("SQLite has no TRUNCATE: its DELETE without WHERE fires the trigger")
    a_case_chain(entries=2)

    assert refused("TRUNCATE ledger_ledgerentry")
    assert refused("TRUNCATE ledger_stream")


def test_posing_as_a_replica_does_not_help(database: str) -> None:
    """T-02: session_replication_role=replica skips ordinary triggers; ours are always on."""
    if database != "postgresql":
        pytest.skip("a setting of PostgreSQL")
    a_case_chain(entries=2)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")

    assert refused("UPDATE ledger_ledgerentry SET actor = 'user:2'")


def test_the_application_role_of_the_page_can_append_and_cannot_change(
    database: str, repository: Path
) -> None:
    """T-02: the statements of docs/how-to/run-in-production.md, run as they stand there."""
    if database != "postgresql":
        pytest.skip("SQLite has no roles")
    page = (repository / "docs/how-to/run-in-production.md").read_text(encoding="utf-8")
    _roles, grants, _of_the_vault = re.findall(r"```sql\n(.*?)```", page, re.S)
    stream = a_case_chain(entries=2, details=False)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE peelian_app; {grants}; SET LOCAL ROLE peelian_app")

    act(entries.lock(stream.uid), 3, details=False)

    assert entries.history(stream.uid).count() == 3
    for sql in (
        "UPDATE ledger_ledgerentry SET actor = 'user:2'",
        "DELETE FROM ledger_stream",
        "TRUNCATE ledger_checkpoint",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_every_append_only_table_that_is_installed_is_guarded_after_migrate() -> None:
    assert triggers.missing() == []


def test_a_dropped_guard_is_missed_and_put_back() -> None:
    triggers.remove()
    assert {"ledger_ledgerentry", "ledger_accessentry", "ledger_checkpoint", "ledger_stream"} <= set(
        triggers.missing()
    )

    triggers.install()

    assert triggers.missing() == []


def test_the_orm_meets_the_guards_too() -> None:
    """T-02."""
    a_case_chain(entries=2)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.all().update(actor="user:2")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.all().delete()


HOLLOW = {
    "sqlite": (
        "DROP TRIGGER ledger_ledgerentry_no_update",
        "CREATE TRIGGER ledger_ledgerentry_no_update BEFORE UPDATE ON ledger_ledgerentry BEGIN SELECT 1; END",
    ),
    "postgresql": (
        "CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "DROP TRIGGER ledger_ledgerentry_rows ON ledger_ledgerentry",
        "CREATE TRIGGER ledger_ledgerentry_rows BEFORE UPDATE OR DELETE ON ledger_ledgerentry "
        "FOR EACH ROW EXECUTE FUNCTION idle()",
        "ALTER TABLE ledger_ledgerentry ENABLE ALWAYS TRIGGER ledger_ledgerentry_rows",
    ),
}


def test_a_hollow_guard_under_the_right_name_is_missed_and_put_back(database: str) -> None:
    """T-02: a guard is known by what it does, not by its name."""
    with connection.cursor() as cursor:
        for sql in HOLLOW[database]:
            cursor.execute(sql)

    assert triggers.missing() == ["ledger_ledgerentry"]
    assert {fault.fields["table"] for fault in verify().faults} == {"ledger_ledgerentry"}
    triggers.install()
    assert triggers.missing() == []


def test_a_guard_for_some_rows_only_is_missed(database: str) -> None:
    """T-02."""
    name, on, when = (
        ("ledger_checkpoint_no_delete", "", "WHEN OLD.number > 5")
        if database == "sqlite"
        else ("ledger_checkpoint_rows", " ON ledger_checkpoint", "FOR EACH ROW WHEN (OLD.number > 5)")
    )
    do = (
        "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        if database == "sqlite"
        else ("EXECUTE FUNCTION peelian_append_only()")
    )
    what = "DELETE" if database == "sqlite" else "UPDATE OR DELETE"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute(f"CREATE TRIGGER {name} BEFORE {what} ON ledger_checkpoint {when} {do}")
        if database == "postgresql":
            cursor.execute(f"ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER {name}")

    assert triggers.missing() == ["ledger_checkpoint"]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE OR REPLACE FUNCTION peelian_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE OR REPLACE FUNCTION peelian_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    ],
)
def test_a_function_of_the_guards_that_was_emptied_is_missed(database: str, sql: str) -> None:
    """T-02: one statement opened every table, and every trigger was still there."""
    if database != "postgresql":
        pytest.skip("SQLite's guards call no function")
    with connection.cursor() as cursor:
        cursor.execute(sql)

    assert "ledger_stream" in triggers.missing()
    triggers.install()
    assert triggers.missing() == []
