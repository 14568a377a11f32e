"""Home Office outcomes open data: the real nine months and their corrections below zero."""

from pathlib import Path

import pytest

from tests.facts.sources.reading import read, write

HEADER = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,Outcome "
    "Description,Outcome Type,Force outcomes for offences recorded in quarter,Force outcomes recorded in quarter"
)


def test_the_real_table_keeps_all_99314_rows(test_data: Path) -> None:
    found = read(test_data / "recorded-crime" / "outcomes_open_data_2018_19_q1_q3.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("recorded-outcomes", [], 99_314)
    assert {row["period"] for row in found.rows} == {"2018-Q2", "2018-Q3", "2018-Q4"}
    assert len({row["area_id"] for row in found.where(area_kind="force")}) == 43
    assert len(found.where(area_id="btp")) == 1_356
    assert sum(row["for_offences"] is None for row in found.rows) == 2
    assert sum(row["recorded"] is None for row in found.rows) == 8_132
    assert min(row["recorded"] for row in found.rows if row["recorded"] is not None) < 0
    types = {row["outcome_type"] for row in found.rows}
    assert types == {str(n) for n in range(22)} - {"19"}


def test_robbery_charges_agree_with_the_packaged_summary(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "recorded-crime" / "outcomes_open_data_2018_19_q1_q3.csv.gz")
    totals: dict[tuple[str, str, str, str], int] = {}
    for row in found.rows:
        kind = row["outcome_type"] if row["outcome_type"] == "1" else "other"
        key = (row["area_id"], row["period"], row["offence_group"], kind)
        totals[key] = totals.get(key, 0) + (row["for_offences"] or 0)
    packaged = [
        row
        for row in figure_rows("recorded_outcomes")
        if row["outcome_type"] in {"1", "other"} and row["for_offences"]
    ]
    assert len(packaged) > 2_000
    for row in packaged:
        key = (row["area_id"], row["period"], row["offence_group"], row["outcome_type"])
        assert totals[key] == int(row["for_offences"]), key


def test_another_year_reordered_loads_and_faults_name_their_column(tmp_path: Path) -> None:
    path = write(
        tmp_path / "o.csv",
        HEADER,
        '2023/24,4,"London, City of",Robbery of personal property,Robbery,Robbery,34B,Charged/Summonsed,1,"1,200",-3',
        "2023/24,5,Kent,Robbery,Robbery,Robbery,34B,Charged/Summonsed,1,1,1",
        "2023/24,1,Kent,Robbery,Robbery,Robbery,34B,Charged/Summonsed,first,1,1",
        "2023/24,1,Kent,Robbery,Robbery,Robbery,34B,Charged/Summonsed,1,05/12/2014,1",
        "2023/25,1,Kent,Robbery,Robbery,Robbery,34B,Charged/Summonsed,1,1,1",
    )
    found = read(path)
    row = found.one(area_id="city-of-london")
    assert (row["period"], row["for_offences"], row["recorded"]) == ("2024-Q1", 1200, -3)
    assert [r.column for r in found.rejects] == [
        "Financial Quarter", "Outcome Type", "Force outcomes for offences recorded in quarter", "Financial Year"]  # fmt: skip


@pytest.mark.parametrize(
    ("quarter", "period"),
    [("1", "2018-Q2"), ("Q3", "2018-Q4"), ("4", "2019-Q1"), ("", "fy_2018_19"), ("0", None)],
)
def test_financial_quarters_become_calendar_quarters(quarter: str, period: str | None) -> None:
    from peelian.facts.sources.recorded_outcomes import period_of

    assert period_of("2018/19", quarter) == period
