"""Backups hold records and keys apart, and disposal holds in them (T-12)."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connections

from peelian.casework.ledger.verify import verify
from peelian.casework.retention.backups import backup
from peelian.casework.retention.problems import BackupRefused
from peelian.casework.sealing import rotation, vault
from peelian.casework.sealing.ring import ring
from tests.casework.retention.people import LATER, Records
from tests.support import databases
from tests.support.cases import WORD
from tests.support.databases import Clone

MARKERS = ("Asha Okafor", "07700 900123", "asha@example.org", WORD)
PG = shutil.which("pg_dump")


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str) -> None:
    """A key ring of this test alone, for it is rotated."""
    from django.conf import settings

    from tests.conftest import missing

    if database == "postgresql" and not PG:
        missing("no pg_dump on this machine: install the package `postgresql-client`")
    monkeypatch.setattr(settings, "PEELIAN_KEYS", tmp_path / "keys")
    vault.forget()


def everything_in(place: Path) -> bytes:
    """Every byte below a folder."""
    return b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())


@contextmanager
def restored(clone: Clone, records: Path) -> Iterator[None]:
    """The backed-up records beside the vault as it is now."""
    names = dict(clone.names)
    if clone.engine == "sqlite":
        names["default"] = str(clone.home / "casework" / "restored.sqlite3")
        shutil.copyfile(records / "records.sqlite3", names["default"])
    else:
        names["default"] = f"{clone.names['default']}_restored"
        databases._cluster().execute(f'CREATE DATABASE "{names["default"]}"')
        given = connections["default"].get_connection_params()
        command = [
            "pg_restore",
            "--dbname",
            names["default"],
            "--host",
            given["host"],
            "--username",
            given["user"],
        ]
        subprocess.run(
            [*command, "--no-owner", str(records / "records.dump")], check=True, capture_output=True
        )
    before = databases._use(names)
    try:
        yield
    finally:
        databases._use(before)
        if clone.engine == "postgresql":
            databases._cluster().drop(names["default"])


def test_what_was_disposed_of_after_a_backup_is_unreadable_when_the_backup_is_restored(
    committing_db: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-01, T-12: markers planted, backed up, disposed of, keys rotated, records restored beside the current vault."""
    records = Records()
    gone, kept = records.closed_case(), records.world.with_asha()
    first = backup(tmp_path / "records", tmp_path / "vault")
    old_vault = first.vault.read_bytes()
    os.link(first.vault, tmp_path / "the-old-blocks")
    for marker in MARKERS:
        assert marker.encode() not in everything_in(tmp_path / "records"), marker
        assert marker.encode() not in old_vault
    records.propose(gone)
    disposal = records.approve(gone)
    rotation.rotate("kek")
    backup(tmp_path / "records", tmp_path / "vault", as_of=LATER)
    left = {key.id for key in ring().of("kek")}

    vault.forget()
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path / "restored-home"))
    shutil.copytree(first.records / "ledger", tmp_path / "restored-home" / "ledger")
    with restored(committing_db, first.records):
        assert verify().holds
        assert readable(gone.reference) == {}
        assert readable(kept.reference) == {"text": WORD}
    assert old_vault != (tmp_path / "vault" / first.vault.name).read_bytes()
    assert set((tmp_path / "the-old-blocks").read_bytes()) == {0}
    assert [path.name for path in (tmp_path / "vault").iterdir()] == [first.vault.name]
    assert len(left) == 1 and all(key_id.encode() not in old_vault for key_id in left)
    assert disposal.certificate


def readable(reference: str) -> dict[str, str]:
    """What the sealed payload of a case says, {} where no key opens it."""
    from peelian.casework.cases.models import Case, PayloadVersion
    from peelian.casework.sealing.problems import KeyDestroyed
    from peelian.casework.sealing.sealing import Door, open_sealed

    case = Case.objects.get(reference=reference)
    payload = PayloadVersion.objects.get(case=case)
    try:
        found: dict[str, str] = json.loads(
            open_sealed(payload, "sealed", Door(frozenset([case.key_id]), "test"))
        )
    except KeyDestroyed:
        return {}
    return found


def test_a_backup_is_whole_private_and_never_overwritten(committing_db: Clone, tmp_path: Path) -> None:
    Records().closed_case()

    moment = datetime(2026, 11, 21, 19, tzinfo=LATER.tzinfo)
    made = backup(tmp_path / "records", tmp_path / "vault", as_of=moment)

    assert made.records.name == "20261121T190000Z"
    manifest = json.loads((made.records / "manifest.json").read_text())
    copy = "records.sqlite3" if committing_db.engine == "sqlite" else "records.dump"
    assert set(manifest["files"]) == {copy, "ledger/000001.jsonl"}
    assert (made.records / copy).stat().st_mode & 0o077 == 0
    assert not list((tmp_path / "records").glob(".*"))
    if committing_db.engine == "sqlite":
        with closing(sqlite3.connect(made.records / copy)) as held:
            assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert held.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)
    before = everything_in(made.records)

    with pytest.raises(BackupRefused, match="this second"):
        backup(tmp_path / "records", tmp_path / "vault", as_of=moment)

    assert everything_in(made.records) == before
    assert list((tmp_path / "records").iterdir()) == [made.records]


def test_without_its_keys_no_backup_is_left_behind(committing_db: Clone, tmp_path: Path) -> None:
    """Whoever finds a folder of records may rely on it that the keys were copied after it."""
    Records().closed_case()
    (tmp_path / "vault").write_text("somebody's file stands where the keys should go")

    with pytest.raises(BackupRefused, match="No backup was made"):
        backup(tmp_path / "records", tmp_path / "vault")

    assert list((tmp_path / "records").iterdir()) == []


def test_a_file_that_a_disposal_deletes_while_it_is_copied_is_left_out(
    committing_db: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads nowhere is what the copy meets then; a file that cannot be read is named as a fault."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path / "home"))
    place = tmp_path / "home" / "files" / "ab"
    place.mkdir(parents=True)
    (place / "abcd").write_bytes(b"sealed")
    (place / "abce").symlink_to(place / "gone")

    made = backup(tmp_path / "records", tmp_path / "vault")

    assert [path.name for path in (made.records / "files" / "ab").iterdir()] == ["abcd"]
    (place / "abce").unlink()
    (place / "abce").symlink_to(place / "abce")
    with pytest.raises(BackupRefused, match="symbolic links"):
        backup(tmp_path / "records", tmp_path / "vault", as_of=LATER)


@pytest.mark.parametrize("keys", ["records", "records/keys", "."])
def test_records_and_keys_are_not_put_together(db: None, tmp_path: Path, keys: str) -> None:
    """T-12."""
    with pytest.raises(BackupRefused, match="apart"):
        backup(tmp_path / "records", tmp_path / keys)
    assert not (tmp_path / "records").exists()
