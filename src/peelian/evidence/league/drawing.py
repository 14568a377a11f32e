"""The charts of a league table: the ranks with their ranges, the funnel, the map of equal tiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from peelian.evidence.mixed import own_words
from peelian.evidence.wording import area_name
from peelian.facts.league.words import both
from peelian.reference.problems import Bilingual
from peelian.ui.language import current
from peelian.ui.links import url

if TYPE_CHECKING:
    from peelian.charts.chart import Chart
    from peelian.facts.compare import Comparison
    from peelian.facts.league import LeagueTable, TableRow


FEW: Final = 3
"""A map of fewer forces than this shows nothing."""


def caterpillar_of(made: LeagueTable) -> Chart | None:
    """Every ranked force with its interval and its range of ranks; None when nobody is ranked."""
    from peelian.charts.caterpillar import caterpillar

    if made.league is None:
        return None
    return caterpillar(
        made.league,
        _names(made),
        unit=made.measure.unit,
        title=both(made.measure.title),
        lang=current(),
        missing={row.area_id: _why(row) for row in (*made.unranked, *made.missing)},
        href=_page_of,
        id="caterpillar",
    )


def funnel_of(made: LeagueTable) -> Chart | None:
    """How far each force lies from the whole, with the limits of chance; None where no funnel applies."""
    from peelian.charts.funnel import funnel

    if made.funnel is None:
        return None
    return funnel(
        made.funnel, _names(made), unit=made.measure.unit, size=_size(made), title=both(made.measure.title), lang=current(),
        href=_page_of, id="funnel",
    )  # fmt: skip


def map_of(made: LeagueTable, outlines: Mapping[str, Any] | None) -> Chart | None:
    """Where the figures lie: true outlines when they are given, else a tile for each force. None for a region or a few."""
    from peelian.charts.force_map import Shade, force_map

    if made.region or len(made.ranked) < FEW:
        return None
    shades = {
        row.area_id: Shade(row.value, row.state, _why(row)) for row in made.rows if row.area_kind == "force"
    }
    return force_map(
        shades, unit=made.measure.unit, title=both(made.measure.title), lang=current(), outlines=outlines, href=_page_of, id="tiles",
    )  # fmt: skip


def slope_of(made: Comparison) -> Chart | None:
    """Every force's figure in one period and in the next; None when no force has both."""
    from peelian.charts.slope import slope

    held = [pair for pair in made.rows if pair.difference is not None]
    if not held:
        return None
    return slope(
        {pair.first.area_id: pair.first.value for pair in held},
        {pair.second.area_id: pair.second.value for pair in held},
        {pair.first.area_id: area_name(pair.first.area_id) for pair in held},
        periods=(held[0].first.period, held[0].second.period),
        unit=made.measure.unit,
        title=both(made.measure.title),
        lang=current(),
        highlight=[pair.first.area_id for pair in held if pair.told_apart],
        href=_page_of,
        id="slope",
    )


def _size(made: LeagueTable) -> Bilingual:
    """What the funnel's base counts."""
    rules = made.measure.league
    if rules and rules.exposure and rules.exposure.dataset == "population":
        return Bilingual(
            "residents, counted once for each year", "trigolion, wedi’u cyfrif unwaith am bob blwyddyn"
        )
    return Bilingual("the number that the figure is out of", "y nifer y mae’r ffigur allan ohono")


def _names(made: LeagueTable) -> dict[str, str]:
    return {row.area_id: area_name(row.area_id) for row in made.rows}


def _why(row: TableRow) -> str:
    return own_words(row.reason, getattr(row.reason, "cy", ""))


def _page_of(area_id: str) -> str:
    return url("force", force_id=area_id)
