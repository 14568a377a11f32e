"""Every measure of what services publish has a made-up twin: the same definition over the made-up figures, named as such."""

from __future__ import annotations

import pytest

from peelian.facts.measures import definition, definitions

REAL, MADE_UP, PREFIX = "service_measures", "service_measures_synthetic", "made_up_"
OF_SERVICES = sorted(one.id for one in definitions().values() if REAL in one.datasets)


def test_each_has_a_twin_and_no_twin_stands_alone() -> None:
    twins = sorted(one.id for one in definitions().values() if MADE_UP in one.datasets)
    assert twins == sorted(PREFIX + id_ for id_ in OF_SERVICES)
    assert len(twins) >= 20


@pytest.mark.parametrize("id_", OF_SERVICES)
def test_a_twin_is_worked_out_the_same_way_and_says_in_its_title_that_it_is_made_up(id_: str) -> None:
    real, twin = definition(id_), definition(PREFIX + id_)
    assert (real.datasets, twin.datasets) == ((REAL,), (MADE_UP,)), (
        "real and made-up figures are never joined"
    )
    for name in ("basis", "unit", "direction", "decimals", "scale", "additive", "national", "league"):
        assert getattr(twin, name) == getattr(real, name), name
    assert {name: side.where for name, side in twin.sides.items()} == {
        name: side.where for name, side in real.sides.items()
    }
    assert twin.title.en == f"Made-up data: {real.title.en}"
    assert twin.title.cy == f"Data ffug: {real.title.cy}"
    assert set(twin.pitfalls) > set(real.pitfalls)
