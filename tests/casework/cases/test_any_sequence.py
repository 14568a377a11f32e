"""Any sequence of acts keeps the state machine, the clocks, an answerable person, safe contact and the chains whole."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test

from tests.casework.cases.machine_contact import WithMessages
from tests.support.long_proof import LongProof

STEPS = 15
EACH = 2500


def _run(examples: int, number: int) -> None:
    wanted = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(get_state_machine_test(WithMessages, settings=wanted))()


@pytest.mark.usefixtures("db")
def test_a_few_sequences_break_nothing() -> None:
    _run(25, 1829)


@pytest.mark.prove
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("quarter", range(4))
def test_ten_thousand_sequences_break_nothing(quarter: int, proof: LongProof, database: str) -> None:
    """All four on SQLite in memory; a tenth of each on PostgreSQL."""
    _run(proof.count("sequences", EACH if database == "sqlite" else EACH // 10), proof.seed + quarter)
