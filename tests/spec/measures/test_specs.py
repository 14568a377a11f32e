"""Every spec of specs.py, on every engine."""

from pathlib import Path
from typing import Any

import pytest

from peelian.facts.measures import MeasureRow, rows
from tests.spec.measures.spec import Spec
from tests.spec.measures.specs import SPECS
from tests.support.engines import engine_name, spark_session  # noqa: F401 - fixtures
from tests.support.small_store import lines, small_store


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.title.replace(" ", "_"))
def test_the_measure_answers_as_the_table_says(spec: Spec, engine_name: str, tmp_path: Path) -> None:  # noqa: F811
    store = small_store(tmp_path, spec.tables, spec.hidden)
    found = rows(spec.measure, store=store, **spec.ask)
    wanted = lines(spec.answer)
    kept = [row for row in found if not spec.only_areas or row.area_id in spec.only_areas]
    assert [_shown(row, list(line)) for row, line in zip(kept, wanted, strict=True)] == [
        _read(w) for w in wanted
    ]


def _shown(row: MeasureRow, names: list[str]) -> dict[str, Any]:
    flat = row.flat()
    return {name: _close(flat[name]) for name in names}


def _read(line: dict[str, str]) -> dict[str, Any]:
    return {name: _close(_value(text)) for name, text in line.items()}


def _value(text: str) -> str | float | None:
    if text == "-":
        return None
    try:
        return float(text)
    except ValueError:
        return text


def _close(value: Any) -> Any:
    return round(value, 9) if isinstance(value, int | float) else value
