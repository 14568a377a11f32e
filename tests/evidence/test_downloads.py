"""Every table can be taken away as CSV, JSON and Parquet, the three agree, and they agree with the page."""

import csv
import io
import json
import re

import pyarrow.parquet as pq
import pytest

from tests.support.markup import Page

TABLES = [
    ("/claims", 17),
    ("/claims/C09/working", 5),
    ("/forces", 48),
    ("/forces/west-midlands/figures", 40),
    ("/measures", 20),
    ("/measures/officers_fte/figures", 500),
    ("/data/sources", 50),
    ("/data/missing", 10),
]


def as_csv(client, path):
    return list(csv.DictReader(io.StringIO(client.get(path + ".csv").content.decode("utf-8"), newline="")))


@pytest.mark.parametrize(("path", "floor"), TABLES)
def test_the_three_forms_hold_the_same_rows_and_columns(client, path, floor):
    rows = as_csv(client, path)
    objects = json.loads(client.get(path + ".json").content)
    table = pq.read_table(io.BytesIO(client.get(path + ".parquet").content))
    assert len(rows) == len(objects) == table.num_rows >= floor
    assert list(rows[0]) == list(objects[0]) == table.column_names


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_download_says_what_it_is(client, form):
    answer = client.get(f"/claims.{form}")
    kinds = {
        "csv": "text/csv; charset=utf-8",
        "json": "application/json",
        "parquet": "application/vnd.apache.parquet",
    }
    assert answer["Content-Type"] == kinds[form]
    assert answer["Content-Disposition"] == f'attachment; filename="peelian-claims.{form}"'


def test_the_quarantine_is_a_table_even_when_empty(client):
    assert client.get("/data/quarantine.csv").content.decode().startswith("source_id,file,line,column,reason")
    assert json.loads(client.get("/data/quarantine.json").content) == []


def test_the_verdicts_of_the_download_are_those_of_the_pages(client):
    rows = json.loads(client.get("/claims.json").content)
    assert len(rows) >= 17
    for row in rows:
        page = Page(client.get(row["address"]).content.decode())
        assert row["verdict"].capitalize() in page.text_of("span"), row["id"]
        # A page shows fewer decimals than the file: the whole part of each figure stands in both.
        figures = re.findall(r"(?<![\d.,])\d[\d,]*", row["found"])
        assert all(figure in page.text for figure in figures), row["id"]


def test_a_missing_figure_is_empty_in_csv_and_null_in_json_and_never_zero(client):
    rows = as_csv(client, "/forces/south-yorkshire/figures")
    objects = json.loads(client.get("/forces/south-yorkshire/figures.json").content)
    absent = [place for place, row in enumerate(rows) if row["state"] == "no_data"]
    assert absent
    for place in absent:
        assert rows[place]["value"] == ""
        assert objects[place]["value"] is None


def test_the_page_shows_the_figure_that_the_download_holds(client):
    # 6,534.50 FTE: Home Office, Police workforce 30 September 2017, Table 1, West Midlands force.
    rows = as_csv(client, "/measures/officers_fte/figures")
    found = [row for row in rows if row["area_id"] == "west-midlands" and row["period"] == "2017-09-30"]
    assert [round(float(row["value"]), 2) for row in found] == [6534.5]
    page = Page(client.get("/measures/officers_fte?period=2017-09-30").content.decode())
    assert "6,534.5" in page.text
