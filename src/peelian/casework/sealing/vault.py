"""Data keys: made in batches, handed out from a pool, unwrapped for at most a minute, destroyed by disposal.

The vault and the records are two databases and no transaction spans both. So a key is committed before the row that
uses it: a crash between leaves a key that nobody claims, which `sweep` deletes after two days.
"""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import connections, models, transaction
from django.utils import timezone

from peelian.casework.sealing.models import DestroyedKey, VaultKey, VaultState
from peelian.casework.sealing.problems import KeyDestroyed, NotACertificate, SealBroken, UnknownRingKey
from peelian.casework.sealing.ring import RingKey, ring

ALIAS: Final = "vault"
BATCH: Final = 500
POOL_SECONDS: Final = 12 * 3600
SWEPT_AFTER: Final = timedelta(days=2)
UNWRAPPED_SECONDS: Final = 60.0
UNWRAPPED_AT_MOST: Final = 2048

FRESH_AT_MOST: Final = 8

_HELD: Final = "SELECT id, wrapped, kek_id FROM vault_vaultkey WHERE id IN ({})"

_lock = threading.Lock()
_pool: list[UUID] = []
_pool_of: tuple[int, float] = (0, 0.0)
_fresh: list[UUID] = []
"""Handed out and not asked for yet: whoever opens a case takes several, and they are read in one look."""
_unwrapped: OrderedDict[UUID, tuple[float, bytes]] = OrderedDict()


def must_fit() -> None:
    """Raise UnknownRingKey where the ring is not the one that this vault is filled under: nothing may be written then."""
    state = VaultState.objects.using(ALIAS).first()
    if state is not None:
        ring().key("kek", state.kek_id)


def new_key() -> UUID:
    """The id of a fresh data key, committed in the vault. Call it before the transaction that uses it."""
    global _pool_of  # noqa: PLW0603 - one pool per process
    if connections[ALIAS].in_atomic_block:
        return new_keys(1)[0]  # what may be rolled back is not kept for others
    with _lock:
        now = time.monotonic()
        if _pool_of[0] != os.getpid() or now - _pool_of[1] > POOL_SECONDS:
            _pool.clear()
        if not _pool:
            _pool.extend(new_keys(BATCH))
            _pool_of = (os.getpid(), now)
        handed = _pool.pop()
        _fresh[:] = [*_fresh[1 - FRESH_AT_MOST :], handed]
        return handed


def new_keys(count: int) -> list[UUID]:
    """Many fresh keys in one transaction of the vault, past the pool (bulk loading)."""
    with transaction.atomic(using=ALIAS):
        kek = _kek_in_use()
        made = [
            VaultKey(id=(key_id := uuid4()), kek_id=kek.id, wrapped=wrapped(kek, key_id))
            for _ in range(count)
        ]
        VaultKey.objects.using(ALIAS).bulk_create(made, batch_size=1000)
    return [key.id for key in made]


def data_key(key_id: UUID) -> bytes:
    """The 32 bytes of a key. Raises KeyDestroyed. Only this folder and the ledger's commitments use it."""
    now = time.monotonic()
    with _lock:
        known = _unwrapped.get(key_id)
        if known and now - known[0] < UNWRAPPED_SECONDS:
            return known[1]
        beside = [one for one in _fresh if one != key_id] if key_id in _fresh else []
        if key_id in _fresh:
            _fresh.clear()
    found = _fetched(key_id, beside)
    with _lock:
        for one, plain in found.items():
            _unwrapped[one] = (now, plain)
            _unwrapped.move_to_end(one)
        while len(_unwrapped) > UNWRAPPED_AT_MOST:
            _unwrapped.popitem(last=False)
    return found[key_id]


def destroy_key(key_id: UUID, *, certificate: str) -> bool:
    """Delete a key for the disposal named by `certificate`; False when it was gone already. Idempotent."""
    if not certificate.strip():
        raise NotACertificate
    forget(key_id)
    with transaction.atomic(using=ALIAS):
        gone, _ = VaultKey.objects.using(ALIAS).filter(pk=key_id).delete()
        if gone:
            DestroyedKey.objects.using(ALIAS).get_or_create(pk=key_id, defaults={"certificate": certificate})
    forget(key_id)
    return bool(gone)


def forget(key_id: UUID | None = None) -> None:
    """Drop an unwrapped key, or all of them, and the pool with all, from this process."""
    with _lock:
        if key_id is None:
            _unwrapped.clear()
            _pool.clear()
            _fresh.clear()
        else:
            _unwrapped.pop(key_id, None)


def alive(key_ids: Collection[UUID]) -> set[UUID]:
    """Those of the keys that the vault still holds."""
    held = VaultKey.objects.using(ALIAS).filter(pk__in=list(key_ids))
    return set(held.values_list("pk", flat=True))


def destroyed(key_ids: Collection[UUID]) -> set[UUID]:
    """Those of the keys that the vault remembers as destroyed for a disposal."""
    held = DestroyedKey.objects.using(ALIAS).filter(pk__in=list(key_ids))
    return set(held.values_list("pk", flat=True))


def sweep(*, as_of: datetime | None = None, dry_run: bool = False, batch: int = 500) -> int:
    """Delete keys older than two days that no row of the records uses; returns how many. Used ones are settled."""
    before = (as_of or timezone.now()) - SWEPT_AFTER
    unsettled = VaultKey.objects.using(ALIAS).filter(settled=False, made_at__lt=before).order_by("pk")
    gone = 0
    last: UUID | None = None
    while True:
        page = unsettled.filter(pk__gt=last) if last else unsettled
        ids = list(page.values_list("pk", flat=True)[:batch])
        if not ids:
            return gone
        last = ids[-1]
        used = claimed(ids)
        gone += len(ids) - len(used)
        if not dry_run:
            VaultKey.objects.using(ALIAS).filter(pk__in=used).update(settled=True)
            VaultKey.objects.using(ALIAS).filter(pk__in=set(ids) - used, settled=False).delete()


def claimed(ids: Collection[UUID]) -> set[UUID]:
    """Those of the keys that a row of the records names in a column `key_id`."""
    found: set[UUID] = set()
    for model in apps.get_models():
        if model._meta.app_label == ALIAS or not _has_key(model):
            continue
        rows = model._default_manager.filter(key_id__in=list(ids))
        found.update(rows.values_list("key_id", flat=True))
    return found


def _has_key(model: type[models.Model]) -> bool:
    return any(field.name == "key_id" and isinstance(field, models.UUIDField) for field in model._meta.fields)


def _kek_in_use() -> RingKey:
    """The `kek` new keys are wrapped under; the row stays locked until the transaction ends."""
    state = VaultState.objects.using(ALIAS).select_for_update().filter(pk=1).first()
    if state is None:
        first = ring().active("kek")
        state, _ = VaultState.objects.using(ALIAS).get_or_create(pk=1, defaults={"kek_id": first.id})
    return ring().key("kek", state.kek_id)


def _fetched(key_id: UUID, beside: Collection[UUID] = (), *, again: bool = True) -> dict[UUID, bytes]:
    """The key, and those beside it that the vault holds."""
    rows = _rows([key_id, *beside])
    if key_id not in rows:
        forget(key_id)
        raise KeyDestroyed(key_id=key_id)
    try:
        return {one: unwrapped(row) for one, row in rows.items()}
    except (UnknownRingKey, SealBroken):
        if (
            again
        ):  # a rotation may have wrapped it anew between the two looks; another's fault is not this key's
            return _fetched(key_id, again=False)
        raise


def _rows(key_ids: Collection[UUID]) -> dict[UUID, VaultKey]:
    """The rows of keys, past the ORM's machinery: every case that is opened or read asks for some."""
    held = connections[ALIAS]
    pk = VaultKey._meta.pk
    with held.cursor() as cursor:
        marks = ", ".join(["%s"] * len(key_ids))
        cursor.execute(_HELD.format(marks), [pk.get_db_prep_value(one, held) for one in key_ids])
        found = [VaultKey(id=pk.to_python(one), wrapped=bytes(wrap), kek_id=kek) for one, wrap, kek in cursor]
    return {row.id: row for row in found}


def _bound(key_id: UUID, kek_id: str) -> bytes:
    return b"peelian-vault-1|" + key_id.bytes + b"|" + kek_id.encode()


def wrapped(kek: RingKey, key_id: UUID, plain: bytes | None = None) -> bytes:
    """A data key (a fresh one if none is given) under a `kek`, bound to its id."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(kek.secret).encrypt(nonce, plain or secrets.token_bytes(32), _bound(key_id, kek.id))


def unwrapped(row: VaultKey) -> bytes:
    """The data key of a row. Raises UnknownRingKey, SealBroken."""
    held = bytes(row.wrapped)
    kek = ring().key("kek", row.kek_id)
    try:
        return AESGCM(kek.secret).decrypt(held[:12], held[12:], _bound(row.id, row.kek_id))
    except InvalidTag:
        raise SealBroken(column="wrapped", table="vault_vaultkey", row=row.id) from None
