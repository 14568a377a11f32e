"""What verification says of ledgers that nobody, or only their keeper, touched."""

from peelian.casework.ledger import triggers
from peelian.casework.ledger.verify import verify
from tests.casework.ledger.chains import some_chains
from tests.support.databases import Clone


def test_what_nobody_touched_holds_and_is_counted(committing_db: Clone) -> None:
    some_chains()

    found = verify()

    assert found.holds
    assert (found.entries, found.looks, found.streams, found.checkpoints, found.later) == (12, 3, 6, 1, 0)
    assert verify(processes=2).holds


def test_an_empty_ledger_holds(db: None) -> None:
    found = verify()

    assert found.holds and found.entries == 0


def test_a_guard_that_was_taken_away_is_told(db: None) -> None:
    """T-02."""
    some_chains()
    triggers.remove()

    assert {fault.fields["table"] for fault in verify().faults if fault.code == "unguarded"} >= {
        "ledger_ledgerentry",
        "ledger_checkpoint",
    }
