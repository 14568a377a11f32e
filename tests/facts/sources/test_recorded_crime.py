"""Home Office recorded crime open data. No real file is in hand: these are synthetic files in its published layout."""

from pathlib import Path
from typing import Any

import pytest

from tests.facts.sources.reading import Read, read, write
from tests.facts.sources.workbooks import write_ods, write_xlsx

HEADER = [
    "Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup",
    "Offence Code", "Number of Offences",
]  # fmt: skip
VIOLENCE = "Violence against the person"


def offence(
    force: str, number: object, quarter: object = 1, year: str = "2017/18", **other: str
) -> list[object]:
    return [
        year, quarter, force, other.get("name", "Assault with injury"), other.get("group", VIOLENCE),
        other.get("subgroup", "Violence with injury"), other.get("code", "8N"), number,
    ]  # fmt: skip


def as_csv(path: Path, rows: list[list[Any]]) -> Read:
    lines = [",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row) for row in rows]
    return read(write(path, *lines))


SHEETS: dict[str, list[list[object]]] = {
    "Cover_sheet": [["Police recorded crime open data tables"], ["Published: 20 July 2023"]],
    "Notes": [["Note", "Offences recorded by Action Fraud are listed under that name."]],
    "2016-17": [
        ["Table 2016-17: offences recorded [note 1]"],
        HEADER,
        offence("London, City of", 10, 4, "2016/17"),
        offence("Kent", 20, 4, "2016/17"),
        ["1. Figures may be revised."],
    ],
    "2017-18": [
        HEADER,
        offence("Kent", 21),
        offence("Kent", -2, name="Murder", subgroup="Homicide", code="1"),
        offence("British Transport Police", 5),
        offence("Action Fraud", 1_000, group="Fraud offences", subgroup="Fraud offences", code="AF"),
        offence("CIFAS", 500, group="Fraud offences", subgroup="Fraud offences", code="AF"),
        offence("Kent", 19, name="Total", group="Total", subgroup="Total", code=""),
        offence("Total", 24),
    ],
}


@pytest.mark.parametrize("write_book", [write_ods, write_xlsx])
def test_a_workbook_with_a_sheet_for_each_year_is_read_whole(write_book: Any, tmp_path: Path) -> None:
    found = read(write_book(tmp_path / "book", SHEETS))
    assert (found.adapter, found.rejects, str(found.vintage)) == ("recorded-crime", [], "2023-07-20")
    assert [(row["area_id"], row["period"], row["offences"]) for row in found.rows] == [
        ("city-of-london", "2017-Q1", 10), ("kent", "2017-Q1", 20), ("kent", "2017-Q2", 21), ("kent", "2017-Q2", -2),
        ("btp", "2017-Q2", 5)]  # fmt: skip
    assert found.one(area_id="btp")["area_kind"] == "special"


def test_what_belongs_to_no_force_and_totals_are_left_out_and_told(tmp_path: Path) -> None:
    found = read(write_ods(tmp_path / "book.ods", SHEETS))
    assert found.notes == [
        "Action Fraud: 1,000 offences that belong to no police force are left out.",
        "CIFAS: 500 offences that belong to no police force are left out.",
        "2 rows of totals are left out, as their parts are here.",
    ]


def test_rows_that_cannot_be_right_name_their_column_and_the_figures_that_lack_them(tmp_path: Path) -> None:
    found = as_csv(
        tmp_path / "crime.csv",
        [
            HEADER,
            offence("Kent", 21),
            offence("Atlantis", 21),
            offence("Kent", 21, quarter=5),
            offence("Kent", 21, year="2017/19"),
            offence("Kent", "05/12/2014", name="Murder", code="1"),
            offence("Essex", 2.5),
            offence("Kent", 22),
            offence("Surrey", ""),
        ],
    )
    assert [(one.line, one.column) for one in found.rejects] == [
        (3, "Force Name"), (4, "Financial Quarter"), (5, "Financial Year"), (6, "Number of Offences"),
        (7, "Number of Offences"), (8, "Number of Offences")]  # fmt: skip
    assert "row 2 gives this count already" in found.rejects[-1].reason
    assert found.labels["figures that lack rows"] == "essex 2017-Q2; kent 2017-Q2"
    assert found.one(area_id="surrey")["offences"] is None, "a blank is no figure, never zero"


def test_columns_in_another_order_and_a_yearly_table_are_read_too(tmp_path: Path) -> None:
    rows = [HEADER, offence("Kent", "1,200", "", "2009/10")]
    found = as_csv(tmp_path / "crime.csv", [row[::-1] for row in rows])
    row = found.one(area_id="kent")
    assert (row["period"], row["offences"], row["offence_group"]) == ("fy_2009_10", 1200, VIOLENCE)


def test_a_table_without_a_year_column_takes_the_year_of_its_sheet(tmp_path: Path) -> None:
    sheets = {"2018-19": [HEADER[1:], offence("Kent", 3, 4)[1:]]}
    assert read(write_ods(tmp_path / "book.ods", sheets)).one(area_id="kent")["period"] == "2019-Q1"


def test_groups_take_one_spelling_and_an_unknown_one_is_kept_and_told(tmp_path: Path) -> None:
    found = as_csv(
        tmp_path / "crime.csv",
        [
            HEADER,
            offence("Kent", 1, group="VIOLENCE AGAINST THE  PERSON"),
            offence("Kent", 2, group="Offences against time"),
        ],
    )
    assert [row["offence_group"] for row in found.rows] == [VIOLENCE, "Offences against time"]
    assert "Offences against time" in found.notes[0]


def test_the_table_by_community_safety_partnership_is_refused_with_the_reason(tmp_path: Path) -> None:
    from peelian.facts.examine import examine
    from peelian.facts.sources import best, near_miss

    rows = [[*HEADER, "CSP Name"], [*offence("Kent", 1), "Ashford"]]
    path = write(tmp_path / "csp.csv", *(",".join(map(str, row)) for row in rows))
    sample = examine(path, path.name).sample
    assert best(sample) is None
    assert "community safety partnership" in (near_miss(sample) or "")


def test_the_tables_of_outcomes_are_still_told_apart(test_data: Path) -> None:
    found = read(test_data / "recorded-crime" / "outcomes_open_data_2018_19_q1_q3.csv.gz")
    assert found.adapter == "recorded-outcomes"
