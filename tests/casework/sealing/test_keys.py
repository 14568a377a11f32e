"""The ring and the vault: making, handing out, rotating and sweeping keys (T-12, T-13)."""

import json
import os
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peelian.casework.ledger.checkpoints import checkpoint
from peelian.casework.ledger.entries import open_stream
from peelian.casework.sealing import blind, rotation, vault
from peelian.casework.sealing.models import DestroyedKey, VaultKey
from peelian.casework.sealing.problems import KeyDestroyed, NoRing, UnknownRingKey
from peelian.casework.sealing.ring import FILE, Ring, folder, ring, save
from peelian.casework.sealing.sealing import new_key, new_keys, open_bytes, seal_bytes
from tests.support.databases import Clone


@pytest.fixture
def own_ring(settings_of_keys: Path) -> Path:
    """A ring of this test alone."""
    return settings_of_keys


@pytest.fixture
def settings_of_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PEELIAN_KEYS pointed at an empty folder."""
    from django.conf import settings

    monkeypatch.setattr(settings, "PEELIAN_KEYS", tmp_path / "keys")
    vault.forget()
    return tmp_path / "keys"


def test_the_ring_is_made_on_first_use_for_its_owner_alone(own_ring: Path) -> None:
    """T-13."""
    made = ring()

    assert {key.purpose for key in made.keys} == {"kek", "index", "mac", "sign"}
    assert (own_ring / FILE).stat().st_mode & 0o777 == 0o600
    assert own_ring.stat().st_mode & 0o777 == 0o700
    assert ring() == made


def test_no_ring_is_made_beside_a_vault_that_was_filled_under_another(own_ring: Path, db: None) -> None:
    """T-13: a lost ring is told, never replaced in silence; another site's ring signs nothing."""
    kept = ring()
    new_key()
    (own_ring / FILE).unlink()

    with pytest.raises(NoRing, match="Put back your own copy"):
        ring()
    assert not (own_ring / FILE).exists()

    save(kept.with_new("kek").without(kept.active("kek").id))
    with pytest.raises(UnknownRingKey):
        vault.must_fit()
    with pytest.raises(UnknownRingKey):
        checkpoint()

    save(kept)
    vault.must_fit()


def test_a_ring_that_others_may_read_is_refused(own_ring: Path) -> None:
    """T-13."""
    ring()
    (own_ring / FILE).chmod(0o640)
    os.utime(own_ring / FILE, ns=(1, 1))

    with pytest.raises(NoRing, match="0600"):
        ring()


@pytest.mark.parametrize(
    "content", ["", "{}", '{"layout": 9, "keys": []}', '{"layout": 1, "keys": [{"id": "x"}]}', "[]"]
)
def test_a_damaged_ring_is_told_without_its_content(own_ring: Path, content: str) -> None:
    ring()
    (own_ring / FILE).write_text(content)

    with pytest.raises(NoRing, match="damaged"):
        ring()


def test_many_first_users_at_once_agree_on_one_ring(own_ring: Path) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(ring())) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(found) == 8 and all(one == ring() for one in found)


def test_no_key_is_shown_by_printing_a_ring() -> None:
    """T-13."""
    for key in ring().keys:
        assert key.secret.hex() not in repr(ring()) and repr(key.secret) not in repr(ring())


def test_keys_are_handed_out_once_each_and_a_child_process_has_a_pool_of_its_own(
    committing_db: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the pool, from many threads, with one transaction for hundreds of keys."""
    found: list[UUID] = []
    threads = [threading.Thread(target=lambda: found.extend(new_key() for _ in range(100))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(set(found)) == 400
    assert VaultKey.objects.using("vault").filter(pk__in=found).count() == 400
    assert VaultKey.objects.using("vault").count() == 500
    monkeypatch.setattr(os, "getpid", lambda: -1)

    assert new_key() not in found
    assert VaultKey.objects.using("vault").count() == 1000


def test_keys_that_were_taken_together_are_read_in_one_look(committing_db: Clone) -> None:
    """A case and its person; a key of the past is not read again with them, and one that is gone stays gone."""
    old = new_key()
    seal_bytes(old, b"", b"x")
    case, person, gone, other = (new_key() for _ in range(4))
    VaultKey.objects.using("vault").filter(pk=gone).delete()

    with CaptureQueriesContext(connections["vault"]) as asked:
        sealed = [(key, seal_bytes(key, b"", b"x")) for key in (case, person, other, old)]

    assert len(asked) == 1
    vault.forget()
    assert [open_bytes(key, b"", one) for key, one in sealed] == [b"x"] * 4
    with pytest.raises(KeyDestroyed):
        seal_bytes(gone, b"", b"x")


def test_sweeping_takes_only_old_keys_that_no_row_names(db: None) -> None:
    used, young, unused = new_keys(3)
    open_stream("a" * 32, kind="record", key_id=used)
    rows = VaultKey.objects.using("vault")
    rows.exclude(pk=young).update(made_at=timezone.now() - timedelta(days=3))

    assert vault.sweep(dry_run=True) == 1
    assert rows.count() == 3
    assert vault.sweep() == 1
    assert set(rows.values_list("pk", flat=True)) == {used, young}
    assert rows.get(pk=used).settled
    assert unused not in vault.alive([used, young, unused])


def test_rotating_the_kek_keeps_survivors_and_makes_older_vault_copies_unreadable(
    db: None, own_ring: Path
) -> None:
    """T-12: the copy of the vault still holds the destroyed key's row, and no key opens it."""
    kept, gone = new_keys(2)
    sealed, lost = seal_bytes(kept, b"", b"kept"), seal_bytes(gone, b"", b"gone")
    copy = {row.pk: (row.kek_id, bytes(row.wrapped)) for row in VaultKey.objects.using("vault").all()}
    vault.destroy_key(gone, certificate="disposal-7")

    done = rotation.rotate("kek")

    vault.forget()
    assert open_bytes(kept, b"", sealed) == b"kept"
    assert done.rewrapped == VaultKey.objects.using("vault").count() > 0
    assert len(ring().of("kek")) == 1 and done.dropped
    VaultKey.objects.using("vault").create(pk=gone, kek_id=copy[gone][0], wrapped=copy[gone][1])
    with pytest.raises(UnknownRingKey):
        open_bytes(gone, b"", lost)
    VaultKey.objects.using("vault").filter(pk=gone).update(kek_id=ring().active("kek").id)
    with pytest.raises(Exception, match="changed, or belongs to another row"):
        open_bytes(gone, b"", lost)
    assert DestroyedKey.objects.using("vault").get(pk=gone).certificate == "disposal-7"


def test_an_interrupted_rotation_goes_on_where_it_stopped(db: None, own_ring: Path) -> None:
    """Stopped after 500 of 1,200 keys: everything still opens, and the second run wraps the rest under the same key."""
    keys = new_keys(1200)
    sealed = [seal_bytes(key, b"", b"x") for key in keys[:3]]

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate("kek", progress=stop)
    assert len(ring().of("kek")) == 2
    vault.forget()
    assert [open_bytes(key, b"", one) for key, one in zip(keys, sealed, strict=False)] == [b"x"] * 3
    half = ring().active("kek").id
    between = new_keys(1)[0]
    assert VaultKey.objects.using("vault").get(pk=between).kek_id == half

    done = rotation.rotate("kek")

    assert (done.new, done.rewrapped) == (half, 700)
    assert [key.id for key in ring().of("kek")] == [half]
    vault.forget()
    assert [open_bytes(key, b"", one) for key, one in zip(keys, sealed, strict=False)] == [b"x"] * 3


def test_a_dry_run_changes_nothing(db: None, own_ring: Path) -> None:
    new_keys(5)
    before = (folder() / FILE).read_bytes()

    done = rotation.rotate("kek", dry_run=True)

    assert (done.rewrapped, done.new) == (5, "")
    assert (folder() / FILE).read_bytes() == before


def test_while_index_keys_are_rotated_both_are_searched(own_ring: Path) -> None:
    old = blind.digest("name", "Asha Kaur")

    rotation.rotate("index")

    assert blind.digest("name", "Asha Kaur") != old
    assert blind.digests("name", "Asha Kaur") == [blind.digest("name", "Asha Kaur"), old]
    rotation.finish_index()
    assert blind.digests("name", "Asha Kaur") == [blind.digest("name", "Asha Kaur")]


def test_a_ring_that_lacks_the_vaults_key_says_which(db: None, own_ring: Path) -> None:
    """A second machine whose ring was not copied after a rotation."""
    key = new_key()
    sealed = seal_bytes(key, b"", b"x")
    save(ring().with_new("kek"))
    save(Ring(tuple(one for one in ring().keys if one.active)))
    vault.forget()

    with pytest.raises(UnknownRingKey, match="Copy the ring"):
        open_bytes(key, b"", sealed)
    with pytest.raises(UnknownRingKey):
        new_key()


def test_the_rings_file_holds_what_it_says(own_ring: Path) -> None:
    ring()
    held = json.loads((own_ring / FILE).read_text())

    assert held["layout"] == 1 and all(
        set(key) >= {"id", "purpose", "made_at", "secret"} for key in held["keys"]
    )
    with pytest.raises(InvalidTag):
        open_bytes(UUID(int=1), b"", b"short")
