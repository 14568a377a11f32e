"""`peelian keys rotate`: a new key of one purpose, and what must follow before the old one can go.

| purpose | what follows |
| --- | --- |
| `kek` | every data key is wrapped anew; then the old key leaves the ring, and vault copies made before are unreadable |
| `index` | digests are written anew by `reindexed`; until `finish_index` both keys are searched |
| `mac` | nothing: older entries keep their seals, so the old key stays |
| `sign` | nothing: older checkpoints keep their signatures; publish the new public key |

Each step can be run again: a rotation that was interrupted goes on where it stopped. Several machines share one vault:
copy the ring to the others at once (they say `unknown-ring-key` until then, and lose nothing).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from peelian.casework.sealing import vault
from peelian.casework.sealing.models import VaultKey, VaultState
from peelian.casework.sealing.ring import Purpose, changing, ring, save

BATCH: Final = 500

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did, or would do: the new key's id ("" in a dry run), data keys wrapped anew, old keys dropped."""

    purpose: Purpose
    new: str
    rewrapped: int
    dropped: tuple[str, ...]


def rotate(purpose: Purpose, *, dry_run: bool = False, progress: Progress | None = None) -> Rotated:
    """Make a new active key. For `kek` also wrap every data key anew and drop the old ones from the ring."""
    if dry_run:
        waiting = VaultKey.objects.using(vault.ALIAS).count() if purpose == "kek" else 0
        old = tuple(key.id for key in ring().of("kek")) if purpose == "kek" else ()
        return Rotated(purpose, "", waiting, old)
    with changing():
        if purpose != "kek" or not _unfinished():
            save(ring().with_new(purpose))
        new = ring().active(purpose).id
        if purpose != "kek":
            return Rotated(purpose, new, 0, ())
        _use(new)
        count = _rewrap(new, progress)
        return Rotated(purpose, new, count, _drop_old("kek"))


def finish_index() -> tuple[str, ...]:
    """Drop the old index keys, once every digest is written under the new one. The caller knows that it is."""
    with changing():
        return _drop_old("index")


def _unfinished() -> bool:
    """Whether the last rotation of the `kek` was interrupted: some data keys are still wrapped under an older one."""
    rows = VaultKey.objects.using(vault.ALIAS)
    return len(ring().of("kek")) > 1 and rows.exclude(kek_id=ring().active("kek").id).exists()


def _use(kek_id: str) -> None:
    """From here on new data keys are wrapped under the new key: whoever makes one waits for this row."""
    with transaction.atomic(using=vault.ALIAS):
        states = VaultState.objects.using(vault.ALIAS)
        state = states.select_for_update().filter(pk=1).first()
        if state is None:
            states.create(pk=1, kek_id=kek_id)
        else:
            states.filter(pk=1).update(kek_id=kek_id)


def _rewrap(kek_id: str, progress: Progress | None) -> int:
    kek, count = ring().key("kek", kek_id), 0
    while True:
        with transaction.atomic(using=vault.ALIAS):
            rows = VaultKey.objects.using(vault.ALIAS).select_for_update()
            batch = list(rows.exclude(kek_id=kek_id).order_by("pk")[:BATCH])
            if not batch:
                return count
            for row in batch:
                row.wrapped, row.kek_id = vault.wrapped(kek, row.pk, vault.unwrapped(row)), kek_id
            VaultKey.objects.using(vault.ALIAS).bulk_update(batch, ["wrapped", "kek_id"], batch_size=BATCH)
        count += len(batch)
        if progress:
            progress(count)


def _drop_old(purpose: Purpose) -> tuple[str, ...]:
    old = tuple(key.id for key in ring().of(purpose) if not key.active)
    if old:
        left = ring()
        for key_id in old:
            left = left.without(key_id)
        save(left)
    return old
