"""The layout in which services publish: every line is checked, and made-up figures never join real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.facts.engine import cursor
from peelian.facts.intake import add
from peelian.facts.listing import quarantined
from peelian.facts.sources.service_measures import COLUMNS
from peelian.facts.store import open_store

GOOD = "1,no,2026-11-21,contact,questions_in_time,force,kent,2026-10,numerator,41,count,ok"


def added(tmp_path: Path, *lines: str):  # type: ignore[no-untyped-def]
    file = tmp_path / "figures.csv"
    file.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
    report = add([file], path=tmp_path / "home")
    return report.outcomes[0]


def test_a_file_of_a_service_is_known_by_its_columns(tmp_path: Path) -> None:
    found = added(tmp_path, GOOD, GOOD.replace("41,count,ok", ",count,suppressed").replace("kent", "essex"))
    assert (found.status, found.kind, found.rows_kept, found.rows_quarantined) == (
        "loaded",
        "service-measures",
        2,
        0,
    )


def test_a_made_up_file_goes_to_its_own_dataset(tmp_path: Path) -> None:
    found = added(tmp_path, GOOD.replace(",no,", ",yes,"))
    assert found.kind == "service-measures-made-up"
    store = open_store(tmp_path / "home")
    assert store.has("service_measures_synthetic")
    assert not store.has("service_measures")
    query = f"SELECT note FROM ({store.sql('service_measures_synthetic')})"
    assert "made-up data" in cursor(store.folder).execute(query).fetchall()[0][0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ((",no,", ",yes,"), "made_up"),
        (("kent", "atlantis"), "area_id"),
        (("2026-10", "2026"), "period"),
        (("2026-10", "2026-13"), "period"),
        (("41,count,ok", ",count,ok"), "value"),
        (("41,count,ok", "41,count,suppressed"), "value"),
        (("numerator", "somebody"), "item"),
        (("ok", "fine"), "state"),
        (("2026-11-21", "yesterday"), "published"),
        (("1,no", "2,no"), "service_measures_layout"),
    ],
)
def test_a_line_that_cannot_be_right_is_put_aside_with_its_column(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    found = added(tmp_path, GOOD.replace("kent", "essex"), GOOD.replace(*change))
    assert (found.rows_kept, found.rows_quarantined) == (1, 1)
    (aside,) = quarantined(open_store(tmp_path / "home"))
    assert (aside["line"], aside["column"]) == (3, says)
