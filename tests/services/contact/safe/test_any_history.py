"""Safe contact over any history of reports (T-08): no message by a forbidden way, none that tells, and every bounce ends
with a person."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.casework.cases.stage import Stage
from tests.services.contact.safe.machine import SafeContact
from tests.support.long_proof import LongProof

STEPS = 12
PARTS, EACH = 10, 1000


def _run(examples: int, number: int) -> None:
    wanted = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    stage = Stage()

    @seed(number)
    def machine() -> SafeContact:
        return SafeContact(stage)

    run_state_machine_as_test(machine, settings=wanted)


@pytest.mark.usefixtures("db")
def test_a_few_histories_tell_nobody_what_they_should_not() -> None:
    _run(25, 1829)


@pytest.mark.prove
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_ten_thousand_histories_tell_nobody_what_they_should_not(
    part: int, proof: LongProof, database: str
) -> None:
    """All ten parts on SQLite in memory; a tenth of each on PostgreSQL."""
    _run(proof.count("histories", EACH if database == "sqlite" else EACH // 10), proof.seed)
