"""The same verdicts when the Home Office's own files are added on top of the packaged figures."""

from pathlib import Path

from peelian.cli.app import run
from peelian.plan import check

OFFICERS = ("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C17")


def test_the_officer_claims_stand_on_the_official_workforce_files(home: Path, test_data: Path) -> None:
    before = {one.id: (one.verdict, one.found) for one in check()}
    folder = test_data / "police-workforce"
    files = [*folder.glob("police-workforce-tab*.ods"), *folder.glob("*open_data*.csv.gz")]
    assert len(files) == 4
    assert run(["data", "add", *map(str, files)]) == 0
    after = {one.id: one for one in check()}
    assert {id_: (one.verdict, one.found) for id_, one in after.items()} == before
    for id_ in OFFICERS:
        assert all(source.id.startswith("workforce/") for source in after[id_].sources), id_
    assert "the West Midlands region (-4.08%)" in after["C09"].because["en"]
