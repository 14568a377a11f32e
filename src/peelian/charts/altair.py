"""The same charts for a notebook, as Altair charts: interactive, with the same names, words and numbers.

Import this only where it is asked for: Altair takes more than a second and hundreds of megabytes, so no web process loads
it. Each function takes what its namesake of `peelian.charts` takes and returns an `altair.Chart` or a layered one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from peelian.charts.chart import said
from peelian.charts.force_map import Shade
from peelian.charts.line import Series, runs
from peelian.charts.line_words import break_note
from peelian.charts.marks import GREY, INK, NAVY, RANGE, RED
from peelian.charts.scale import numbers
from peelian.charts.tiles import SIDE, tile_map
from peelian.charts.times import Break, times
from peelian.charts.units import Unit, unit_of
from peelian.charts.words import name_of, period_words
from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.stats.funnel import Funnel
    from peelian.stats.league import League
    from peelian.stats.trend import Xmr

Words = str | Bilingual
Names = Mapping[str, str]
Units = str | Unit | Bilingual
WIDTH: Final = 560


def _chart(rows: Sequence[dict[str, Any]]) -> Any:
    return alt.Chart(alt.InlineData(values=list(rows)))


def _up(unit: Unit, value: float | None) -> float | None:
    return None if value is None or not numbers([value]) else value * unit.factor


def _layered(layers: Sequence[Any], title: Words, lang: str, *, height: float) -> alt.LayerChart:
    made: alt.LayerChart = alt.LayerChart(layer=list(layers)).properties(
        title=said(title, lang), width=WIDTH, height=height
    )
    return made


def caterpillar(
    league: League,
    names: Names,
    *,
    unit: Units = "",
    title: Words,
    lang: str = "en",
    **_: Any,
) -> alt.HConcatChart:
    """Every value with its interval, and beside it the ranks that it may have."""
    shown = unit_of(unit)
    rows = [
        {
            "id": row.id,
            "name": name_of(names, row.id, lang),
            "rank": row.rank,
            "rank_low": row.rank_low,
            "rank_high": row.rank_high,
            "group": row.tier,
            **{part: _up(shown, getattr(row, part)) for part in ("value", "lower", "upper")},
        }
        for row in league.rows
    ]
    order = [name_of(names, row.id, lang) for row in league.rows]
    y = alt.Y("name:N", sort=order, title=None)
    base = _chart(rows).encode(y=y, tooltip=["name:N", "value:Q", "lower:Q", "upper:Q", "rank:Q"])
    x = alt.X("value:Q", title=shown.heading(lang), scale=alt.Scale(zero=False))
    values = base.mark_rule(color=RANGE, strokeWidth=3).encode(x=alt.X("lower:Q"), x2="upper:Q")
    left = alt.layer(values, base.mark_point(color=NAVY, filled=True, opacity=1).encode(x=x))
    ranks = base.mark_rule(color=RANGE, strokeWidth=3).encode(x=alt.X("rank_low:Q"), x2="rank_high:Q")
    rank = alt.X("rank:Q", title="Safle" if lang == "cy" else "Rank")
    right = alt.layer(ranks, base.mark_point(color=NAVY, filled=True, opacity=1).encode(x=rank))
    height = max(60, 18 * len(rows))
    return alt.hconcat(
        left.properties(width=WIDTH * 0.6, height=height), right.properties(width=WIDTH * 0.4, height=height)
    ).properties(title=said(title, lang))


def funnel(
    result: Funnel,
    names: Names,
    *,
    unit: Units = "",
    size: Units = "",
    title: Words,
    lang: str = "en",
    **_: Any,
) -> alt.LayerChart:
    """Every unit by its size, with the limits of chance, plain and widened."""
    shown, across = unit_of(unit), unit_of(size)
    points = [
        {
            "id": one.id,
            "name": name_of(names, one.id, lang),
            "size": one.x,
            "value": _up(shown, one.y),
            "outside": one.adjusted_outside_95,
        }
        for one in result.points
    ]
    limits = [
        {
            "level": f"{100 * curve.level:g}%",
            "kind": kind,
            "side": side,
            "size": x,
            "limit": _up(shown, value),
        }
        for curve in result.curves
        for kind, pair in (
            ("plain", (curve.lower, curve.upper)),
            ("widened", (curve.adjusted_lower, curve.adjusted_upper)),
        )
        for side, values in zip(("lower", "upper"), pair, strict=True)
        for x, value in zip(curve.x, values, strict=True)
    ]
    y = alt.Y("value:Q", title=shown.heading(lang), scale=alt.Scale(zero=False))
    x = alt.X("size:Q", title=across.heading(lang))
    lines = (
        _chart(limits)
        .mark_line(color=GREY)
        .encode(x=x, y="limit:Q", detail="side:N", strokeDash="level:N", opacity="kind:N")
    )
    target = _chart([{"target": _up(shown, result.target)}]).mark_rule(color=INK).encode(y="target:Q")
    marks = (
        _chart(points)
        .mark_point(filled=True, size=60, color=NAVY, opacity=1)
        .encode(x=x, y=y, shape="outside:N", tooltip=["name:N", "value:Q", "size:Q"])
    )
    return _layered([lines, target, marks], title, lang, height=340)


def xmr(result: Xmr, *, unit: Units = "", title: Words, lang: str = "en", **_: Any) -> alt.LayerChart:
    """Values over time with mean, limits, rule breaks and target; a line a segment."""
    shown = unit_of(unit)
    axis = times([*(one.period for one in result.points), *result.missing])
    rows = [
        {
            "period": one.period,
            "label": period_words(one.period, lang),
            "segment": one.segment,
            "signal": one.signal,
            **{part: _up(shown, getattr(one, part)) for part in ("value", "mean", "lower", "upper")},
        }
        for one in result.points
    ]
    x = alt.X("period:O", sort=list(axis.periods), title=None)
    base = _chart(rows).encode(x=x, detail="segment:N", tooltip=["label:N", "value:Q"])
    y = alt.Y("value:Q", title=shown.heading(lang), scale=alt.Scale(zero=False))
    layers = [
        base.mark_line(color=GREY, strokeDash=[6, 4]).encode(y=f"{part}:Q") for part in ("lower", "upper")
    ]
    layers += [
        base.mark_line(color=GREY).encode(y="mean:Q"),
        base.mark_line(color=NAVY).encode(y=y),
        base.mark_point(filled=True, size=60, opacity=1).encode(y=y, shape="signal:N", color="signal:N"),
    ]
    if result.target is not None:
        target = _chart([{"target": _up(shown, result.target)}])
        layers.append(target.mark_rule(color=RED, strokeDash=[2, 3]).encode(y="target:Q"))
    return _layered(layers, title, lang, height=300)


def line(
    series: Sequence[Series] | Series,
    breaks: Sequence[Break] = (),
    *,
    unit: Units = "",
    title: Words,
    lang: str = "en",
    **_: Any,
) -> alt.LayerChart:
    """Series over time, parted where a period is missing and at each break."""
    many = (series,) if isinstance(series, Series) else tuple(series)
    shown, axis = unit_of(unit), times([period for one in many for period in one.periods])
    rows = [
        {
            "series": said(one.name, lang),
            "run": f"{one.id}-{index}",
            "period": period,
            "label": period_words(period, lang),
            "value": _up(shown, one.held()[period]),
        }
        for one in many
        for index, run in enumerate(runs(one, axis, breaks))
        for period in run
    ]
    base = _chart(rows).encode(
        x=alt.X("period:O", sort=list(axis.periods), title=None),
        y=alt.Y("value:Q", title=shown.heading(lang), scale=alt.Scale(zero=False)),
        color=alt.Color("series:N", title=None),
        detail="run:N",
        tooltip=["series:N", "label:N", "value:Q"],
    )
    layers = [base.mark_line(), base.mark_point(filled=True)]
    parted = [
        {"period": one.at, "reason": said(break_note(one), lang)} for one in breaks if one.at in axis.periods
    ]
    if parted:
        rule = _chart(parted).mark_rule(strokeDash=[3, 3], color=INK)
        layers.append(rule.encode(x=alt.X("period:O", sort=list(axis.periods)), tooltip="reason:N"))
    return _layered(layers, title, lang, height=300)


def slope(
    before: Mapping[str, float | None],
    after: Mapping[str, float | None],
    names: Names,
    *,
    periods: tuple[str, str],
    unit: Units = "",
    title: Words,
    lang: str = "en",
    **_: Any,
) -> alt.LayerChart:
    """Two periods side by side, for the units that have both."""
    shown = unit_of(unit)
    both = [
        id for id in before if _up(shown, before[id]) is not None and _up(shown, after.get(id)) is not None
    ]
    order = [period_words(one, lang) for one in periods]
    rows = [
        {"id": id, "name": name_of(names, id, lang), "period": period, "value": _up(shown, part[id])}
        for id in both
        for period, part in zip(order, (before, after), strict=True)
    ]
    base = _chart(rows).encode(
        x=alt.X("period:O", sort=order, title=None),
        y=alt.Y("value:Q", title=shown.heading(lang), scale=alt.Scale(zero=False)),
        detail="id:N",
        tooltip=["name:N", "period:N", "value:Q"],
    )
    layers = [base.mark_line(color=GREY), base.mark_point(color=NAVY, filled=True)]
    return _layered(layers, title, lang, height=400)


def force_map(
    values: Mapping[str, Shade],
    names: Names | None = None,
    *,
    unit: Units = "",
    title: Words,
    lang: str = "en",
    **_: Any,
) -> alt.LayerChart:
    """A tile a force with its value; forces without a figure are in grey."""
    shown = unit_of(unit)
    rows = []
    for tile in tile_map():
        shade = values.get(tile.force.id, Shade(None, "no_data"))
        known = Bilingual(tile.force.short_name, tile.force.name_cy)
        rows.append(
            {
                "id": tile.force.id,
                "name": name_of(names or {tile.force.id: known}, tile.force.id, lang),
                "short": tile.text,
                "column": tile.x // SIDE,
                "row": tile.y // SIDE,
                "value": _up(shown, shade.value) if shade.shown else None,
                "state": shade.state,
            }
        )
    base = _chart(rows).encode(
        x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None), tooltip=["name:N", "value:Q", "state:N"]
    )
    tiles = base.mark_rect(stroke="white").encode(
        color=alt.condition(
            "isValid(datum.value)", alt.Color("value:Q", title=shown.heading(lang)), alt.value("#dddddd")
        )
    )
    names_on = base.mark_text(fontWeight="bold").encode(text="short:N")
    return _layered([tiles, names_on], title, lang, height=560)
