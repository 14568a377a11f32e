"""Lines, limits and sparklines: places in time, partings, gaps, labels and words."""

from datetime import date
from itertools import pairwise

import pytest

from peelian.charts.line import Series, line
from peelian.charts.problems import BadChart
from peelian.charts.sparkline import sparkline
from peelian.charts.times import Break
from peelian.charts.xmr import xmr
from peelian.reference.problems import Bilingual
from tests.charts.cast import MONTHS, TITLE, an_xmr
from tests.charts.drawn import SVG, in_proportion, marks, parsed, part, shapes, texts

KENT = Series("kent", Bilingual("Kent", "Heddlu Caint"), MONTHS[:12], [3, 4, 5, None, 6, 7, 5, 4, 8, 9, 7, 6])


def joined(root) -> list[int]:
    """How many places each drawn curve joins."""
    return [
        node.get("d").count("L") + 1
        for node in root.iter(f"{SVG}path")
        if node.get("vector-effect") and node.get("d")
    ]


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_marks_stand_in_proportion_to_value_and_time(kind: str) -> None:
    places = marks(part(parsed(line(KENT, unit="count", title=TITLE).svg), kind))
    held = [
        (period, value) for period, value in zip(KENT.periods, KENT.values, strict=True) if value is not None
    ]
    assert set(places) == {f"kent:{period}" for period, _ in held}
    assert in_proportion([places[f"kent:{period}"][1] for period, _ in held], [value for _, value in held])
    # An own calendar: the middle of a month is half-way between its first day and the next month's, less a day.
    starts = [date(2020, month, 1).toordinal() for month in range(1, 13)] + [date(2021, 1, 1).toordinal()]
    middles = {f"2020-{n + 1:02d}": (starts[n] + starts[n + 1] - 1) / 2 for n in range(12)}
    assert in_proportion(
        [places[f"kent:{period}"][0] for period, _ in held], [middles[period] for period, _ in held]
    )


def test_a_missing_value_parts_the_line() -> None:
    assert joined(part(parsed(line(KENT, title=TITLE).svg), "wide")) == [3, 8]


def test_a_month_that_nobody_lists_parts_the_line_too() -> None:
    periods = [*MONTHS[:4], *MONTHS[6:9]]
    chart = line(Series("a", "A", periods, [1, 2, 3, 4, 5, 6, 7]), title=TITLE)
    assert joined(part(parsed(chart.svg), "wide")) == [4, 3]


def test_a_line_is_never_joined_across_a_break_and_the_reason_is_told() -> None:
    whole = Series("a", "A", MONTHS[:12], list(range(12)))
    chart = line(whole, [Break("2020-07", Bilingual("A new basis", "Sail newydd"))], title=TITLE)
    wide = part(parsed(chart.svg), "wide")
    assert joined(wide) == [6, 6]
    assert "1" in texts(wide)
    assert "A new basis" in chart.description
    assert "Sail newydd" in chart.description.cy
    assert [str(note) for note in chart.notes] == ["From July 2020: A new basis"]
    assert "A new basis" in chart.figure()


def test_a_break_between_two_periods_of_the_axis_parts_them() -> None:
    years = Series("a", "A", ["ye_2018_03", "ye_2019_03", "ye_2020_03"], [1, 2, 3])
    chart = line(years, [Break("2018-09", "New rules")], title=TITLE)
    assert joined(part(parsed(chart.svg), "wide")) == [2]


@pytest.mark.parametrize(
    ("at", "parts"), [("2020-06-30", [6, 6]), ("2020-07-01", [6, 6]), ("2020-07-02", [7, 5])]
)
def test_a_break_on_a_day_parts_the_line_before_the_first_month_from_that_day(
    at: str, parts: list[int]
) -> None:
    whole = Series("a", "A", MONTHS[:12], list(range(12)))
    assert joined(part(parsed(line(whole, [Break(at, "New rules")], title=TITLE).svg), "wide")) == parts


def test_intervals_reach_from_their_lower_to_their_upper_end() -> None:
    series = Series("a", "A", MONTHS[:3], [10, 20, 30], [8, None, 25], [12, None, 35])
    wide = part(parsed(line(series, title=TITLE).svg), "wide")
    curves = [node.get("d") for node in wide.iter(f"{SVG}path") if node.get("vector-effect")]
    ends = [[float(at.split(",")[1]) for at in d[1:].split("L")] for d in curves if d.count("L") == 1]
    heights = sorted(abs(first - last) for first, last in ends)
    assert len(heights) == 2
    assert heights[1] / heights[0] == pytest.approx(10 / 4, rel=0.01)


def test_one_layout_is_seen_until_the_style_sheet_says_otherwise() -> None:
    root = parsed(line(KENT, title=TITLE).svg)
    assert (part(root, "wide").get("display"), part(root, "narrow").get("display")) == (None, "none")


def test_the_description_tells_first_last_highest_lowest_and_missing() -> None:
    text = line(KENT, unit="count", title=TITLE).description
    assert (
        "from 3 (January 2020) to 6 (December 2020); highest 9 (October 2020), lowest 3 (January 2020)"
        in text
    )
    assert "Without a figure: 1 (April 2020)" in text
    assert "Ebrill 2020" in text.cy


def test_many_series_are_named_differ_by_shape_and_keep_their_labels_apart() -> None:
    many = [Series(f"s{n}", f"Force number {n}", MONTHS[:6], [10 + n * 0.1] * 6) for n in range(9)]
    root = parsed(line(many, title=TITLE).svg)
    wide, narrow = part(root, "wide"), part(root, "narrow")
    assert len({shapes(wide)[f"s{n}:2020-01"] for n in range(6)}) == 6
    for n in range(6):
        assert f"Force number {n}" in " ".join(texts(wide))
        assert f"Force number {n}" in " ".join(texts(narrow))
    ends = sorted(
        float(node.get("y")) for node in wide.iter(f"{SVG}text") if "Force number" in (node.text or "")
    )
    assert min(b - a for a, b in pairwise(ends)) >= 14.9
    assert "The others: 3" in texts(wide)


def test_a_line_alone_keeps_no_room_for_a_name_that_is_not_written() -> None:
    short, long = (
        Series("a", name, MONTHS[:6], [1, 2, 3, 4, 5, 6]) for name in ("A", "A very long name of a force")
    )
    drawn = [part(parsed(line(one, title=TITLE).svg), "wide") for one in (short, long)]
    assert "A very long name of a force" not in " ".join(texts(drawn[1]))
    assert marks(drawn[0]) == marks(drawn[1])


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    far = Series("a", "A", MONTHS[:3], [100, 101, 103])
    assert any("does not begin at 0" in text for text in texts(parsed(line(far, title=TITLE).svg)))
    assert not any("does not begin" in text for text in texts(parsed(line(far, title=TITLE, zero=True).svg)))


@pytest.mark.parametrize(
    "values", [[0, 4, 9], [1, 90, 100], [-1, 40, 90], [-300, -301, -303], [None, None, None]]
)
def test_an_axis_that_begins_at_zero_or_below_says_nothing_of_it(values: list[float | None]) -> None:
    told = texts(parsed(line(Series("a", "A", MONTHS[:3], values), unit="seconds", title=TITLE).svg))
    assert "Seconds" in " ".join(told)
    assert not any("does not begin" in text for text in told)


def test_lists_of_different_lengths_are_refused_in_words() -> None:
    with pytest.raises(BadChart, match="different lengths"):
        line(Series("a", "A", MONTHS[:3], [1, 2]), title=TITLE)


@pytest.mark.parametrize("values", [[], [None, None], [4.0], [0.0, 0.0], [-3.0, -9.0], [1e14, 9e14]])
def test_any_series_is_drawn(values: list[float | None]) -> None:
    series = Series("a", "A", MONTHS[: len(values)], values)
    held = [value for value in values if value is not None]
    assert len(marks(part(parsed(line(series, title=TITLE).svg), "wide"))) == len(held)
    parsed(sparkline(series, title=TITLE).svg)


def test_points_of_an_xmr_chart_stand_in_proportion_and_break_the_rules_by_shape() -> None:
    result, _ = an_xmr()
    wide = part(parsed(xmr(result, unit="seconds", title=TITLE).svg), "wide")
    places, outlines = marks(wide), shapes(wide)
    assert in_proportion(
        [places[one.period][1] for one in result.points], [one.value for one in result.points]
    )
    by_signal = {one.signal: outlines[one.period] for one in result.points}
    assert len(by_signal) > 1, "the cast no longer breaks a rule"
    assert len(set(by_signal.values())) == len(by_signal)
    assert all(outlines[one.period] == by_signal[one.signal] for one in result.points)


def test_an_xmr_chart_tells_limits_target_rebase_and_missing() -> None:
    result, _ = an_xmr()
    chart = xmr(result, unit="seconds", title=TITLE)
    labels = texts(part(parsed(chart.svg), "wide"))
    for kind, level in (("Mean", result.mean), ("Upper limit", result.upper)):
        assert f"{kind} {level:.1f}" in labels
    assert "Target 15" in labels
    assert [str(note) for note in chart.notes] == ["From January 2022: A new control room"]
    assert "Without a figure: 1 (October 2020)" in chart.description
    assert "Hydref 2020" in chart.description.cy
    told = {row[0]: row for row in chart.rows}
    assert told["October 2020"][1] == "No data"
    assert "above the upper limit" in told["June 2020"][-1]
    assert len(chart.rows) == 36


def test_limits_start_afresh_at_a_rebase() -> None:
    result, values = an_xmr()
    wide = part(parsed(xmr(result, title=TITLE).svg), "wide")
    # Values: 9 before the gap, 14 after it, 12 after the rebase; mean and two limits a segment are lines of two places.
    curves = joined(wide)
    assert sorted(count for count in curves if count > 2) == [9, 12, 14]
    levels = sum(level is not None for one in result.segments for level in (one.mean, one.lower, one.upper))
    assert curves.count(2) == levels + 1, "the target is one more"
    assert values[9] is None
