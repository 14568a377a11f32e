"""League tables and comparisons as an analyst meets them in a notebook: a table to look at, a frame, a chart.

    table = peelian.league("answered_under_10s", period="2023-11")
    table                  # shown with its ranges, its missing forces and its pitfalls
    table.frame()          # a pandas DataFrame
    table.chart()          # an Altair chart; svg=True for the drawing that the site shows

Everything that the table itself holds is there too: `table.ranked`, `table.pitfalls`, `table.checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from peelian.reference.problems import Bilingual, Problem

if TYPE_CHECKING:
    from pandas import DataFrame

    from peelian.facts.compare.table import CompareRow, Comparison
    from peelian.facts.league.table import LeagueTable


class NothingToDraw(Problem):
    """There is no picture of this."""

    code = "notebook-nothing-to-draw"
    en = "There is no chart of this: {why}"
    cy = "Nid oes siart o hwn: {why}"


class Shown:
    """What a result is in a notebook. Attributes that are not here are those of the result itself."""

    result: Any

    def __init__(self, held: Any) -> None:
        self.result = held

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "result":
            raise AttributeError(name)
        return getattr(self.result, name)

    def _repr_html_(self) -> str:
        return _shown(self._rows(), self._columns(), self._said())

    def frame(self) -> DataFrame:
        """One row a force or pair, as `as_rows`; numbers nullable, so that what is missing is <NA> and never 0."""
        import pandas as pd

        rows = self._rows()
        columns = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
        return pd.DataFrame({name: _column(pd, values) for name, values in columns.items()})

    def _rows(self) -> Sequence[dict[str, Any]]:
        return list(self.result.as_rows())

    def _columns(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _said(self) -> Iterable[str]:
        raise NotImplementedError


class ShownLeague(Shown):
    """A league table in a notebook."""

    result: LeagueTable

    def chart(self, *, lang: str = "en", svg: bool = False) -> Any:
        """The ranked forces with their intervals and ranges of ranks: an Altair chart, or a `charts.Chart`.

        Raises NothingToDraw where no force is ranked.
        """
        table = self.result
        if table.league is None:
            raise NothingToDraw(
                why=Bilingual(
                    "no force is ranked in this period.", "nid oes heddlu wedi'i restru yn y cyfnod hwn."
                )
            )
        names = {row.area_id: Bilingual(row.area_name, row.area_name_cy) for row in table.rows}
        options: dict[str, Any] = {
            "unit": table.measure.unit,
            "title": _title(table),
            "lang": lang,
            "missing": {row.area_id: row.reason or "" for row in table.rows if row.rank is None},
            "decimals": table.measure.decimals if table.measure.unit != "proportion" else None,
        }
        return _chart("caterpillar", svg)(table.league, names, **options)

    def _columns(self) -> tuple[str, ...]:
        return ("rank", "rank_low", "rank_high", "area_name", "value", "lower", "upper", "state", "reason")

    def _said(self) -> Iterable[str]:
        table = self.result
        yield str(_title(table))
        if table.chosen:
            yield str(table.chosen)
        for check in table.checks:
            if check.outcome != "pass":
                yield str(check.sentence)
        for pitfall in table.pitfalls:
            yield f"{pitfall.text} {pitfall.because}".strip()


class ShownComparison(Shown):
    """A comparison in a notebook."""

    result: Comparison

    def chart(self, *, lang: str = "en", svg: bool = False) -> Any:
        """Of two periods a line a force from one to the other; of two forces each with its interval.

        An Altair chart, or a `charts.Chart`. Raises NothingToDraw where no pair has both figures.
        """
        found = self.result
        pairs = [row for row in found.rows if row.difference is not None]
        if not pairs:
            raise NothingToDraw(why=found.sentence)
        if found.of == "areas":
            return self._of_areas(pairs[0], lang=lang, svg=svg)
        names = {
            row.first.area_id: Bilingual(row.first.area_name, row.first.area_name_cy) for row in found.rows
        }
        return _chart("slope", svg)(
            {row.first.area_id: row.first.value for row in found.rows},
            {row.second.area_id: row.second.value for row in found.rows},
            names,
            periods=(pairs[0].first.period, pairs[0].second.period),
            unit=found.measure.unit,
            title=Bilingual(found.measure.title.en, found.measure.title.cy),
            lang=lang,
        )

    def _of_areas(self, pair: CompareRow, *, lang: str, svg: bool) -> Any:
        from peelian.facts.league import league_table

        areas = [pair.first.area_id, pair.second.area_id]
        if {pair.first.area_kind, pair.second.area_kind} != {"force"}:
            raise NothingToDraw(why=self.result.sentence)
        table = league_table(
            self.result.measure, pair.first.period, areas=areas, where=self.result.where or None
        )
        return ShownLeague(table).chart(lang=lang, svg=svg)

    def _columns(self) -> tuple[str, ...]:
        return (
            "first_area_name", "first_period", "first_value", "second_area_name", "second_period", "second_value",
            "difference", "difference_lower", "difference_upper", "told_apart", "reason",
        )  # fmt: skip

    def _said(self) -> Iterable[str]:
        yield str(self.result.sentence)
        for check in self.result.checks:
            if check.outcome != "pass":
                yield str(check.sentence)


def _column(pd: Any, values: Sequence[Any]) -> Any:
    """Numbers and truth values as nullable columns; all else as it is."""
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {int, float}:
        return pd.array(values, dtype="Float64" if float in kinds else "Int64")
    return pd.array(values, dtype="boolean") if kinds == {bool} else values


def _title(table: LeagueTable) -> Bilingual:
    from peelian.facts.league.printing import title

    return title(table)


def _chart(name: str, svg: bool) -> Any:
    """The drawing of that name for the site, or its Altair twin."""
    return getattr(import_module(f"peelian.charts.{name}" if svg else "peelian.charts.altair"), name)


def _shown(rows: Sequence[dict[str, Any]], columns: Sequence[str], said: Iterable[str]) -> str:
    """A plain HTML table with what must be read beside it."""
    first, *others = said
    head = "".join(f"<th scope='col'>{escape(name.replace('_', ' '))}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row[name])}</td>' for name in columns)}</tr>" for row in rows)
    notes = "".join(f"<li>{escape(text)}</li>" for text in others)
    return (
        f"<table><caption>{escape(first)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<ul>{notes}</ul>"
    )


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return escape(f"{value:,.4g}" if isinstance(value, float) and abs(value) < 1000 else str(value))
