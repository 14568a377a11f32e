"""What is foreseen of databases is told in a line that says what, where and how to mend it; never with a record's value."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connections, transaction

from peelian.casework.schedule.models import ScheduledItem
from peelian.cli.app import run
from peelian.project.faults import foreseen
from peelian.project.problems import BadDatabaseAddress, DatabaseAway, DatabaseDamaged, NotMigrated
from peelian.project.settings.database import databases
from tests.support.databases import Clone

ADDRESSES = (
    ("mysql://x", "does not begin with postgresql://"),
    ("postgresql://peelian:hunter2@localhost:abc/records", "host or port"),
    ("postgresql://localhost", "no name"),
    ("postgresql://[::1/records", "host or port"),
)


@pytest.mark.parametrize(("address", "words"), ADDRESSES)
def test_an_address_that_names_no_database_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("PEELIAN_DATABASE", address)
    with pytest.raises(BadDatabaseAddress, match=words) as told:
        databases()
    assert "PEELIAN_DATABASE" in str(told.value)
    assert "hunter2" not in str(told.value)


def test_the_vaults_own_address_is_named_when_it_is_the_wrong_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELIAN_DATABASE", "postgresql://localhost/records")
    monkeypatch.setenv("PEELIAN_VAULT_DATABASE", "vault")
    with pytest.raises(BadDatabaseAddress, match="PEELIAN_VAULT_DATABASE"):
        databases()


def command(*arguments: str, **environment: str) -> str:
    """What a command of a process of its own tells on standard error: one line, refused."""
    environ = {**os.environ, **environment}
    environ["DJANGO_SETTINGS_MODULE"] = "peelian.project.settings.all"
    ran = subprocess.run(
        [sys.executable, "-m", "peelian.cli.app", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    (line,) = ran.stderr.strip().splitlines()
    assert "did not foresee" not in line
    return line


def test_a_server_that_is_down_is_told(tmp_path: Path) -> None:
    there = f"postgresql://nobody@localhost/records?host={tmp_path}"
    line = command("due", "show", PEELIAN_DATABASE=there, PEELIAN_HOME=str(tmp_path))
    assert "“records”" in line or "“records_vault”" in line
    assert "server" in line


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "casework").mkdir()
    file = tmp_path / "casework" / "vault.sqlite3"
    file.write_bytes(b"these are no pages of a database" * 200)
    line = command("due", "show", "--lang", "cy", PEELIAN_HOME=str(tmp_path), PEELIAN_DATABASE="")
    assert str(file) in line
    assert "wedi’i difrodi" in line
    assert file.read_bytes().startswith(b"these are no pages")


def test_records_without_tables_are_told_with_the_command_that_makes_them(
    committing_db: Clone, database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {ScheduledItem._meta.db_table} RENAME TO elsewhere")
    assert run(["due", "show"]) == 1
    told = capfd.readouterr().err
    assert "peelian manage migrate" in told
    assert committing_db.names["default"] in told


def test_other_words_of_a_database_are_not_shown(
    db: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """T-11: it may quote a column."""

    def quoted(*_given: object, **_named: object) -> None:
        raise OperationalError("Could not decode to UTF-8 column 'name' with text 'Asha Okafor'")

    monkeypatch.setattr(transaction, "atomic", quoted)
    monkeypatch.setattr("peelian.cli.app.app.main", quoted)
    assert run(["due", "show"]) == 1
    told = capfd.readouterr().err
    assert "OperationalError" in told
    assert "Asha" not in told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_CANTOPEN", DatabaseAway),
        ("SQLITE_READONLY_DBMOVED", DatabaseAway),
        ("SQLITE_FULL", DatabaseAway),
        ("SQLITE_BUSY_SNAPSHOT", DatabaseAway),
        ("SQLITE_CORRUPT", DatabaseDamaged),
        ("SQLITE_NOTADB", DatabaseDamaged),
    ],
)
def test_each_kind_of_fault_of_a_file_is_told_apart(db: None, name: str, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("marmalade-sandwich-lantern")
    error.sqlite_errorname = name
    found = foreseen(error)
    assert type(found) is kind
    assert "marmalade" not in str(found)


def test_a_missing_column_is_a_migration_that_did_not_run(db: None) -> None:
    assert type(foreseen(sqlite3.OperationalError("no such column: x"))) is NotMigrated
