"""Every measure, on every engine: the same rows, within the noise of adding floats in another order."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from peelian.facts.engine import VARIABLE
from peelian.facts.measures import MeasureRow, definition, measure_ids, rows
from peelian.facts.store import Store


def _store(measure: str, published: Store, records: Store) -> Store:
    return published if all(published.has(one) for one in definition(measure).datasets) else records


def _comparable(row: MeasureRow) -> tuple[dict[str, Any], list[float]]:
    held = row.as_dict()
    names = ("value", "numerator", "denominator", "lower", "upper")
    numbers = [math.nan if held[name] is None else held[name] for name in names]
    return {name: value for name, value in held.items() if name not in names}, numbers


def _on_spark() -> Iterator[ParameterSet]:
    """The suite asks Spark for two measures, the long proof for every other; every way to count is in tests/spec."""
    for measure in measure_ids():
        marks = [pytest.mark.spark, *([] if measure in QUICK_ON_SPARK else [pytest.mark.prove])]
        yield pytest.param("spark://local[2]", measure, marks=marks)


QUICK_ON_SPARK = ("officers_fte", "search_arrest_rate")


def _in_turn() -> Iterator[ParameterSet]:
    """A made-up twin is the same definition over other figures: the long proof asks for it, the suite for its twin."""
    for measure in measure_ids():
        yield pytest.param(measure, marks=[pytest.mark.prove] if measure.startswith("made_up_") else [])


BUILT_IN = [
    pytest.param(name, *one.values, marks=one.marks) for name in ("duckdb", "ibis") for one in _in_turn()
]


@pytest.mark.parametrize(("engine_name", "measure"), [*BUILT_IN, *_on_spark()], indirect=["engine_name"])
def test_the_measure_is_the_same_on_every_engine(
    measure: str, engine_name: str, published: Store, records: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _store(measure, published, records)
    found = rows(measure, store=store)
    monkeypatch.setenv(VARIABLE, "ibis" if engine_name == "duckdb" else "duckdb")
    twin = rows(measure, store=store)
    assert found, "a measure without a single row proves nothing"
    assert any(row.value is not None for row in found)
    for one, other in zip(found, twin, strict=True):
        (words, numbers), (other_words, other_numbers) = _comparable(one), _comparable(other)
        assert words == other_words
        assert numbers == pytest.approx(other_numbers, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("measure", _in_turn())
def test_by_force_lists_each_of_the_43_once_for_every_period_and_dimension(
    measure: str, published: Store, records: Store
) -> None:
    store = _store(measure, published, records)
    if not definition(measure).every_force:
        pytest.skip("this measure names the areas that a source names, and no others")
    found = [row for row in rows(measure, by="force", store=store) if row.area_kind == "force"]
    groups: dict[tuple[Any, ...], list[str]] = {}
    for row in found:
        groups.setdefault((row.period, *row.dims.values()), []).append(row.area_id)
    assert groups
    assert {(len(held), len(set(held))) for held in groups.values()} == {(43, 43)}


@pytest.mark.parametrize("measure", _in_turn())
def test_a_row_without_a_value_says_why_and_one_with_a_value_names_its_source(
    measure: str, published: Store, records: Store
) -> None:
    store = _store(measure, published, records)
    known = {source.id for source in store.sources()}
    for row in rows(measure, by="force", store=store) + rows(measure, by="country", store=store):
        if row.value is None:
            assert row.state in ("no_data", "suppressed"), row
        else:
            assert row.state not in ("no_data", "suppressed"), row
            assert row.source_ids, row
            assert set(row.source_ids) <= known
            assert row.vintage
