"""The funnel chart: places, limits, shapes, names, words."""

import pytest

from peelian.charts.funnel import funnel
from peelian.stats.funnel import funnel as funnel_of
from tests.charts.cast import IDS, NAMES, TITLE, TRIALS, a_funnel
from tests.charts.drawn import SVG, in_proportion, marks, parsed, part, shapes, texts


def drawn(result, **settings):
    return funnel(result, NAMES, unit="proportion", size="crimes recorded", title=TITLE, **settings)


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_points_stand_in_proportion_to_value_and_size(kind: str) -> None:
    from math import log10

    result = a_funnel()
    places = marks(part(parsed(drawn(result).svg), kind))
    assert in_proportion([places[one.id][1] for one in result.points], [one.y for one in result.points])
    logged = max(TRIALS) > 20 * min(TRIALS)
    sizes = [log10(one.x) if logged else one.x for one in result.points]
    assert in_proportion([places[one.id][0] for one in result.points], sizes)


def test_shape_tells_how_far_out_a_force_lies_and_on_which_side() -> None:
    # All about one in ten, but for one force far above and one far below.
    events = [{0: 400, 1: 10}.get(place, 98 + place % 5) for place in range(43)]
    result = funnel_of(IDS, events, [1000] * 43, kind="proportion")
    chart = drawn(result)
    outlines = shapes(part(parsed(chart.svg), "wide"))
    up = {outlines[one.id] for one in result.points if one.adjusted_outside_95 and one.y > result.target}
    down = {outlines[one.id] for one in result.points if one.adjusted_outside_95 and one.y < result.target}
    inside = {outlines[one.id] for one in result.points if not one.adjusted_outside_95}
    assert len(up) == len(down) == len(inside) == 1
    assert len(up | down | inside) == 3
    told = {row[0]: row[-1] for row in chart.rows}
    assert (told[NAMES[IDS[0]]], told[NAMES[IDS[1]]], told[NAMES[IDS[2]]]) == (
        "above 99.8%",
        "below 99.8%",
        "inside",
    )


def test_the_description_names_those_outside_the_widened_limits() -> None:
    result = a_funnel()
    chart = drawn(result)
    assert sum(one.adjusted_outside_95 for one in result.points) == 2
    for one in result.points:
        if one.adjusted_outside_95:
            assert str(NAMES[one.id]) in chart.description
            assert NAMES[one.id].cy in chart.description.cy
    high, low = (pick(result.points, key=lambda one: one.y) for pick in (max, min))
    assert f"Highest: {NAMES[high.id]}, {high.y * 100:.1f}%." in chart.description
    assert f"Lowest: {NAMES[low.id]}, {low.y * 100:.1f}%." in chart.description
    inside = sum(not one.adjusted_outside_95 for one in result.points)
    assert f"{inside} cannot be told apart from the line" in chart.description


def test_both_kinds_of_limits_are_drawn_and_named() -> None:
    result = a_funnel()
    assert result.tau2 > 0, "the cast is no longer over-dispersed"
    wide = part(parsed(drawn(result).svg), "wide")
    curves = [node for node in wide.iter(f"{SVG}path") if node.get("vector-effect")]
    assert len(curves) == 10, "two levels by two sides by two kinds, the ground between, the target"
    seen = texts(wide)
    for text in ("widened 95% limits", "widened 99.8% limits", "chance alone, 95% and 99.8%"):
        assert text in seen


def test_names_lie_on_no_other_name() -> None:
    from peelian.charts.placing import Box, place

    crowd = [(100 + n % 5, 100 + n % 3) for n in range(20)]
    placed = place(crowd, [(n, f"Force {n}") for n in range(20)], Box(0, 0, 300, 300))
    assert len({one.index for one in placed}) == len(placed) <= 4


def test_the_table_lists_the_furthest_first_and_everyone() -> None:
    result = a_funnel()
    chart = drawn(result)
    furthest = max(result.points, key=lambda one: abs(one.z_adjusted))
    assert chart.rows[0][0] == str(NAMES[furthest.id])
    assert len(chart.rows) == 43


def test_two_forces_are_enough_for_a_drawing() -> None:
    assert len(marks(part(parsed(drawn(a_funnel(2)).svg), "wide"))) == 2


def test_those_that_the_funnel_was_never_given_are_told_with_the_reason() -> None:
    chart = drawn(a_funnel(5), missing={"kent": "Counts were not published"})
    assert "Without a figure: 1 (Kent)." in chart.description
    assert chart.rows[-1][:2] == ("Kent", "Counts were not published")
    assert "Nobody is missing." in drawn(a_funnel(5), missing={}).description
    assert "issing" not in drawn(a_funnel(5)).description, (
        "who was not told of anybody does not say that nobody is"
    )
