"""kill -9 under load: what a client was told is there, is there with its clock and its entry, and no case is half (T: loss)."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.casework.loads import Askers, Both, Load, Writers
from tests.faults.casework.site import Site
from tests.support.long_proof import LongProof

KILLS = 10
LOADS: dict[str, Callable[[], Load]] = {
    "form": Askers,
    "form_without_address": lambda: Askers(answer_by="page"),
    "form_and_writers": Both,
    "writers": Writers,
    "actions": lambda: Writers(then_act=True),
}
"""Five loads; ten kills each make fifty on each database."""


def one_kill(site: Site, load: Load, seconds: float, *, database: bool) -> list[str]:
    """Start, load, kill so long after the first answer; the references that were acknowledged."""
    site.start()
    load.start(site)
    while not load.has_begun():
        time.sleep(0.02)
    time.sleep(seconds)
    site.kill(database=database)
    return load.stop()


def examined(site: Site, told: list[str], folder: Path) -> dict[str, object]:
    """What holds now, after a restart of everything."""
    list_of = folder / "told.txt"
    list_of.write_text("\n".join(told), encoding="ascii")
    return dict(json.loads(site.run("tests.faults.casework.examine", str(list_of))))


def killed(site: Site, load: str, folder: Path, moments: list[float]) -> dict[str, object]:
    """So many kills in a row on one database; every fifth falls the postmaster too."""
    told: list[str] = []
    for number, seconds in enumerate(moments, start=1):
        told += one_kill(site, LOADS[load](), seconds, database=number % 5 == 0)
        found = examined(site, told, folder)
        assert (found["missing"], found["half"], found["chain"]) == ([], [], [])
    assert len(told) >= len(moments), "hardly anything was written: the test proves too little"
    return {**found, "told": len(told)}


def test_a_site_killed_under_load_has_lost_nothing_that_it_acknowledged(site: Site, tmp_path: Path) -> None:
    killed(site, "form_and_writers", tmp_path, [1.0])


def test_the_examination_finds_a_case_that_is_not_there_and_one_that_is_half(
    site: Site, tmp_path: Path
) -> None:
    """What would have to be seen, is seen: a lost case, and a lost row of each kind that an act writes."""
    load = Writers(1)
    load.start(site)
    while not load.has_begun():
        time.sleep(0.02)
    told = load.stop()
    site.run("tests.faults.casework.spoiling")
    found = examined(site, [*told, "0000000000X"], tmp_path)
    assert found["missing"] == ["0000000000X"]
    named = {str(one).split(":")[0] for one in found["half"]}  # type: ignore[attr-defined]
    assert named >= {
        "a case without a clock",
        "a chain with a gap",
        "a case that nobody was told of",
        "a form without its thread",
        "a form without the receipt that its person asked for",
    }
    assert found["chain"]


@pytest.mark.prove
@pytest.mark.parametrize("load", LOADS)
def test_a_site_killed_again_and_again_has_lost_nothing(
    site: Site, load: str, proof: LongProof, tmp_path: Path
) -> None:
    chance: random.Random = proof.random()
    moments = [chance.uniform(0.0, 3.0) for _ in range(proof.count("kills", KILLS))]
    found = killed(site, load, tmp_path, moments)
    proof.record("count:acknowledged", found["told"])
    proof.record("count:entries verified", found["entries"])
