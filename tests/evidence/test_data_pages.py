"""What was loaded, what was refused and why, and what a newer edition replaced: all on the page."""

import subprocess
import sys

from tests.support.markup import Page
from tests.support.street_file import HEADER, ROWS


def add(folder, *rows):
    path = folder / "some-name.csv"
    path.write_text("\n".join([HEADER, *ROWS, *rows]) + "\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "peelian.cli.app", "data", "add", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )


def text(client, path):
    return Page(client.get(path).content.decode()).text


def test_a_refused_row_is_on_the_page_with_its_file_line_column_and_reason(client, home, tmp_path):
    bad = (
        "aa09,2024-05,Kent Police,Kent Police,not a number,51.2,On or near X,E01024397,Maidstone 009C,Drugs,,"
    )
    done = add(tmp_path, bad)
    assert done.returncode == 0, done.stderr
    for path in ("/data/quarantine", "/cy/data/quarantine"):
        page = text(client, path)
        assert "some-name.csv" in page
        assert "Longitude" in page
        assert " 5 " in page, "the bad row is the fifth line of the file"
    rows = client.get("/data/quarantine.json").json()
    assert [(row["line"], row["column"]) for row in rows] == [(5, "Longitude")]
    assert rows[0]["reason"]


def test_a_loaded_file_has_a_page_with_its_rows_read_kept_and_in_quarantine(client, home, tmp_path):
    assert add(tmp_path, "aa09,2024-05,Kent Police,Kent Police,x,51.2,On,E01024397,M,Drugs,,").returncode == 0
    sources = client.get("/data/sources.json").json()
    [loaded] = [one for one in sources if one["file_name"] == "some-name.csv"]
    assert (loaded["rows_read"], loaded["rows_kept"], loaded["rows_quarantined"]) == (4, 3, 1)
    page = text(client, f"/data/sources/{loaded['id']}")
    assert "Rows read 4 Rows kept 3 Rows in quarantine 1" in page
    assert loaded["sha256"] in page


def test_every_source_balances_its_rows(client):
    sources = client.get("/data/sources.json").json()
    assert len(sources) > 50
    for one in sources:
        assert one["rows_read"] == one["rows_kept"] + one["rows_quarantined"], one["id"]


def test_a_replaced_edition_stays_visible_and_says_so(client):
    # The 2019 open data replaces some of the September 2017 tables' rows, and both stay.
    page = text(client, "/data/sources/figures/workforce/ho-workforce-2017-09")
    assert "Replaced by a newer edition In part" in page


def test_who_is_missing_names_the_force_and_the_state(client):
    page = text(client, "/data/missing")
    assert "forces have no figure" in page
    assert "West Midlands Police" in page
    rows = client.get("/data/missing.json").json()
    assert {row["state"] for row in rows} <= {"no_data", "suppressed", "not_comparable", "provisional"}
