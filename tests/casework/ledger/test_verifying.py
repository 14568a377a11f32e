"""What verification says of ledgers that nobody, or only their keeper, touched."""

from peelian.casework.ledger import triggers
from peelian.casework.ledger.verify import verify
from tests.casework.ledger.chains import some_chains
from tests.casework.ledger.tampering import owner_of
from tests.support.cases import make_world
from tests.support.databases import Clone


def test_what_nobody_touched_holds_and_is_counted(committing_db: Clone) -> None:
    some_chains()

    found = verify()

    assert found.holds
    assert (found.entries, found.looks, found.streams, found.checkpoints, found.later) == (12, 3, 6, 1, 0)
    assert verify(processes=2).holds


def test_a_case_that_does_not_stand_where_its_chain_ends_is_told(committing_db: Clone) -> None:
    """T-03, T-04: a case's row is rolled back, and another's whole chain is gone."""
    world = make_world()
    case, other = world.opened(), world.opened()
    assert verify().holds
    with owner_of(committing_db) as owner:
        owner.run("UPDATE cases_case SET version = 7 WHERE uid = %s", [case.uid])
        owner.run("DELETE FROM ledger_ledgerentry WHERE stream = %s", [other.uid])
        owner.run("DELETE FROM ledger_stream WHERE uid = %s", [other.uid])

    found = verify()

    assert {(fault.code, fault.stream) for fault in found.faults} == {
        ("version", case.uid),
        ("no-chain", other.uid),
    }
    assert f"Case of stream {case.uid}: it stands at version 7, and its chain at 1." in {
        fault.message() for fault in found.faults
    }


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
