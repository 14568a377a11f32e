"""kill -9 of the server and of the database while reports come in: each one that was acknowledged is there, once, with
its entry, the person, the thread, the clocks and what its person is to be told (T: loss)."""

import random
from pathlib import Path

import pytest

from tests.faults.casework.site import Site
from tests.faults.casework.test_killed_site import examined, one_kill
from tests.faults.contact.reporting import Reporters
from tests.support.long_proof import LongProof

KILLS = 50


def killed(site: Site, folder: Path, moments: list[float]) -> dict[str, object]:
    """So many kills in a row over one database; every second one falls the database's own server too."""
    told: list[str] = []
    for number, seconds in enumerate(moments, start=1):
        load = Reporters()
        told += one_kill(site, load, seconds, database=number % 2 == 0)
        assert load.again == []
    found = examined(site, told, folder)
    assert (found["missing"], found["half"], found["chain"]) == ([], [], [])
    assert len(told) == len(set(told)) >= len(moments)
    return {**found, "told": len(told)}


def test_a_site_killed_while_reports_come_in_has_lost_none_that_it_acknowledged(
    site: Site, tmp_path: Path
) -> None:
    killed(site, tmp_path, [1.0, 1.0])


def test_a_report_that_is_not_there_is_found_missing(site: Site, tmp_path: Path) -> None:
    """The examination sees it: a case whose rows are taken away, and a reference that never was."""
    load = Reporters(1)
    told = one_kill(site, load, 0.5, database=False)
    site.run("tests.faults.casework.spoiling")
    found = examined(site, [*told, "0000000000X"], tmp_path)
    assert found["missing"] == ["0000000000X"]
    named = {str(one).split(":")[0] for one in found["half"]}  # type: ignore[attr-defined]
    assert named >= {
        "a burglary without a clock that is owed to its victim",
        "a form without its thread",
        "a chain with a gap",
        "a form without the receipt that its person asked for",
    }


@pytest.mark.prove
def test_a_site_killed_fifty_times_while_reports_come_in_has_lost_none(
    site: Site, proof: LongProof, tmp_path: Path
) -> None:
    chance: random.Random = proof.random()
    moments = [chance.uniform(0.0, 2.0) for _ in range(proof.count("kills", KILLS))]
    found = killed(site, tmp_path, moments)
    proof.record("count:acknowledged", found["told"])
    proof.record("count:entries verified", found["entries"])
