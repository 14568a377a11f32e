"""The map of the forces and the slope of two periods."""

from itertools import pairwise

import pytest
from shapely.geometry import Polygon, box, mapping

from peelian.charts.classes import classes
from peelian.charts.force_map import Shade, force_map
from peelian.charts.outlines import fitted
from peelian.charts.problems import BadChart
from peelian.charts.slope import slope
from peelian.charts.text import width
from peelian.charts.tiles import SIDE, tile_map
from peelian.reference.forces import forces
from tests.charts.cast import IDS, NAMES, TITLE
from tests.charts.drawn import SVG, in_proportion, marks, parsed, part, texts

SHARES = {id: (index * 17 % 43) / 100 for index, id in enumerate(IDS)}


def test_every_force_has_one_tile_and_no_two_share_a_place() -> None:
    tiles = tile_map()
    assert sorted(tile.force.id for tile in tiles) == sorted(force.id for force in forces())
    assert len({(tile.x, tile.y) for tile in tiles}) == 43
    assert len({tile.text for tile in tiles}) == 43
    assert all(width(tile.text, 22, bold=True) <= SIDE - 3 for tile in tiles)


def test_tiles_lie_as_the_forces_do() -> None:
    at = {tile.force.id: (tile.x, tile.y) for tile in tile_map()}
    assert min(at, key=lambda id: at[id][1]) == "northumbria"
    for west, east in (
        ("devon-and-cornwall", "kent"),
        ("dyfed-powys", "norfolk"),
        ("merseyside", "humberside"),
    ):
        assert at[west][0] < at[east][0]
    for north, south in (("cumbria", "north-wales"), ("norfolk", "essex"), ("west-midlands", "sussex")):
        assert at[north][1] < at[south][1]


def places(root) -> dict[str, list[str]]:
    return {
        node.get("data-id"): texts(node)
        for node in root.iter(f"{SVG}g")
        if node.get("class") == "peelian-chart-place"
    }


def test_each_tile_says_its_value_and_those_without_are_hatched() -> None:
    shades = {id: Shade(share) for id, share in SHARES.items()}
    shades["kent"] = Shade(None, "no_data")
    shades["city-of-london"] = Shade(0.4, "not_comparable")
    del shades["essex"]
    chart = force_map(shades, unit="proportion", title=TITLE)
    root = parsed(chart.svg)
    said = places(root)
    assert len(said) == 43
    for id, share in SHARES.items():
        empty = id in {"kent", "city-of-london", "essex"}
        assert said[id][1] == ("–" if empty else f"{share * 100:.1f}%")
    hatched = [node for node in root.iter(f"{SVG}rect") if node.get("class") == "peelian-chart-empty"]
    assert len(hatched) == 3 + 1, "three tiles and the legend"
    assert all(node.get("fill").startswith("url(#map-") for node in hatched)
    assert "Without a figure to compare: 3 (City of London, Essex and Kent)" in chart.description
    sizes = [int(text.rpartition(": ")[2].rstrip(")")) for text in texts(root) if "(forces: " in text]
    assert len(sizes) == 5
    assert sum(sizes) == 40, "the legend counts each force with a figure once"
    assert "No figure to compare (3)" in texts(root)
    assert {row[1] for row in chart.rows if row[0] == "City of London"} == {"Not comparable"}


def test_a_provisional_value_is_marked_on_its_tile_and_in_the_legend() -> None:
    shades = {"kent": Shade(3, "provisional"), "essex": Shade(4)}
    root = parsed(force_map(shades, unit="count", title=TITLE).svg)
    assert (places(root)["kent"][1], places(root)["essex"][1]) == ("3p", "4")
    assert "p: provisional figure" in texts(root)


def test_the_description_of_a_map_names_highest_and_lowest() -> None:
    chart = force_map({id: Shade(share) for id, share in SHARES.items()}, unit="proportion", title=TITLE)
    high, low = max(SHARES, key=SHARES.get), min(SHARES, key=SHARES.get)
    assert f"Highest: {NAMES[high]}, {SHARES[high] * 100:.1f}%." in chart.description
    assert f"Isaf: {NAMES[low].cy}, {SHARES[low] * 100:.1f}%." in chart.description.cy


@pytest.mark.parametrize("value", [0.0, -12.5, 1_234_567.0, 355_733.0, 0.000123, 98_765_432_109.0])
def test_a_value_of_any_size_fits_into_its_tile(value: float) -> None:
    (tile, *_) = tile_map()
    said = places(parsed(force_map({tile.force.id: Shade(value)}, unit="count", title=TITLE).svg))[
        tile.force.id
    ][1]
    assert said
    assert width(said, 22) <= SIDE


def test_classes_are_of_like_size_and_equal_values_share_one() -> None:
    made = classes(SHARES)
    assert len(made) == 5
    assert sorted(id for one in made for id in one.members) == sorted(SHARES)
    assert max(len(one.members) for one in made) - min(len(one.members) for one in made) <= 1
    assert all(a.highest < b.lowest for a, b in pairwise(made))
    alike = classes({"a": 1, "b": 1, "c": 1, "d": 1, "e": 2}, most=2)
    assert [one.members for one in alike] == [("a", "b", "c", "d"), ("e",)]
    (one,) = classes(dict.fromkeys(IDS, 3.0))
    assert len(one.members) == 43
    assert classes({}) == ()


def test_outlines_keep_their_shape_and_point_north() -> None:
    # Two squares of ten kilometres in metres of a grid, the second to the north-east, one as GeoJSON.
    squares = {"kent": box(0, 0, 10_000, 10_000), "essex": mapping(box(10_000, 10_000, 20_000, 20_000))}
    placed, height = fitted(squares, 560)
    assert height == pytest.approx(560)
    kent, essex = placed
    assert (kent.x, kent.y) == pytest.approx((140, 420))
    assert (essex.x, essex.y) == pytest.approx((420, 140))


def test_a_degree_of_longitude_is_drawn_shorter_than_one_of_latitude() -> None:
    _, height = fitted({"kent": box(-1, 51, 1, 53)}, 560)
    # cos(52°) = 0.61566: two degrees of longitude are 1.2313 degrees of latitude long.
    assert height == pytest.approx(560 / 0.61566, rel=1e-4)


def test_a_map_of_outlines_says_the_class_of_each_and_who_has_no_outline() -> None:
    squares = {
        id: box(index % 7, index // 7, index % 7 + 1, index // 7 + 1) for index, id in enumerate(IDS[:-1])
    }
    squares["kent"] = Polygon([(0, 0), (0.001, 0), (0.001, 0.001)])
    shades = {id: Shade(share) for id, share in SHARES.items()}
    root = parsed(force_map(shades, unit="proportion", title=TITLE, outlines=squares).svg)
    seen = texts(root)
    letters = [text for text in seen if text in set("ABCDE")]
    assert len(letters) == 41 + 5, "every outline but the one too small, and the legend"
    kent = next(one.letter for one in classes(SHARES) if "kent" in one.members)
    assert f"Kent: {kent}" in seen
    assert f"Without an outline: {NAMES[IDS[-1]]}" in seen


def test_outlines_that_are_no_polygons_are_refused_in_words() -> None:
    with pytest.raises(BadChart, match="not polygons"):
        fitted({"kent": {"type": "Point", "coordinates": [0, 51]}}, 560)


BEFORE = {id: 10 + (index * 7 % 11) + index / 100 for index, id in enumerate(IDS)}
AFTER = {id: 9 + (index * 5 % 13) + index / 100 for index, id in enumerate(IDS)}


def a_slope(count: int, **settings):
    before = {id: BEFORE[id] for id in IDS[:count]}
    after = {id: AFTER[id] for id in IDS[:count]}
    return slope(
        before, after, NAMES, periods=("ye_2018_03", "ye_2021_03"), unit="seconds", title=TITLE, **settings
    )


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_slopes_stand_in_proportion_on_one_scale(kind: str) -> None:
    at = marks(part(parsed(a_slope(10).svg), kind))
    heights = [at[f"{id}:before"][1] for id in IDS[:10]] + [at[f"{id}:after"][1] for id in IDS[:10]]
    assert in_proportion(heights, [BEFORE[id] for id in IDS[:10]] + [AFTER[id] for id in IDS[:10]])


@pytest.mark.parametrize("count", [1, 10, 43])
@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_labels_of_a_slope_do_not_touch_and_all_are_there(count: int, kind: str) -> None:
    layout = part(parsed(a_slope(count).svg), kind)
    after = [node for node in layout.iter(f"{SVG}text") if node.get("text-anchor") is None]
    named = [node for node in after if any(str(NAMES[id]) in node.text for id in IDS[:count])]
    assert len(named) == count
    heights = sorted(float(node.get("y")) for node in named)
    assert all(b - a >= 16.9 for a, b in pairwise(heights))


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_the_units_that_are_marked_are_bold_and_lie_over_the_others(kind: str) -> None:
    layout = part(parsed(a_slope(10, highlight=[IDS[2], IDS[7]]).svg), kind)
    units = [node for node in layout.iter(f"{SVG}g") if node.get("class") == "peelian-chart-unit"]
    names = [next(iter(marks(unit))).partition(":")[0] for unit in units]
    wide = [max(float(line.get("stroke-width", 0)) for line in unit.iter(f"{SVG}line")) for unit in units]
    bold = [any(text.get("font-weight") for text in unit.iter(f"{SVG}text")) for unit in units]
    assert set(names[-2:]) == {IDS[2], IDS[7]}
    assert wide == [1.5] * 8 + [3] * 2
    assert bold == [False] * 8 + [True] * 2


def test_the_description_of_a_slope_counts_rises_and_falls_and_names_the_largest() -> None:
    text = a_slope(10).description
    change = {id: AFTER[id] - BEFORE[id] for id in IDS[:10]}
    assert f"Rose: {sum(c > 0 for c in change.values())}; fell: {sum(c < 0 for c in change.values())}" in text
    assert f"Largest rise: {NAMES[max(change, key=change.get)]}," in text
    assert f"Largest fall: {NAMES[min(change, key=change.get)]}," in text
    assert f"Highest now: {NAMES[max(IDS[:10], key=AFTER.get)]}," in text


def test_a_force_without_both_figures_is_told_and_not_drawn() -> None:
    chart = slope(
        {"kent": 3, "essex": 4}, {"kent": 5, "essex": None}, NAMES, periods=("2018", "2019"), title=TITLE
    )
    assert set(marks(part(parsed(chart.svg), "wide"))) == {"kent:before", "kent:after"}
    assert "Without both figures: 1 (Essex)" in chart.description
    assert chart.rows[-1] == ("Essex", "4", "No data", "–")
