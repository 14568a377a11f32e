"""Sealed text opens in its own place, with its own key, through its own door, and nowhere else (T-01)."""

import json
import pickle
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.casework.ledger.models import Detail
from peelian.casework.sealing.fields import Sealed
from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.problems import (
    DoorShut,
    KeyDestroyed,
    NotACertificate,
    NothingSealed,
    SealBroken,
)
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.sealing import (
    Door,
    derived_key,
    destroy_key,
    new_key,
    open_bytes,
    open_sealed,
    seal,
    seal_bytes,
)

pytestmark = pytest.mark.usefixtures("db")
ONE_TRANSACTION = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def a_row(key: UUID, text: str, *, stream: str = "", seq: int = 1) -> Detail:
    """A row with one sealed column."""
    row = Detail(stream=stream or uuid4().hex, seq=seq, key_id=key)
    row.sealed = seal(row, "sealed", text)
    return row


def door(*keys: UUID) -> Door:
    """A door to these keys."""
    return Door(frozenset(keys), "test")


@ONE_TRANSACTION
@given(text=st.text())
def test_every_text_comes_back_as_it_was(text: str) -> None:
    key = new_key()

    assert open_sealed(a_row(key, text), "sealed", door(key)) == text


@ONE_TRANSACTION
@given(
    data=st.binary(max_size=200),
    bound=st.binary(max_size=40),
    at=st.integers(0, 10**6),
    bit=st.integers(0, 7),
)
def test_one_changed_bit_anywhere_is_refused(data: bytes, bound: bytes, at: int, bit: int) -> None:
    """T-01: version, key id, nonce, ciphertext and tag are all authenticated."""
    key = new_key()
    held = bytearray(seal_bytes(key, bound, data))
    held[at % len(held)] ^= 1 << bit

    with pytest.raises(InvalidTag):
        open_bytes(key, bound, bytes(held))


@ONE_TRANSACTION
@given(
    data=st.binary(max_size=50),
    bound=st.binary(max_size=20),
    other=st.binary(max_size=20),
    cut=st.integers(1, 40),
)
def test_another_place_another_key_and_a_shorter_seal_are_refused(
    data: bytes, bound: bytes, other: bytes, cut: int
) -> None:
    key, another = new_key(), new_key()
    held = seal_bytes(key, bound, data)

    if other != bound:
        with pytest.raises(InvalidTag):
            open_bytes(key, other, held)
    for wrong in (held[:-cut], held + b"\0", b""):
        with pytest.raises(InvalidTag):
            open_bytes(key, bound, wrong)
    with pytest.raises(InvalidTag):
        open_bytes(another, bound, held)


def test_the_layout_is_the_one_that_is_written_down() -> None:
    """version 1, key id 16, nonce 12, then AES-256-GCM by `cryptography` itself, bound to head and place."""
    key = new_key()
    row = a_row(key, "she rang")
    held = bytes(row.sealed)
    stored = VaultKey.objects.using("vault").get(pk=key)
    kek = ring().key("kek", stored.kek_id)
    wrapped = bytes(stored.wrapped)
    plain = AESGCM(kek.secret).decrypt(
        wrapped[:12], wrapped[12:], b"peelian-vault-1|" + key.bytes + b"|" + kek.id.encode()
    )

    assert held[0] == 1 and held[1:17] == key.bytes and len(held) == 1 + 16 + 12 + len("she rang") + 16
    bound = held[:17] + f"ledger_detail|sealed|{row.stream}|1".encode()
    assert AESGCM(plain).decrypt(held[17:29], held[29:], bound) == b"she rang"
    assert len(wrapped) == 60


def test_the_same_text_never_looks_the_same_twice() -> None:
    key = new_key()

    assert len({seal_bytes(key, b"x", b"same") for _ in range(200)}) == 200


def test_a_seal_moved_to_another_row_or_column_does_not_open() -> None:
    """T-01: somebody with the database copies one case's words into another's."""
    key = new_key()
    row, other = a_row(key, "hers"), a_row(key, "his")
    other.sealed = row.sealed

    with pytest.raises(SealBroken) as caught:
        open_sealed(other, "sealed", door(key))
    assert "hers" not in str(caught.value)


def test_a_door_that_leads_elsewhere_opens_nothing() -> None:
    """T-05."""
    key, another = new_key(), new_key()

    with pytest.raises(DoorShut):
        open_sealed(a_row(key, "hers"), "sealed", door(another))


def test_an_empty_column_is_told_apart_from_an_empty_text() -> None:
    key = new_key()
    row = Detail(stream="a" * 32, seq=1, key_id=key)

    with pytest.raises(NothingSealed):
        open_sealed(row, "sealed", door(key))
    assert open_sealed(a_row(key, ""), "sealed", door(key)) == ""


def test_what_was_sealed_under_a_destroyed_key_is_gone() -> None:
    """T-12: also from this process's memory of keys, at once."""
    key = new_key()
    row = a_row(key, "she rang")
    derived_key(key, "ledger")

    assert destroy_key(key, certificate="disposal-1")

    for attempt in (
        lambda: open_sealed(row, "sealed", door(key)),
        lambda: seal(row, "sealed", "again"),
        lambda: derived_key(key, "ledger"),
    ):
        with pytest.raises(KeyDestroyed):
            attempt()
    assert not destroy_key(key, certificate="disposal-1")


def test_no_key_is_destroyed_without_a_certificate() -> None:
    key = new_key()

    with pytest.raises(NotACertificate):
        destroy_key(key, certificate="  ")
    assert VaultKey.objects.using("vault").filter(pk=key).exists()


def test_a_sealed_value_shows_and_serialises_nothing() -> None:
    """T-01: neither a log line, nor a pickle, nor dumpdata holds it."""
    key = new_key()
    row = a_row(key, "she rang")

    assert repr(row.sealed) == str(row.sealed) == f"{row.sealed}" == "Sealed"
    with pytest.raises(TypeError):
        json.dumps(row.sealed)
    with pytest.raises(TypeError):
        pickle.dumps(row.sealed)
    row.save(force_insert=True)
    with pytest.raises(TypeError):
        serializers.serialize("json", Detail.objects.filter(stream=row.stream))
    assert isinstance(Detail.objects.get(stream=row.stream, seq=1).sealed, Sealed)


def test_plain_text_is_never_stored_in_a_sealed_column() -> None:
    row = Detail(stream="b" * 32, seq=1, key_id=new_key())
    row.sealed = "she rang"

    with pytest.raises(TypeError, match="sealed text only"):
        row.save(force_insert=True)
