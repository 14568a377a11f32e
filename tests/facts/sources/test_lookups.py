"""Area lookups."""

from pathlib import Path

from tests.facts.sources.reading import read, write


def test_every_small_area_of_england_and_wales_has_a_force(test_data: Path) -> None:
    found = read(test_data / "lookups" / "lsoa21_to_lad_to_pfa_derived.csv.gz")
    assert (found.adapter, found.rejects, len(found.rows)) == ("area-lookups", [], 35_672)
    assert len({row["force_id"] for row in found.rows}) == 43
    assert len({row["district_code"] for row in found.rows}) == 318
    first = found.one(code="E01000001")
    assert (first["kind"], first["force_id"], first["region_id"], first["longitude"]) == (
        "lsoa21", "city-of-london", "E12000007", -0.0964)  # fmt: skip


def test_districts_agree_with_the_reference_room(test_data: Path) -> None:
    from peelian.reference.places import district

    found = read(test_data / "lookups" / "lad_to_pfa_derived.csv")
    assert (found.rejects, len(found.rows)) == ([], 318)
    assert all(district(row["code"]).force_id == row["force_id"] for row in found.rows)


def test_the_council_codes_name_their_successors(test_data: Path) -> None:
    found = read(test_data / "lookups" / "la_all_codes.csv")
    assert (found.rejects, len(found.rows)) == ([], 415)
    poole = found.one(code="E06000029")
    assert (poole["district_code"], poole["region_id"]) == ("E06000058", "E12000009")
    assert found.one(code="W06000015")["region_id"] == "W92000004"


def test_the_points_of_both_generations_load(test_data: Path) -> None:
    found = read(test_data / "lookups" / "lsoa_latlong.csv.gz")
    assert (found.rejects, len(found.rows)) == ([], 48_424)
    assert len({row["edition"] for row in found.rows}) == 1


def test_lookups_are_editions_that_do_not_replace_each_other(test_data: Path) -> None:
    folder = test_data / "lookups"
    kinds = {
        (row["kind"], row["edition"])
        for name in ("lad_to_pfa_derived.csv", "la_all_codes.csv")
        for row in read(folder / name).rows
    }
    assert len(kinds) == 2


def test_bad_codes_and_places_are_refused_alone(tmp_path: Path) -> None:
    path = write(
        tmp_path / "l.csv",
        "PFA24CD,LAD24CD,LAD24NM",
        "E23000032,E07000105,Ashford",
        "E23999999,E07000106,Canterbury",
        "E23000032,oops,X",
    )
    found = read(path)
    assert [(row["code"], row["force_id"], row["edition"]) for row in found.rows] == [
        ("E07000105", "kent", "to force 2024")
    ]
    assert [(r.line, r.column) for r in found.rejects] == [(3, "PFA24CD"), (4, "LAD24CD")]
