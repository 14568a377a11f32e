"""An older database beside the files of a newer one: nothing is signed over it."""

import shutil
from pathlib import Path

import pytest

from peelian.casework.ledger import checkpoints
from peelian.casework.ledger.places import folder
from peelian.casework.ledger.problems import CheckpointRefused
from peelian.casework.ledger.verify import verify
from peelian.casework.sealing.ring import ring
from tests.casework.ledger.chains import a_case_chain
from tests.casework.ledger.recomputing import recompute
from tests.casework.ledger.tampering import owner_of
from tests.support.databases import Clone


def test_an_older_database_beside_newer_files_stops_signing(committing_db: Clone) -> None:
    """T-07."""
    for _ in range(3):
        a_case_chain(entries=1)
        checkpoints.checkpoint_all()
    with owner_of(committing_db) as owner:
        owner.run("DELETE FROM ledger_checkpoint WHERE number > 1")
        owner.run("UPDATE ledger_stream SET dirty = %s", [True])

    with pytest.raises(CheckpointRefused, match=r"000003\.jsonl is later than the database knows"):
        checkpoints.checkpoint_all()


def test_whoever_holds_everything_is_found_by_a_copy_kept_elsewhere(
    committing_db: Clone, tmp_path: Path
) -> None:
    """T-07: with database, ring and folder a past can be written that holds by itself; an older copy knows better."""
    uid = a_case_chain(entries=4).uid
    checkpoints.checkpoint_all()
    copy = tmp_path / "copy"
    shutil.copytree(folder(), copy)
    a_case_chain(entries=2)
    checkpoints.checkpoint_all()
    assert verify(folder=copy).holds

    with owner_of(committing_db) as owner:
        recompute(owner, uid, ring().active("mac").secret)
        owner.run("DELETE FROM ledger_checkpoint")
        owner.run("UPDATE ledger_stream SET dirty = %s", [True])
    for path in folder().glob("*.jsonl"):
        path.unlink()
    checkpoints.checkpoint_all()

    assert verify().holds
    found = verify(folder=copy)
    assert ("signed-other", uid, 4) in {(fault.code, fault.stream, fault.seq) for fault in found.faults}
