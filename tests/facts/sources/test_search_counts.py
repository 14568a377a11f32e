"""Home Office stop-and-search open data: the real eleven years, blanks that are not zero, and the section 60 totals."""

from pathlib import Path

from tests.facts.sources.reading import read, write


def test_the_real_table_keeps_all_77943_rows_and_its_blanks_stay_blank(test_data: Path) -> None:
    found = read(test_data / "stop-and-search" / "stop_search_open_data_ye_march_2007_2017.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("search-counts", [], 77_943)
    assert sum(row["searches"] is None for row in found.rows) == 30_592
    assert any("30,592" in note for note in found.notes)


def test_section_60_searches_add_up_to_the_published_totals(test_data: Path) -> None:
    """Police powers and procedures, Home Office: 150,174 in the year ending March 2009, 631 in 2016/17."""
    found = read(test_data / "stop-and-search" / "stop_search_open_data_ye_march_2007_2017.csv.gz")
    for period, total in (("ye_2009_03", 150_174), ("ye_2017_03", 631)):
        assert (
            sum(row["searches"] or 0 for row in found.where(period=period, legislation="section_60")) == total
        )
    assert (
        sum(row["searches"] or 0 for row in found.where(period="ye_2017_03", legislation="section_1"))
        == 303_501
    )


def test_it_agrees_with_the_packaged_counts(test_data: Path) -> None:
    from peelian.reference.figures import figure_rows

    found = read(test_data / "stop-and-search" / "stop_search_open_data_ye_march_2007_2017.csv.gz")
    totals: dict[tuple[str, str, str], int] = {}
    for row in found.rows:
        if row["searches"] is not None:
            key = (row["area_id"], row["period"], row["legislation"])
            totals[key] = totals.get(key, 0) + row["searches"]
    packaged = [row for row in figure_rows("search_counts") if row["searches"]]
    assert len(packaged) > 900
    for row in packaged:
        assert totals[row["area_id"], row["period"], row["legislation"]] == int(row["searches"])


def test_a_newer_layout_loads_and_an_unknown_power_is_refused(tmp_path: Path) -> None:
    path = write(
        tmp_path / "s.csv",
        "Financial year,Geocode,Police force area,Legislation,Reason for search,Self-defined ethnicity,Number of searches,Number of arrests",
        '2022/23,E23000001,Metropolitan Police,Section 60 (CJPO Act 1994),Anticipation of violence,White,"1,234",NA',
        "2022/23,E23000001,Metropolitan Police,Section 23 of something,Drugs,White,5,1",
        "2022/23,E23000001,Metropolitan Police,Section 1 (PACE) and associated legislation,Drugs,White,NA,",
        "2022/23,E23000001,Metropolitan Police,Section 1 (PACE),Drugs,White,1.5,1",
    )
    found = read(path)
    assert found.one(legislation="section_60")["searches"] == 1234
    assert found.one(legislation="section_60")["period"] == "ye_2023_03"
    assert found.one(legislation="section_1")["searches"] is None
    assert [(r.line, r.column) for r in found.rejects] == [(3, "Legislation"), (5, "Number of searches")]
