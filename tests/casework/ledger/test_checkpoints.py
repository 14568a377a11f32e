"""Signing: what moved is named once; a crash between file and row is healed, a contradiction is never signed over."""

from pathlib import Path

import pytest
from django.db import transaction

from peelian.casework.ledger import checkpoint_files as files
from peelian.casework.ledger import checkpoints, entries, triggers
from peelian.casework.ledger.models import Checkpoint, Stream
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.problems import CheckpointRefused
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing import rotation
from tests.casework.ledger.chains import a_case_chain, act

pytestmark = pytest.mark.usefixtures("db")


def test_only_what_moved_since_is_named_again() -> None:
    one, two = a_case_chain(entries=1), a_case_chain(entries=2)
    assert checkpoints.checkpoint_all() == 1
    assert checkpoints.checkpoint_all() == 0
    with transaction.atomic():
        act(entries.lock(two.uid), 3)
    assert checkpoints.checkpoint_all() == 1

    first, second = (files.read(path, checkpoints.public_keys()) for path in sorted(folder().glob("*.jsonl")))
    assert sorted((uid, seq) for uid, seq, _ in first[1]) == sorted([(one.uid, 1), (two.uid, 2)])
    assert [(uid, seq) for uid, seq, _ in second[1]] == [(two.uid, 3)]
    assert second[0].previous == first[0].sha256
    assert verify().holds


def test_a_file_whose_row_was_lost_in_a_crash_is_adopted() -> None:
    """T-07: kill -9 after the file was synced and before the commit."""
    uid = a_case_chain(entries=2).uid

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction.atomic():
        checkpoints.checkpoint()
        raise Killed
    assert Checkpoint.objects.count() == 0 and [path.name for path in folder().glob("*.jsonl")] == [
        "000001.jsonl"
    ]
    assert verify().holds
    held = (folder() / "000001.jsonl").read_bytes()
    with transaction.atomic():
        act(entries.lock(uid), 3)

    assert checkpoints.checkpoint_all() == 2

    assert (folder() / "000001.jsonl").read_bytes() == held
    assert Checkpoint.objects.count() == 2 and not Stream.objects.filter(dirty=True).exists()
    assert verify().holds


def test_a_file_that_the_database_contradicts_is_not_signed_over() -> None:
    """T-07: somebody restored an older database beside the newer files."""
    a_case_chain(entries=2)

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction.atomic():
        a_case_chain(entries=2)
        checkpoints.checkpoint()
        raise Killed  # entries and row are gone, the file stays

    with pytest.raises(CheckpointRefused, match="says what the database does not"):
        checkpoints.checkpoint_all()
    assert Checkpoint.objects.count() == 0
    assert "signed-cut" in {fault.code for fault in verify().faults}


def test_the_worker_says_when_a_guard_is_missing_and_signs_all_the_same(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """T-02."""
    a_case_chain(entries=1)
    assert checkpoints.checkpoint_if_due(0.0) > 0 and not caplog.messages
    triggers.remove()
    a_case_chain(entries=1)

    checkpoints.checkpoint_if_due(0.0)

    assert "ledger_ledgerentry" in caplog.text and "peelian manage migrate" in caplog.text
    assert Checkpoint.objects.count() == 2


def test_a_missing_last_file_stops_signing() -> None:
    """T-07."""
    a_case_chain(entries=1)
    checkpoints.checkpoint_all()
    (folder() / "000001.jsonl").unlink()
    a_case_chain(entries=1)

    with pytest.raises(CheckpointRefused, match=r"000001\.jsonl is missing"):
        checkpoints.checkpoint_all()


def test_more_streams_than_one_file_takes_go_into_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "AT_MOST", 2)
    for _ in range(5):
        a_case_chain(entries=1)

    assert checkpoints.checkpoint_all() == 3
    assert sorted(Checkpoint.objects.values_list("lines", flat=True)) == [1, 2, 2]
    assert verify().holds


def test_older_checkpoints_and_seals_hold_after_their_keys_were_rotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-13."""
    from django.conf import settings

    monkeypatch.setattr(settings, "PEELIAN_KEYS", tmp_path / "keys")
    uid = a_case_chain(entries=2).uid
    checkpoints.checkpoint_all()
    rotation.rotate("mac")
    rotation.rotate("sign")
    with transaction.atomic():
        act(entries.lock(uid), 3)
    checkpoints.checkpoint_all()

    found = verify()

    assert found.holds and found.entries == 3
    assert len(set(Checkpoint.objects.values_list("key_id", flat=True))) == 2


def test_a_retired_seal_key_seals_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """T-13: whoever stole the old key cannot go on with it."""
    from datetime import timedelta

    from django.conf import settings

    from peelian.casework.sealing import ring as ring_module

    monkeypatch.setattr(settings, "PEELIAN_KEYS", tmp_path / "keys")
    stolen = ring_module.ring().active("mac")
    with ring_module.changing():
        changed = ring_module.ring().with_new("mac")
        back = tuple(
            key
            if key.id != stolen.id
            else ring_module.RingKey(
                key.id,
                key.purpose,
                key.secret,
                key.made_at,
                key.retired_at - timedelta(hours=1),  # type: ignore[operator]
            )
            for key in changed.keys
        )
        ring_module.save(ring_module.Ring(back))
    real = ring_module.Ring.active
    monkeypatch.setattr(
        ring_module.Ring, "active", lambda held, purpose: stolen if purpose == "mac" else real(held, purpose)
    )
    uid = a_case_chain(entries=1).uid

    assert [(fault.code, fault.stream) for fault in verify().faults] == [("old-seal", uid)]
