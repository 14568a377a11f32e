"""`peelian check` as a person types it."""

import csv
import io
from pathlib import Path

from tests.cli.peelian import peelian

OWN = ("--measure", "officers_fte", "--from", "2010-09-30", "--to", "2017-09-30")


def test_check_prints_every_claim_as_json_with_what_a_reader_needs(home: Path) -> None:
    ran = peelian("check", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    verdicts = {one["id"]: one["verdict"] for one in ran.json}
    assert len(verdicts) >= 17
    assert verdicts["C01"] == "holds"
    assert verdicts["C03"] == "holds with note"
    assert verdicts["C09"] == "does not hold as stated"
    for one in ran.json:
        for key in ("id", "speaker", "verdict", "stated", "found", "rule", "sources", "steps", "notes"):
            assert key in one
        for source in one["sources"]:
            assert set(source) == {"id", "title", "publisher", "address", "vintage"}


def test_check_as_a_table_names_each_claim_and_its_verdict(home: Path) -> None:
    ran = peelian("check")
    assert ran.code == 0
    for id_ in ("C01", "C09", "C17"):
        assert id_ in ran.out
    assert "inconsistent source" in ran.out
    assert "-14.04%" in ran.out


def test_one_claim_alone_shows_its_working_and_rule(home: Path) -> None:
    ran = peelian("check", "c07")
    assert ran.code == 0
    flowing = " ".join(ran.out.split())
    assert "Verdict: does not hold as stated" in flowing
    assert "the London region (-922.18 FTE), not of the Metropolitan Police:" in flowing
    assert "30,871.22 - 31,781.8651 = -910.65 FTE" in flowing
    assert "Rule, fixed beforehand" in flowing
    assert "Home Office" in flowing


def test_named_claims_come_in_the_order_named_and_in_csv(home: Path) -> None:
    ran = peelian("check", "C09", "C01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["id"] for row in rows] == ["C09", "C01"]
    assert rows[1]["verdict"] == "holds"
    assert rows[1]["sources"]


def test_findings_can_be_kept_as_parquet(home: Path, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "findings.parquet"
    assert peelian("check", "--format", "parquet", "-o", str(path)).code == 0
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT id, verdict FROM '{path}' ORDER BY id").fetchall()
    assert len(rows) >= 17
    assert rows[0] == ("C01", "holds")


def test_the_claim_of_the_readme_holds(home: Path) -> None:
    ran = peelian("check", *OWN, "--change", "-14%", "--format", "json")
    assert ran.code == 0
    assert [(one["verdict"], one["found"]) for one in ran.json] == [("holds", "-14.04%")]


def test_a_claim_file_and_a_packaged_claim_can_be_checked_together(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[check]\nmeasure = "officers_fte"\narea = "kent"\nto = 2017-09-30\nvalue = "3,255"\n',
        encoding="utf-8",
    )
    ran = peelian("check", str(path), "C01", "--format", "json")
    assert [(one["id"], one["verdict"]) for one in ran.json] == [("mine", "holds"), ("C01", "holds")]


def test_welsh_is_said_in_welsh_and_marked_as_not_reviewed(home: Path) -> None:
    ran = peelian("check", "C09", "--lang", "cy")
    flowing = " ".join(ran.out.split())
    assert "nid yw'n gywir fel y'i dywedwyd" in flowing
    assert "Nid oes neb wedi adolygu'r Gymraeg hon." in flowing


def test_the_exit_code_is_0_whatever_the_verdict_unless_strict_is_asked(home: Path) -> None:
    assert peelian("check", "C09", "--format", "json").code == 0
    assert peelian("check", "C09", "--strict", "--format", "json").code == 1
    assert peelian("check", "C01", "C03", "--strict", "--format", "json").code == 0


def test_an_empty_home_is_prepared_on_the_way(tmp_path: Path) -> None:
    ran = peelian("check", "C01", "--format", "json", PEELIAN_HOME=str(tmp_path / "fresh"))
    assert ran.code == 0
    assert ran.json[0]["verdict"] == "holds"
    assert (tmp_path / "fresh" / "store" / "manifest.json").is_file()
    assert "First use" in ran.line


def test_all_faults_of_a_claim_file_are_listed_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('[check]\nmesure = "x"\nvalue = "3"\n', encoding="utf-8")
    ran = peelian("check", str(path))
    assert ran.code == 1
    assert "Did you mean measure" in ran.err
    assert "'to' is missing" in ran.err
    assert "Traceback" not in ran.err
