"""Real published files under wrong names, and two editions at once: the content decides, and the newer edition wins."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from peelian.facts.store import open_store

Add = Callable[..., Any]


def test_an_xlsx_in_place_of_an_ods_is_read_for_what_it_is(
    add: Add, held: Any, home: Path, test_data: Path, tmp_path: Path
) -> None:
    [workbook] = (test_data / "deprivation").glob("*.xlsx")
    dressed = tmp_path / "tables.ods"
    shutil.copy(workbook, dressed)
    said = add(dressed)
    assert said.code == 0
    assert "33,755 rows read, 33,755 kept" in said.out, (
        "England has 33,755 LSOAs of 2021 (IoD 2025, sheet IMD25)"
    )
    assert open_store(home).has("deprivation")


def test_two_editions_at_once_leave_the_newer_on_top_and_both_visible(
    add: Add, held: Any, home: Path, test_data: Path, tmp_path: Path
) -> None:
    editions = sorted((test_data / "police-workforce").glob("*.ods"))
    # The newest edition comes first, so that the order of adding cannot be what decides.
    for place, name in enumerate(("jan17", "sep16", "30sep15")):
        [path] = [one for one in editions if name in one.name]
        shutil.copy(path, tmp_path / f"{place}.ods")
    said = add(tmp_path / "0.ods", tmp_path / "1.ods", tmp_path / "2.ods")
    assert said.code == 0
    store = open_store(home)
    sources = {source.id: source for source in store.sources("workforce") if not source.packaged}
    assert len(sources) == 3
    query = (
        f"SELECT DISTINCT source_id FROM ({store.sql('workforce')}) "
        "WHERE as_at = '2016-09-30' AND area_id = 'west-midlands' AND worker_type = 'police_officers' AND basis = 'fte'"
    )
    [(current,)] = duckdb.sql(query).fetchall()
    vintages = {source.vintage for source in store.sources("workforce")}
    assert store.source(current).vintage == max(v for v in vintages if v < "2019")
    every = query.replace(store.sql("workforce"), store.sql("workforce", "all"))
    assert len(duckdb.sql(every).fetchall()) >= 2
    assert any(source.superseded != "no" for source in sources.values())
