"""The league tables: which there are, and one of them with its ranges, its pitfalls and who is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from peelian.evidence.claims import findings_on, vocabulary
from peelian.evidence.figures import periods_of
from peelian.evidence.groups import by_subject
from peelian.evidence.league.drawing import caterpillar_of, funnel_of, map_of
from peelian.evidence.league.outlines import outlines_of
from peelian.evidence.pages import Context, Query, Table, asked_download, page
from peelian.evidence.problems import NoSuchPage
from peelian.evidence.reading import Reading
from peelian.facts.league import COLUMNS, LeagueTable, league_table
from peelian.facts.measures import definition, definitions
from peelian.plan.spine import commitments_of
from peelian.reference.areas import area, regions
from peelian.reference.problems import Problem
from peelian.ui.language import current

if TYPE_CHECKING:
    from peelian.facts.measures import Measure

DIMS = tuple(sorted({dim.name for measure in definitions().values() for dim in measure.dims}))


@page("evidence/leagues.html")
def index(reading: Reading) -> Context:
    """Every measure that ranks the forces, by subject, with the newest period that a table can be made of."""
    made = [
        (title, [(measure, newest_table(reading, measure)) for measure in measures])
        for title, measures in by_subject(leagued())
    ]
    return {"subjects": made}


@page("evidence/league.html", asks=("period", "first", "region", *DIMS))
def one(reading: Reading, measure_id: str, query: Query) -> Context:
    """One table: what can be told apart, what to be careful of, every force with its range of ranks."""
    measure = _leagued(measure_id)
    rows = reading.rows(measure.id, by="force")
    if all(row.value is None for row in rows):
        return {"measure": measure, "table": None, "commitments": commitments_of("measure", measure.id)}
    made = table_of(reading, measure.id, query)
    return {
        "measure": measure,
        "table": made,
        **_told_once(made),
        "query": query,
        "periods": periods_of(row for row in rows if row.value is not None),
        "choices": _choices(measure, rows),
        "regions": {
            one.id: (one.name_cy or one.name) if current() == "cy" else one.name for one in regions()
        },
        "caterpillar": caterpillar_of(made),
        "funnel": funnel_of(made),
        "map": map_of(made, outlines_of(reading)),
        "together": _apart(made),
        "findings": findings_on(reading, measure.id),
        "commitments": commitments_of("measure", measure.id),
        "file_query": _file_query(made),
        **vocabulary(),
    }


@asked_download("period", "first", "region", *DIMS)
def table_file(reading: Reading, measure_id: str, query: Query) -> Table:
    """One table's rows: ranked, unranked and missing."""
    made = table_of(reading, _leagued(measure_id).id, query)
    rows = made.as_rows()
    more = [name for name in (rows[0] if rows else ()) if name not in COLUMNS]
    return Table(f"league-{measure_id}-{made.period.replace('/', '-')}", (*COLUMNS, *more), rows)


def leagued() -> list[Measure]:
    """The measures that speak of every force."""
    return [measure for measure in definitions().values() if measure.every_force]


def table_of(reading: Reading, measure_id: str, query: Query) -> LeagueTable:
    """The table for a question, made once for each version of the store. Raises what league_table raises."""
    asked = tuple(sorted(query.items()))
    dims = {name: value for name, value in asked if name in DIMS} | _needed(reading, measure_id, query)
    return reading.once(
        ("league", measure_id, asked),
        lambda: league_table(
            measure_id,
            query.get("period"),
            where=dims or None,
            first=query.get("first"),
            region=area(query["region"]).name if "region" in query else None,
            store=reading.store,
        ),
    )


def newest_table(reading: Reading, measure: Measure) -> LeagueTable | None:
    """The newest table of a measure; None when none can be made of what is loaded."""
    try:
        return table_of(reading, measure.id, {})
    except Problem:
        return None


def _leagued(measure_id: str) -> Measure:
    measure = definition(measure_id)
    if not measure.every_force:
        raise NoSuchPage(name=measure_id)
    return measure


def _needed(reading: Reading, measure_id: str, query: Query) -> dict[str, str]:
    """A value for each dimension that keeps its rows apart and that the reader has not chosen: the fullest one."""
    measure = definition(measure_id)
    open_ = [dim.name for dim in measure.dims if dim.default == "each" and dim.name not in query]
    if not open_:
        return {}
    rows = [row for row in reading.rows(measure_id, by="force") if row.value is not None]
    counts = {name: Counter(row.dims[name] for row in rows if row.dims.get(name)) for name in open_}
    return {
        name: max(sorted(found), key=lambda value: found[value]) for name, found in counts.items() if found
    }


def _choices(measure: Measure, rows: Any) -> dict[str, list[str]]:
    """The values of each dimension that the figures hold."""
    return {
        dim.name: sorted({row.dims[dim.name] for row in rows if row.dims.get(dim.name)})
        for dim in measure.dims
    }


def _told_once(made: LeagueTable) -> Context:
    """The rows without the missing, which columns they fill, and the note that all the ranked ones share."""
    shown = [*made.ranked, *made.unranked]
    intervals = [row for row in shown if row.lower is not None]
    notes = {row.note for row in made.ranked}
    return {
        "shown": shown,
        "has": {
            "interval": bool(intervals),
            "count": any(row.numerator is not None for row in shown),
            "all_worked_out": bool(intervals) and all(row.worked_out for row in intervals),
        },
        "shared_note": notes.pop() if len(notes) == 1 else "",
    }


def _file_query(made: LeagueTable) -> str:
    """The question of this very table, for its downloads."""
    asked = {"period": made.period, "first": made.first, "region": made.region or "", **made.where}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _apart(made: LeagueTable) -> int:
    """How many ranked areas could, as far as chance allows, hold another's place."""
    return sum(row.rank_low != row.rank_high for row in made.ranked if row.rank_low is not None)
