"""The key ring: the keys that lie in a file, outside every database.

| purpose | for |
| --- | --- |
| `kek` | wraps the data keys in the vault (AES-256-GCM) |
| `index` | digests by which sealed columns are searched (HMAC-SHA256) |
| `mac` | seals every entry of the ledger (keyed BLAKE2b) |
| `sign` | signs checkpoints (Ed25519; the public half is exported) |

One key of each purpose is active; older ones stay until nothing needs them. The file is JSON, 0600 in a folder 0700,
replaced by rename and synced. Each process re-reads it when it has changed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from django.conf import settings
from django.db import connections

from peelian.casework.sealing.problems import NoRing, UnknownRingKey
from peelian.reference.problems import Bilingual

Purpose = Literal["kek", "index", "mac", "sign"]
PURPOSES: Final[tuple[Purpose, ...]] = ("kek", "index", "mac", "sign")
FILE: Final = "ring.json"
LAYOUT: Final = 1


@dataclass(frozen=True, slots=True)
class RingKey:
    """One key: 32 secret bytes (`sign`: the Ed25519 seed), when it was made and, once old, until when it was used."""

    id: str
    purpose: Purpose
    secret: bytes
    made_at: datetime
    retired_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Whether new things are sealed, indexed or signed with it."""
        return self.retired_at is None

    def __repr__(self) -> str:
        return f"RingKey({self.purpose} {self.id})"


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys, newest first within a purpose."""

    keys: tuple[RingKey, ...]

    def active(self, purpose: Purpose) -> RingKey:
        """The key in use now."""
        for key in self.keys:
            if key.purpose == purpose and key.active:
                return key
        raise UnknownRingKey(purpose=purpose, key_id="(active)")

    def of(self, purpose: Purpose) -> tuple[RingKey, ...]:
        """Every key of a purpose, the active one first."""
        return tuple(key for key in self.keys if key.purpose == purpose)

    def key(self, purpose: Purpose, key_id: str) -> RingKey:
        """The key with this id. Raises UnknownRingKey."""
        for key in self.keys:
            if key.purpose == purpose and key.id == key_id:
                return key
        raise UnknownRingKey(purpose=purpose, key_id=key_id)

    def with_new(self, purpose: Purpose) -> Ring:
        """A ring with a fresh active key; the one before becomes old."""
        now = datetime.now(UTC)
        older = tuple(
            replace(key, retired_at=now) if key.purpose == purpose and key.active else key
            for key in self.keys
        )
        return Ring((RingKey(_new_id(), purpose, secrets.token_bytes(32), now), *older))

    def without(self, key_id: str) -> Ring:
        """A ring without an old key. An active key stays."""
        return Ring(tuple(key for key in self.keys if key.id != key_id or key.active))


_lock = threading.Lock()
_read: dict[str, tuple[tuple[int, int, int], Ring]] = {}


def folder() -> Path:
    """Where the ring lies: the setting PEELIAN_KEYS."""
    return Path(settings.PEELIAN_KEYS)


def ring() -> Ring:
    """The ring as the file has it now; made for an empty vault when there is none. Raises NoRing."""
    path = f"{settings.PEELIAN_KEYS}/{FILE}"
    try:
        mark = _mark(path)
    except FileNotFoundError:
        _must_be_first()
        _make(Path(path))
        mark = _mark(path)
    with _lock:
        known = _read.get(path)
        if known is None or known[0] != mark:
            known = _read[path] = (mark, _load(Path(path)))
    return known[1]


@contextmanager
def changing() -> Iterator[None]:
    """Hold the ring against other changers on this machine; `save` inside."""
    place = folder()
    _prepare(place)
    with (place / "ring.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def save(changed: Ring) -> None:
    """Put the file in place of the old one, synced, readable by its owner alone."""
    path = folder() / FILE
    draft = path.with_name(f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    _write(draft, changed)
    draft.replace(path)
    _sync(path.parent)


def _must_be_first() -> None:
    """A ring made beside a vault that was filled under another would open nothing and sign what it must not."""
    held = connections["vault"]
    if "vault_vaultstate" not in held.introspection.table_names():
        return
    with held.cursor() as cursor:
        cursor.execute("SELECT kek_id FROM vault_vaultstate")
        if cursor.fetchone() is None:
            return
    raise NoRing(
        why=Bilingual(
            "its file is not there, and the vault holds keys that only it can open",
            "nid yw ei ffeil yno, ac mae’r gladdgell yn dal allweddi na all ond y cylch hwnnw eu hagor",
        ),
        mend=Bilingual(
            "Put back your own copy of the keys, or say with PEELIAN_KEYS where they lie. No new ring was made.",
            "Rhowch eich copi eich hun o’r allweddi yn ôl, neu dywedwch â PEELIAN_KEYS ble y maent. Ni wnaed cylch newydd.",
        ),
    )


def _make(path: Path) -> None:
    """Two processes that start at once agree on the first ring: it is linked, never replaced."""
    _prepare(path.parent)
    new = Ring(())
    for purpose in PURPOSES:
        new = new.with_new(purpose)
    draft = path.with_name(f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    _write(draft, new)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _sync(path.parent)


def _prepare(place: Path) -> None:
    place.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write(draft: Path, what: Ring) -> None:
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        json.dump({"layout": LAYOUT, "keys": [_as_json(key) for key in what.keys]}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mark(path: str) -> tuple[int, int, int]:
    found = os.stat(path)  # noqa: PTH116 - asked for every text that is sealed
    return found.st_ino, found.st_mtime_ns, found.st_size


def _load(path: Path) -> Ring:
    if path.stat().st_mode & 0o077:
        raise NoRing(
            why=Bilingual("others may read its file", "gall eraill ddarllen ei ffeil"),
            mend=Bilingual(
                "Set the file to 0600 and its folder to 0700.", "Gosodwch y ffeil i 0600 a’r ffolder i 0700."
            ),
        )
    try:
        held = json.loads(path.read_text(encoding="ascii"))
        if held["layout"] != LAYOUT:
            raise ValueError("layout")
        return Ring(tuple(_from_json(one) for one in held["keys"]))
    except (ValueError, KeyError, TypeError):
        raise NoRing(
            why=Bilingual("its file is damaged", "mae ei ffeil wedi’i difrodi"),
            mend=Bilingual(
                "Restore it from your own copy of the keys; without it sealed text cannot be read.",
                "Adferwch hi o’ch copi eich hun o’r allweddi; hebddi ni ellir darllen testun seliedig.",
            ),
        ) from None


def _new_id() -> str:
    return secrets.token_hex(4)


def _as_json(key: RingKey) -> dict[str, str]:
    made = {"id": key.id, "purpose": key.purpose, "made_at": key.made_at.isoformat()}
    if key.retired_at:
        made["retired_at"] = key.retired_at.isoformat()
    return made | {"secret": base64.b64encode(key.secret).decode()}


def _from_json(one: dict[str, str]) -> RingKey:
    purpose = next(known for known in PURPOSES if known == one["purpose"])
    secret = base64.b64decode(one["secret"], validate=True)
    if len(secret) != 32:
        raise ValueError("secret")
    retired = one.get("retired_at")
    return RingKey(
        one["id"],
        purpose,
        secret,
        datetime.fromisoformat(one["made_at"]),
        datetime.fromisoformat(retired) if retired else None,
    )
