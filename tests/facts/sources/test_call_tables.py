"""999 and 101 tables: the November 2023 transcription, a police.uk-like monthly table, and single published figures."""

from pathlib import Path

import pytest

from peelian.facts.sources.call_columns import item_of, service_of
from tests.facts.sources.reading import read, write
from tests.facts.sources.workbooks import write_xlsx


def test_november_2023_has_31_forces_and_lancashire_once(test_data: Path) -> None:
    found = read(test_data / "999-calls" / "999_calls_november_2023_by_force.csv")
    assert found.adapter == "call-tables"
    calls = found.where(item="calls", area_kind="force", period="2023-11", service="999")
    assert len(calls) == len({row["area_id"] for row in calls}) == 31
    assert found.one(area_id="lancashire", item="calls")["value"] == 21_757
    assert found.one(area_id="police-scotland", item="under_10")["area_kind"] == "special"
    assert len(found.rows) == 96
    assert {(r.line, "repeats" in r.reason) for r in found.rejects} == {(17, True)}
    assert found.one(area_id="northamptonshire", item="pct_under_10")["value"] == 91.4


def test_it_agrees_with_the_packaged_figures(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    table = read(test_data / "999-calls" / "999_calls_november_2023_by_force.csv")
    points = read(test_data / "999-calls" / "999_101_published_point_figures.csv")
    packaged = {
        (r["area_id"], r["period"], r["service"], r["item"]): r for r in figure_rows("call_answering")
    }
    same = 0
    for row in [*table.rows, *points.rows]:
        published = packaged.get((row["area_id"], row["period"], row["service"], row["item"]))
        if published is not None and published["state"] == row["state"]:
            same += float(published["value"]) == pytest.approx(row["value"])
    assert same >= 96 + 35


def test_single_figures_keep_periods_and_say_what_was_refused(test_data: Path) -> None:
    found = read(test_data / "999-calls" / "999_101_published_point_figures.csv")
    assert found.adapter == "call-points"
    assert len(found.rows) + len(found.rejects) == 50
    assert found.one(area_id="northumbria", item="mean_s")["period"] == "2021-11/P6M"
    assert found.one(area_id="bedfordshire", item="calls")["period"] == "ye_2023_04"
    assert found.one(area_id="south-wales", item="mean_s")["service"] == "101"
    some = found.where(area_id="K04000001", service="101", item="pct_abandoned", period="2012-01/P10M")
    assert [(row["state"], row["note"]) for row in some] == [("not_comparable", "30 of 43 forces only")]
    assert {r.text for r in found.rejects} >= {"rank_of_44", "101_abandoned_calls", "target_answer_seconds"}


MONTHLY = [
    ["999 call answering by police force"],
    ["Published 2 January 2025"],
    ["Force", "Month", "Number of calls", "Answered under 10 seconds", "10 to under 60 seconds", "60 seconds or more",
     "% under 10 seconds", "Mean answer time (seconds)", "Median answer time"],
    ["Kent Police", "Nov-24", "25,585", 21459, 4000, 126, 0.8387, 6.2, 4],
    ["Essex Police", "Nov-24", 20000, 18000, 1900, 100, 0.9, "..", ".."],
    ["West Midlands Police", "Nov-24", 100, 101, 0, 0, 0.99, 5, 3],
    ["Durham Constabulary", "November 2024", 100, 90, 5, 5, 0.5, 5, 3],
    ["Total", "Nov-24", 45585, 39459, 5900, 226, 0.86, 6, 4],
]  # fmt: skip


def test_a_monthly_table_with_fractions_bands_mean_and_median_loads(tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "performance.xlsx", {"Cover": [["Contents"]], "Data": MONTHLY}))
    kent = {row["item"]: row["value"] for row in found.where(area_id="kent", period="2024-11")}
    assert kent == {"calls": 25585, "under_10": 21459, "from_10_to_60": 4000, "over_60": 126,
                    "pct_under_10": pytest.approx(83.87), "mean_s": 6.2, "median_s": 4}  # fmt: skip
    assert found.one(area_id="essex", item="mean_s")["state"] == "no_data"
    reasons = {(r.line, r.column): r.reason for r in found.rejects}
    assert "more calls in the band" in reasons[6, "Answered under 10 seconds"]
    assert "90.00" in reasons[7, "% under 10 seconds"]
    assert "not a force" in reasons[8, "Force"]
    assert found.vintage is not None and found.vintage.isoformat() == "2025-01-02"


def test_a_101_table_says_its_service_in_a_heading_and_its_month_in_the_title(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.csv",
        "Calls to 101: March 2025,,",
        "Police force,101 calls,Average wait in seconds",
        "Cumbria,18494,3",
        "Kent,12000,2014-12-05",
    )
    found = read(path)
    assert found.one(area_id="cumbria", item="mean_s") | {"dataset": ""} == {
        "dataset": "", "area_kind": "force", "area_id": "cumbria", "period": "2025-03", "service": "101", "item": "mean_s",
        "value": 3, "unit": "seconds", "state": "ok", "note": ""}  # fmt: skip
    assert [(r.line, "a date" in r.reason) for r in found.rejects] == [(4, True)]


@pytest.mark.parametrize(
    ("heading", "item"),
    [("pct_answered_under_10s", "pct_under_10"), ("calls_answered_under_10s", "under_10"), ("total_calls", "calls"),
     ("% answered within 10 seconds", "pct_under_10"), ("Calls answered in 10-60 seconds", "from_10_to_60"),
     ("Percentage answered 10 to under 60 seconds", "pct_10_to_60"), ("% over 60 seconds", "pct_over_60"),
     ("Calls answered in 60 seconds or more", "over_60"), ("60+ seconds (%)", "pct_over_60"), ("Mean answer time", "mean_s"),
     ("Average time to answer", "mean_s"), ("% abandoned", "pct_abandoned"), ("Median (s)", "median_s"),
     ("rank_as_printed", None), ("Abandoned calls", None), ("Source", None), ("Force", None)],
)  # fmt: skip
def test_a_heading_says_what_its_column_counts(heading: str, item: str | None) -> None:
    assert item_of(heading) == item


def test_a_service_must_be_named_alone() -> None:
    assert (service_of("999 and 101"), service_of("Total 999 calls"), service_of("1019")) == (
        None,
        "999",
        None,
    )


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2021-11..2022-04", "2021-11/P6M"),
        ("November 2021 to April 2022", "2021-11/P6M"),
        ("2021-11/P6M", "2021-11/P6M"),
        ("Nov-23 - Oct-24", "ye_2024_10"),
        ("2023-11", "2023-11"),
    ],
)
def test_a_line_may_stand_for_several_months(written: str, period: str, tmp_path: Path) -> None:
    path = write(
        tmp_path / "six.csv",
        "period,force_name,total_calls,calls_answered_under_10s,average_answer_time_seconds",
        f"{written},Kent,120000,84620,16.1",
    )
    found = read(path)
    assert found.rejects == []
    assert {row["period"] for row in found.rows} == {period}
    assert found.one(item="calls")["value"] == 120_000


@pytest.mark.parametrize("written", ["2021", "2022-04..2021-11", "sometime to never", "3 to 5"])
def test_what_is_no_month_and_no_months_is_refused(written: str, tmp_path: Path) -> None:
    head = "period,force_name,total_calls,calls_answered_under_10s"
    found = read(write(tmp_path / "t.csv", head, f"{written},Kent,100,90", "2023-11,Kent,100,90"))
    assert [(one.line, one.column) for one in found.rejects] == [(2, "period")]
    assert {row["period"] for row in found.rows} == {"2023-11"}
