"""The notebook's twins: each validates against Vega-Lite's schema and holds the numbers of the drawing."""

import subprocess
import sys

import pytest

from peelian.charts.force_map import Shade
from peelian.charts.line import Series
from peelian.charts.times import Break
from tests.charts.cast import IDS, MONTHS, NAMES, TITLE, a_funnel, a_league, an_xmr

twins = pytest.importorskip("peelian.charts.altair", reason="the notebook extra is not installed")


def data(chart) -> list[dict]:
    """Every row of every layer, after validation by the schema."""
    spec = chart.to_dict(validate=True)
    found: list[dict] = []

    def walk(part: object) -> None:
        if isinstance(part, dict):
            held = part.get("data")
            if isinstance(held, dict) and "values" in held:
                found.extend(held["values"])
            for one in part.values():
                walk(one)
        elif isinstance(part, list):
            for one in part:
                walk(one)

    walk(spec)
    for rows in spec.get("datasets", {}).values():
        found.extend(rows)
    return found


def test_the_caterpillar_twin_holds_values_and_ranges() -> None:
    league = a_league()
    rows = {row["id"]: row for row in data(twins.caterpillar(league, NAMES, unit="proportion", title=TITLE))}
    assert len(rows) == 43
    for row in league.rows:
        held = rows[row.id]
        assert held["value"] == pytest.approx(row.value * 100)
        assert (held["rank"], held["rank_low"], held["rank_high"]) == (row.rank, row.rank_low, row.rank_high)


def test_the_funnel_twin_holds_points_and_limits() -> None:
    result = a_funnel()
    rows = data(twins.funnel(result, NAMES, unit="proportion", title=TITLE))
    points = {row["id"]: row["value"] for row in rows if "id" in row}
    assert points == pytest.approx({one.id: one.y * 100 for one in result.points})
    limits = [
        row["limit"]
        for row in rows
        if row.get("kind") == "widened" and row["side"] == "upper" and row["level"] == "95%"
    ]
    (curve,) = [one for one in result.curves if one.level == 0.95]
    assert limits == pytest.approx([value * 100 for value in curve.adjusted_upper])


def test_the_xmr_twin_holds_values_limits_and_target() -> None:
    result, _ = an_xmr()
    rows = data(twins.xmr(result, unit="seconds", title=TITLE))
    held = {row["period"]: (row["value"], row["mean"], row["upper"]) for row in rows if "period" in row}
    assert held == {one.period: (one.value, one.mean, one.upper) for one in result.points}
    assert {"target": 15} in rows


def test_the_line_twin_is_parted_as_the_drawing_is() -> None:
    series = Series("a", "A", MONTHS[:6], [1, 2, None, 4, 5, 6])
    rows = [row for row in data(twins.line(series, [Break("2020-06", "New")], title=TITLE)) if "run" in row]
    by_run: dict[str, list[float]] = {}
    for row in rows:
        by_run.setdefault(row["run"], []).append(row["value"])
    assert sorted(by_run.values()) == [[1, 2], [4, 5], [6]]


def test_the_slope_and_map_twins_hold_their_values() -> None:
    rows = data(
        twins.slope({"kent": 1, "essex": 2}, {"kent": 3}, NAMES, periods=("2018", "2019"), title=TITLE)
    )
    assert sorted((row["id"], row["value"]) for row in rows) == [("kent", 1), ("kent", 3)]
    shades = {id: Shade(index) for index, id in enumerate(IDS)} | {"kent": Shade(9, "not_comparable")}
    held = {row["id"]: row["value"] for row in data(twins.force_map(shades, title=TITLE))}
    assert held == {id: None if id == "kent" else index for index, id in enumerate(IDS)}


def test_no_drawing_loads_altair_or_pandas() -> None:
    code = (
        "import sys\n"
        "import peelian.charts.caterpillar, peelian.charts.funnel, peelian.charts.xmr, peelian.charts.line\n"
        "import peelian.charts.slope, peelian.charts.force_map, peelian.charts.sparkline\n"
        "print([name for name in ('altair', 'pandas', 'numpy', 'scipy', 'shapely', 'django') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
