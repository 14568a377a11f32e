"""An older database beside the files of a newer one: nothing is signed over it."""

import pytest

from peelian.casework.ledger import checkpoints
from peelian.casework.ledger.problems import CheckpointRefused
from tests.casework.ledger.chains import a_case_chain
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
