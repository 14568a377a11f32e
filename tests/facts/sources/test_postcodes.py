"""Postcode files: Code-Point Open with and without headings, the ONS directory, a Parquet copy."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.facts.sources.reading import read, write

BARE = '"NR1 1AA",10,623800,308800,"E92000001","E19000002","E18000006","E10000020","E07000148","E05007895"'
ONSPD = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind,lat,long"


def test_the_norwich_file_loads_whole(test_data: Path) -> None:
    """22,827 rows, as the README of the files counts them."""
    found = read(test_data / "postcodes" / "codepoint_open_2014_08" / "nr.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("postcodes", [], 22_827)
    assert {row["area"] for row in found.rows} == {"NR"}
    assert {row["force_id"] for row in found.rows} == {"norfolk", "suffolk"}


def test_a_file_without_headings_is_known_too(tmp_path: Path) -> None:
    found = read(write(tmp_path / "nr.csv", BARE, BARE.replace("1AA", "1AB")))
    assert (found.adapter, len(found.rows)) == ("postcodes", 2)
    assert found.rows[0]["postcode"] == "NR1 1AA"
    assert (found.rows[0]["district_code"], found.rows[0]["force_id"]) == ("E07000148", "norfolk")


def test_the_directory_of_the_statistics_office_gives_degrees_and_the_end_of_a_postcode(
    tmp_path: Path,
) -> None:
    rows = (
        "NR1 1AA,NR1  1AA,NR1 1AA,198001,,E10000020,E07000148,E05007895,623800,308800,1,52.628,1.304",
        "AB1 0AA,AB1  0AA,AB1 0AA,198001,199606,S99999999,S12000033,S13002843,385386,0801193,1,57.101,-2.242",
        "IM1 1AA,IM1  1AA,IM1 1AA,198001,,M99999999,M99999999,M99999999,,,9,99.999999,0.000000",
    )
    found = read(write(tmp_path / "ONSPD.csv", ONSPD, *rows))
    assert (found.adapter, found.rejects) == ("postcodes", [])
    norwich, aberdeen, man = found.rows
    assert (norwich["latitude"], norwich["longitude"], norwich["ends"]) == (52.628, 1.304, None)
    assert (aberdeen["force_id"], aberdeen["ends"]) == ("police-scotland", "1996-06-01")
    assert (man["force_id"], man["latitude"], man["area"]) == (None, None, "IM")
    assert found.notes == [
        "1 postcodes name a district that is not known here: they are kept without a force."
    ]


def test_a_postcode_without_a_position_keeps_its_district(tmp_path: Path) -> None:
    row = BARE.replace(",10,623800,308800", ",90,0,0")
    [found] = read(write(tmp_path / "nr.csv", row)).rows
    assert (found["latitude"], found["force_id"], found["quality"]) == (None, "norfolk", "90")


def test_what_is_no_postcode_or_no_district_goes_to_quarantine(tmp_path: Path) -> None:
    odd = BARE.replace("NR1 1AA", "Norwich"), BARE.replace("E07000148", "Norwich")
    found = read(write(tmp_path / "nr.csv", BARE, *odd))
    assert [(one.line, one.column, one.reason) for one in found.rejects] == [
        (2, "Postcode", "this is not a postcode"),
        (3, "Admin_district_code", "this is not the code of a district"),
    ]


def test_a_parquet_copy_reads_like_the_file(tmp_path: Path) -> None:
    from peelian.facts.examine import examine
    from peelian.facts.sources import best
    from peelian.facts.sources.base import Context, Table

    path = tmp_path / "p.parquet"
    columns = {
        "postcode": ["NR1 1AA", "nowhere"],
        "Eastings": [623800, 0],
        "Northings": [308800, 0],
        "Positional_quality_indicator": [10, 90],
        "Admin_district_code": ["E07000148", "E07000148"],
    }
    pq.write_table(pa.table(columns), path)
    examined = examine(path, path.name)
    adapter = best(examined.sample)
    assert adapter is not None
    assert adapter.id == "postcodes"
    items = list(adapter.read(examined.file, Context(store=None, today=None)))  # type: ignore[arg-type]
    [table] = [one.table for one in items if isinstance(one, Table)]
    assert table.to_pylist()[0]["force_id"] == "norfolk"
    assert [type(one).__name__ for one in items].count("Reject") == 1
