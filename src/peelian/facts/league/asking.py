"""`league_table`: from a measure and a period to a table with its ranges, its missing forces and its pitfalls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.facts.league.eligibility import is_ranked
from peelian.facts.league.filling import in_order, table_row, with_places
from peelian.facts.league.pitfalls import Seen, pitfalls
from peelian.facts.league.question import Asked, asked
from peelian.facts.league.ranking import Ranking, ranking
from peelian.facts.league.table import LeagueTable, TableRow
from peelian.facts.measures.asking import rows
from peelian.facts.measures.model import Measure
from peelian.facts.measures.request import Where
from peelian.facts.store import Source, Store
from peelian.reference.periods import Period

_WIDER = ("country", "nation")


def league_table(
    measure: str | Measure,
    period: str | Period | None = None,
    *,
    where: Where | None = None,
    areas: Iterable[str] | str | None = None,
    level: float = 0.95,
    first: str | None = None,
    region: str | None = None,
    store: Store | None = None,
) -> LeagueTable:
    """The forces of a measure in rank order for one period.

    `period`: canonical; None takes the newest that at least half of the forces have a figure for, and says so.
    `where`: dimension -> value. `areas`: force ids, names or codes, `region`: a region's name or code; ranks are then
    among those alone. `first`: `highest` or `lowest` is rank 1, the measure's own rule when None. `level` of intervals
    and ranges, a fraction. Raises UnknownMeasure, BadPeriod, PeriodWithoutForces, NothingHeld, NotRanked, BadFirst,
    NoForces, UnknownArea, UnknownDimension, BadLevel.
    """
    question = asked(
        measure, period, where=where, areas=areas, level=level, first=first, region=region, store=store
    )
    ranked = [row for row in question.here if is_ranked(row)]
    return _table(question, ranking(question, ranked) if ranked else None)


def _table(question: Asked, made: Ranking | None) -> LeagueTable:
    sources = {source.id: source for source in question.store.sources()}
    blank = [table_row(question.measure, row, sources) for row in question.here]
    filled = in_order(with_places(blank, made.league, made.sizes_made) if made else blank)
    wider = _wider(question, sources)
    return LeagueTable(
        measure=question.measure,
        period=question.period,
        first=question.first,
        rows=filled,
        pitfalls=pitfalls(_seen(question, filled)),
        checks=made.checks if made else (),
        sources=_used(sources, (*filled, *wider), made),
        league=made.league if made else None,
        funnel=made.funnel if made else None,
        wider=wider,
        level=question.level,
        where={name: str(value) for name, value in (question.where or {}).items()},
        region=question.region,
        chosen=question.chosen,
        store_version=question.store.version,
    )


def _wider(question: Asked, sources: dict[str, Source]) -> tuple[TableRow, ...]:
    """Countries and nations of the same period that have a figure, as published or derived."""
    found = rows(question.measure, periods=[question.period], where=question.where, store=question.store)
    held = [row for row in found if row.area_kind in _WIDER and row.value is not None]
    return tuple(table_row(question.measure, row, sources) for row in held)


def _used(sources: dict[str, Source], rows: Sequence[TableRow], made: Ranking | None) -> tuple[Source, ...]:
    used = {source for row in rows for source in row.source_ids}
    if made and made.sizes_made:
        used |= set(made.sizes_made.source_ids)
    return tuple(source for source in sources.values() if source.id in used)


def _seen(question: Asked, filled: Sequence[TableRow]) -> Seen:
    return Seen(
        measure=question.measure,
        rules=question.rules,
        period=question.period,
        first=question.first,
        rows=tuple(filled),
        held=question.held,
        where=question.where,
        store=question.store,
    )
