"""Boundaries: force areas, districts and small areas, GeoJSON and TopoJSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from shapely import from_wkb

from peelian.facts.problems import FileProblem
from tests.facts.sources.reading import read

SQUARE = [[[0.0, 51.0], [1.0, 51.0], [1.0, 52.0], [0.0, 52.0], [0.0, 51.0]]]
BOW_TIE = [[[0.0, 51.0], [1.0, 52.0], [1.0, 51.0], [0.0, 52.0], [0.0, 51.0]]]


def layer(tmp_path: Path, *shapes: tuple[dict[str, str], Any], **extra: Any) -> Path:
    path = tmp_path / "layer.json"
    features = [
        {"type": "Feature", "properties": p, "geometry": {"type": "Polygon", "coordinates": c}}
        for p, c in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **extra, "features": features}))
    return path


def test_the_2020_force_areas_are_43_valid_outlines_with_hampshire_mended(test_data: Path) -> None:
    found = read(test_data / "boundaries" / "police_force_areas_2020_ew.geojson")
    assert (found.adapter, found.rejects, len(found.rows)) == ("boundaries", [], 43)
    assert len({row["force_id"] for row in found.rows}) == 43
    assert all(from_wkb(row["geometry"]).is_valid for row in found.rows)
    assert found.notes == ["1 outline was mended: Hampshire."]
    assert {(row["kind"], row["edition"], row["cover"]) for row in found.rows} == {
        ("force", "2020", "K04000001")
    }
    assert found.one(force_id="city-of-london")["name"] == "London, City of"


def test_the_districts_of_a_topojson_lie_where_they_should(test_data: Path) -> None:
    """Cardiff's city hall is at about 51.485 north, 3.179 west (Ordnance Survey)."""
    from shapely.geometry import Point

    found = read(test_data / "boundaries" / "lad_2022_ew.topojson")
    assert (len(found.rows), found.rejects) == (331, [])
    cardiff = found.one(code="W06000015")
    assert (cardiff["name"], cardiff["kind"], cardiff["force_id"]) == ("Cardiff", "district", "south-wales")
    assert from_wkb(cardiff["geometry"]).contains(Point(-3.179, 51.485))
    assert all(from_wkb(row["geometry"]).is_valid for row in found.rows)


def test_the_coarse_uk_layer_loads_with_a_warning_beside_the_good_one(test_data: Path) -> None:
    found = read(test_data / "boundaries" / "police_force_areas_uk_quantized.topojson")
    assert len(found.rows) + len(found.rejects) == 45
    assert len(found.rejects) <= 1
    assert {row["cover"] for row in found.rows} == {"K02000001"}
    assert any("too coarse" in note for note in found.notes)


def test_small_areas_cover_their_district_so_that_files_lie_side_by_side(test_data: Path) -> None:
    found = read(test_data / "boundaries" / "lsoa21" / "norfolk" / "E07000146.geojson.gz")
    assert (len(found.rows), found.rejects) == (92, [])
    assert {(row["kind"], row["cover"], row["force_id"]) for row in found.rows} == {
        ("lsoa21", "E07000146", "norfolk")
    }


def test_a_crossing_ring_is_mended_and_a_foreign_code_refused(tmp_path: Path) -> None:
    path = layer(
        tmp_path, ({"PFA23CD": "E23000032", "PFA23NM": "Kent"}, BOW_TIE), ({"PFA23CD": "E23009999", "PFA23NM": "Nowhere"}, SQUARE),
        ({"PFA23CD": "E23000028", "PFA23NM": "Essex"}, [[[530000, 180000], [530001, 180000], [530001, 180001], [530000, 180000]]]),
        ({"PFA23CD": "E23000031", "PFA23NM": "Surrey"}, [[[0.0, 51.0], [1.0, 51.0]]]),
    )  # fmt: skip
    found = read(path)
    kent = found.one(force_id="kent")
    assert kent["edition"] == "2023"
    assert from_wkb(kent["geometry"]).is_valid and from_wkb(kent["geometry"]).area == pytest.approx(0.5)
    assert [(r.line, r.column) for r in found.rejects] == [(2, "PFA23CD"), (3, "geometry"), (4, "geometry")]
    assert "longitude and latitude" in found.rejects[1].reason


def test_many_mended_outlines_are_told_in_one_sentence_with_three_names_and_no_coordinates(
    tmp_path: Path,
) -> None:
    codes = ("E23000032 Kent", "E23000028 Essex", "E23000031 Surrey", "E23000033 Sussex")
    shapes = [({"PFA23CD": one.split()[0], "PFA23NM": one.split()[1]}, BOW_TIE) for one in codes]
    assert read(layer(tmp_path, *shapes)).notes == ["4 outlines were mended, among them Kent; Essex; Surrey."]
    (tmp_path / "two").mkdir()
    assert read(layer(tmp_path / "two", *shapes[:2])).notes == ["2 outlines were mended: Kent; Essex."]


def test_a_layer_on_the_national_grid_is_refused_with_what_to_do(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    with pytest.raises(FileProblem, match="WGS84"):
        read(layer(tmp_path, ({"PFA23CD": "E23000032"}, SQUARE), crs=crs))


def test_a_layer_without_area_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no code of a police force area"):
        read(layer(tmp_path, ({"name": "Field"}, SQUARE)))


def test_a_cut_layer_is_refused(tmp_path: Path) -> None:
    path = layer(tmp_path, ({"PFA23CD": "E23000032"}, SQUARE))
    path.write_text(path.read_text()[:-20])
    with pytest.raises(FileProblem, match="not whole JSON"):
        read(path)
