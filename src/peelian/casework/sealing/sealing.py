"""Seal and open one column of one row: AES-256-GCM under the key of its case or person.

    row.note = seal(row, "note", "text that somebody wrote")
    text = open_sealed(row, "note", seen)          # `seen` is what an access door returned

A seal is bound to table, column and the row's `uid`: bytes moved to another place do not open. `uid` and `key_id` must
stand before sealing. Nonces are random; one key per case stays far below the 2**32 writes they are good for.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models

from peelian.casework.sealing.fields import Sealed
from peelian.casework.sealing.problems import DoorShut, NothingSealed, SealBroken
from peelian.casework.sealing.vault import data_key, destroy_key, new_key, new_keys
from peelian.casework.sealing.vault import forget as forget_keys

__all__ = [
    "Door",
    "Opens",
    "derived_key",
    "destroy_key",
    "forget_keys",
    "new_key",
    "new_keys",
    "open_bytes",
    "open_sealed",
    "seal",
    "seal_bytes",
]

VERSION: Final = 1
_HEAD: Final = 1 + 16
_NONCE: Final = 12
_TAG: Final = 16


class Opens(Protocol):
    """What an access door returns (a `SeenCase`, a `SeenPerson`): it says which keys it leads to."""

    def opens(self, key_id: UUID) -> bool:
        """Whether text under this key may be read through this door."""
        ...


@dataclass(frozen=True, slots=True)
class Door:
    """A plain door to named keys, made by access functions and by the system's own work; `why` is for its reader."""

    keys: frozenset[UUID]
    why: str

    def opens(self, key_id: UUID) -> bool:
        """Whether the key is one of those named."""
        return key_id in self.keys


def seal(row: models.Model, column: str, text: str) -> Sealed:
    """Seal a text for a column of a row. Raises KeyDestroyed when the case or person was disposed of."""
    key_id = _key_id(row)
    return Sealed(seal_bytes(key_id, _bound(row, column), text.encode()))


def open_sealed(row: models.Model, column: str, door: Opens) -> str:
    """The text of a sealed column. Raises DoorShut, NothingSealed, KeyDestroyed, SealBroken."""
    held = getattr(row, column)
    table = row._meta.db_table
    if held is None or held == b"":
        raise NothingSealed(column=column, table=table)
    if not isinstance(held, Sealed):
        raise SealBroken(column=column, table=table, row=_uid(row))
    key_id = _key_id(row)
    if not door.opens(key_id):
        raise DoorShut
    try:
        return open_bytes(key_id, _bound(row, column), bytes(held)).decode()
    except InvalidTag:
        raise SealBroken(column=column, table=table, row=_uid(row)) from None


def seal_bytes(key_id: UUID, bound: bytes, data: bytes) -> bytes:
    """`version|key_id|nonce|ciphertext|tag`; `bound` is what must be given again to open it."""
    nonce = secrets.token_bytes(_NONCE)
    head = bytes([VERSION]) + key_id.bytes
    return head + nonce + AESGCM(data_key(key_id)).encrypt(nonce, data, head + bound)


def open_bytes(key_id: UUID, bound: bytes, held: bytes) -> bytes:
    """What `seal_bytes` sealed. Raises InvalidTag for anything else; no door is asked."""
    if len(held) < _HEAD + _NONCE + _TAG or held[:_HEAD] != bytes([VERSION]) + key_id.bytes:
        raise InvalidTag
    nonce = held[_HEAD : _HEAD + _NONCE]
    return AESGCM(data_key(key_id)).decrypt(nonce, held[_HEAD + _NONCE :], held[:_HEAD] + bound)


def derived_key(key_id: UUID, purpose: str) -> bytes:
    """32 bytes for one more purpose of the same case (`ledger`, `files`), gone with its key. HKDF-SHA256."""
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"peelian|" + purpose.encode())
    return made.derive(data_key(key_id))


def _key_id(row: Any) -> UUID:
    key_id = row.key_id
    return key_id if isinstance(key_id, UUID) else UUID(str(key_id))


def _uid(row: Any) -> str:
    uid = str(row.uid)
    if not uid:
        raise ValueError("a row has its uid before it is sealed")
    return uid


def _bound(row: models.Model, column: str) -> bytes:
    return f"{row._meta.db_table}|{column}|{_uid(row)}".encode()
