"""`peelian backup`: the records first, the keys after them and apart, so that no copy of records ever holds a key.

    FOLDER/20261121T190000Z/records.sqlite3 | records.dump    the records' database, whole, at one moment
                            ledger/                            the signed checkpoints
                            files/                             sealed files of cases (where the home has them)
                            manifest.json                      the digest of each
    KEYS_FOLDER/vault.sqlite3 | vault.dump                     the wrapped keys: always the newest copy, no older one

The vault is copied last: a vault older than the records would lose the newest cases' keys. Only its newest copy is
kept, for each older one would let disposed cases be read until the next `peelian keys rotate kek`. The key ring is not
in any backup: keep your own copy of it, apart from both.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.db import connections

from peelian.casework.files.store import folder as files_folder
from peelian.casework.files.store import sync
from peelian.casework.ledger.checkpoints import checkpoint_all, standing_still
from peelian.casework.ledger.places import folder as ledger_folder
from peelian.casework.retention.problems import BackupRefused
from peelian.reference.problems import Bilingual

RECORDS: Final = "records"
VAULT: Final = "vault"
_PAGES: Final = 1000


@dataclass(frozen=True, slots=True)
class Backup:
    """Where both parts lie, and how large they are in bytes."""

    records: Path
    vault: Path
    records_bytes: int
    vault_bytes: int


def backup(to: Path, keys_to: Path, *, as_of: datetime | None = None) -> Backup:
    """Copy records, checkpoints and files into a new folder under `to`; then replace the vault's copy in `keys_to`.

    Signs a last checkpoint first. Raises BackupRefused; then there is no new folder. A folder that is there has all its
    keys in `keys_to`.
    """
    _apart(to, keys_to)
    checkpoint_all()
    name = (as_of or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    place, draft = to / name, to / f".{name}.part"
    if place.exists():
        raise BackupRefused(
            path=place, why=Bilingual("a backup of this second is there", "mae copi o’r eiliad hon yno")
        )
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    try:
        with standing_still():
            copied = _copy("default", draft / RECORDS)
            _folder(ledger_folder(), draft / "ledger")
        _folder(files_folder(), draft / "files")
        _manifest(draft)
        vault = _newest("vault", keys_to)
        draft.rename(place)
        sync(to)
    except OSError as error:
        raise BackupRefused(path=to, why=Bilingual(_why(error))) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Backup(place, vault, (place / copied.name).stat().st_size, vault.stat().st_size)


def _apart(to: Path, keys_to: Path) -> None:
    one, other = to.absolute().resolve(), keys_to.absolute().resolve()
    if one == other or one in other.parents or other in one.parents:
        raise BackupRefused(
            path=to,
            why=Bilingual(
                "records and keys must lie apart; give --keys a folder elsewhere",
                "rhaid i gofnodion ac allweddi fod ar wahân; rhowch ffolder arall i --keys",
            ),
        )


def _copy(alias: str, stem: Path) -> Path:
    """A whole copy of a database at one moment."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        target = stem.with_suffix(".sqlite3")
        _sqlite(str(connection.settings_dict["NAME"]), target)
    else:
        target = stem.with_suffix(".dump")
        _pg_dump(connection, target)
    target.chmod(0o600)
    sync(target)
    return target


def _sqlite(source: str, target: Path) -> None:
    """SQLite's own backup, page by page, while others write. The copy stands alone, without a write-ahead log."""
    with closing(sqlite3.connect(source, timeout=20)) as here, closing(sqlite3.connect(target)) as there:
        here.execute("PRAGMA wal_autocheckpoint=0")
        here.execute("BEGIN")
        here.execute("SELECT count(*) FROM sqlite_master").fetchone()
        here.backup(there, pages=_PAGES)
        there.execute("PRAGMA journal_mode=DELETE")


def _pg_dump(connection: Any, target: Path) -> None:
    given = connection.get_connection_params()
    environment = {**os.environ, **_libpq(given)}
    command = [
        "pg_dump",
        "--format=custom",
        "--no-password",
        "--file",
        str(target),
        "--dbname",
        given["dbname"],
    ]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        why = Bilingual("pg_dump is not on this machine", "nid yw pg_dump ar y peiriant hwn")
        raise BackupRefused(path=target.parent, why=why) from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise BackupRefused(path=target.parent, why=Bilingual(f"pg_dump: {said[-1]}"))


def _libpq(given: dict[str, Any]) -> dict[str, str]:
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "sslmode": "PGSSLMODE",
    }
    return {variable: str(given[name]) for name, variable in names.items() if given.get(name)}


def _newest(alias: str, keys_to: Path) -> Path:
    """The vault's copy, written beside the one before and put in its place; the older is overwritten."""
    keys_to.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = _copy(alias, keys_to / f".{VAULT}-new")
    final = keys_to / f"{VAULT}{made.suffix}"
    before = final.open("r+b") if final.exists() else None
    made.replace(final)
    sync(keys_to)
    if before:  # overwritten once the newer stands in its place
        with before:
            before.write(b"\0" * os.fstat(before.fileno()).st_size)
            before.flush()
            os.fsync(before.fileno())
    return final


def _folder(source: Path, target: Path) -> None:
    """A folder without what is being written just now, or was deleted while it is copied (a disposal)."""
    if source.is_dir():
        ignored = shutil.ignore_patterns("*.part", ".lock")
        shutil.copytree(source, target, ignore=ignored, copy_function=_copy_if_there)


def _copy_if_there(source: str, target: str) -> None:
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


def _why(error: OSError) -> str:
    """What the system says; of the copy of a folder, what it says of the first file."""
    if isinstance(error, shutil.Error):
        return str(error.args[0][0][2])
    return error.strerror or type(error).__name__


def _manifest(place: Path) -> None:
    held = sorted(path for path in place.rglob("*") if path.is_file())
    digests = {path.relative_to(place).as_posix(): _digest(path) for path in held}
    (place / "manifest.json").write_text(
        json.dumps({"layout": 1, "files": digests}, indent=1) + "\n", encoding="ascii"
    )
    sync(place / "manifest.json")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
