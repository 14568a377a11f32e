"""The compiled SQL: needs DuckDB only, is kept safely, holds no answers, and gives what Ibis gives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peelian.facts.measures import compiled, definition, gathering, measure_ids, rows
from peelian.facts.problems import StoreProblem
from peelian.facts.store import Store, open_store
from tests.support.small_store import small_store

TABLE = {
    "workforce": """
    area_id | as_at      | worker_type     | basis | value
    kent    | 2017-09-30 | police_officers | fte   | 3255.5
    """
}
WARM = """
import sys
from pathlib import Path
from peelian.facts.measures import rows
from peelian.facts.home import prepare
store = prepare(Path(sys.argv[1]))
total = sum(len(rows(name, by="force", store=store)) for name in ("officers_fte", "charge_rate", "police_grant"))
heavy = [name for name in ("ibis", "pandas", "pyarrow", "numpy", "sqlglot", "pyspark", "django") if name in sys.modules]
print(total, heavy)
"""


def _cache(home: Path) -> list[Path]:
    return sorted((home / "cache" / "measures").glob("*"))


def test_a_warm_home_needs_no_ibis_pandas_or_arrow(home: Path) -> None:
    for name in ("officers_fte", "charge_rate", "police_grant"):
        rows(name, by="force", store=open_store(home))
    told = subprocess.run([sys.executable, "-c", WARM, str(home)], capture_output=True, text=True, check=True)
    count, heavy = told.stdout.split(maxsplit=1)
    assert int(count) > 800
    assert heavy.strip() == "[]"


def test_importing_peelian_loads_no_engine() -> None:
    code = (
        "import sys, peelian, peelian.facts.measures; print([m for m in ('ibis', 'pandas', 'pyarrow', 'duckdb', 'rich', "
        "'django') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(measure, marks=[pytest.mark.prove] if measure.startswith("made_up_") else [])
        for measure in measure_ids()
    ],
)
def test_compiled_sql_and_ibis_bring_home_the_same_rows(
    measure: str, published: Store, records: Store
) -> None:
    made = definition(measure)
    found = 0
    for name, side in made.sides.items():
        store = published if published.has(side.dataset) else records
        for vintages in ("current", "all"):
            fast = gathering.by_sql(made, name, store, {}, vintages)
            slow = gathering.by_ibis(made, name, store, {}, vintages)
            found += len(fast)
            assert _rounded(fast) == _rounded(slow)
    assert found, "sides that bring nothing home prove nothing"


def _rounded(found: object) -> list[str]:
    return sorted(
        repr([round(cell, 6) if isinstance(cell, float) else cell for cell in row])
        for row in found  # type: ignore[attr-defined]
    )


def test_the_cache_holds_queries_and_never_a_figure(tmp_path: Path) -> None:
    store = small_store(tmp_path, TABLE)
    assert rows("officers_fte", store=store)[0].value == 3255.5
    (kept,) = _cache(tmp_path)
    text = kept.read_text()
    assert "3255" not in text
    assert "SELECT" in json.loads(text)["numerator"]


@pytest.mark.parametrize("damage", [b"", b'{"numerator": "SEL', b"[]", b'{"numerator": 1}', b'{"other": "SELECT 1"}',
                                    b'{"numerator": "SELECT nonsense FROM nowhere"}'])  # fmt: skip
def test_a_damaged_cache_file_costs_time_and_no_answer(tmp_path: Path, damage: bytes) -> None:
    store = small_store(tmp_path, TABLE)
    made = definition("officers_fte")
    compiled.side_sql(made, tmp_path)
    (kept,) = _cache(tmp_path)
    kept.write_bytes(damage)
    assert rows("officers_fte", store=store)[0].value == 3255.5


def test_a_file_left_half_written_by_a_crash_is_never_read(tmp_path: Path) -> None:
    store = small_store(tmp_path, TABLE)
    folder = tmp_path / "cache" / "measures"
    folder.mkdir(parents=True)
    (folder / "tmpabc.part").write_bytes(b'{"numerator": "SELECT')
    assert rows("officers_fte", store=store)[0].value == 3255.5


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    store = small_store(tmp_path, TABLE)
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert rows("officers_fte", store=store)[0].value == 3255.5


def test_a_changed_definition_is_compiled_anew(tmp_path: Path) -> None:
    made = definition("officers_fte")
    other = definition("pcsos_fte")
    assert compiled.fingerprint(made) != compiled.fingerprint(other)
    assert compiled.side_sql(made, tmp_path) != compiled.side_sql(other, tmp_path)
    assert len(_cache(tmp_path)) == 2


def test_a_new_version_of_the_store_is_seen_at_once(tmp_path: Path) -> None:
    assert rows("officers_fte", store=small_store(tmp_path, TABLE))[0].value == 3255.5
    newer = {"workforce": TABLE["workforce"].replace("3255.5", "3300")}
    assert rows("officers_fte", store=small_store(tmp_path, newer))[0].value == 3300


def test_a_part_that_is_damaged_is_a_problem_in_words(tmp_path: Path) -> None:
    store = small_store(tmp_path, TABLE)
    (part,) = (tmp_path / "store" / "parts").glob("*.parquet")
    part.write_bytes(b"not parquet")
    with pytest.raises(StoreProblem, match="peelian data verify"):
        rows("officers_fte", store=store)


def test_a_dataset_too_large_to_remember_is_filtered_by_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = TABLE["workforce"] + "    kent | 2018-09-30 | police_officers | fte | 1\n"
    store = small_store(tmp_path, {"workforce": table})
    whole = rows("officers_fte", store=store, periods="2017-09-30")
    monkeypatch.setattr(gathering, "SMALL", 0)
    assert rows("officers_fte", store=store, periods="2017-09-30") == whole
    assert rows("officers_fte", store=store, periods=[]) == []
