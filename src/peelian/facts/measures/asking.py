"""`rows`: from a question about a measure to its figures, each with state, basis and sources."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from peelian.facts.home import prepare
from peelian.facts.measures.catalogue import definition
from peelian.facts.measures.combining import Figure, combined
from peelian.facts.measures.finishing import judged, with_missing, with_zeros
from peelian.facts.measures.gathering import Part, Vintages, gather
from peelian.facts.measures.minding import mind_strange
from peelian.facts.measures.model import Measure, MeasureRow
from peelian.facts.measures.placing import ByPlace
from peelian.facts.measures.request import Request, Where, request
from peelian.facts.measures.summing import over_dims, period_of, with_national
from peelian.facts.measures.unlike import mind_sums
from peelian.facts.measures.unused_rows import note_on
from peelian.facts.measures.vocabulary import WITHOUT_VALUE
from peelian.facts.measures.wholes import with_wholes
from peelian.facts.store import Store
from peelian.reference.areas import area
from peelian.reference.periods import Period
from peelian.reference.problems import UnknownArea

_KIND_ORDER = ("country", "nation", "region", "force", "special", "district")


def rows(
    measure: str | Measure,
    *,
    by: str | None = None,
    periods: Iterable[str | Period] | str | Period | None = None,
    areas: Iterable[str] | str | None = None,
    where: Where | None = None,
    vintages: Vintages = "current",
    store: Store | None = None,
) -> list[MeasureRow]:
    """The figures of a measure, sorted by period, kind of area, area and dimension.

    `by`: force (specials too), region, nation, country, district; None gives every area that is held.
    `periods`: canonical periods; None gives all. A longer one is made from parts that tile it exactly, where the
    measure is additive: counts are added, means weighted. Counts of the months stand before a percentage that somebody
    printed for the whole. A period that nobody has gives no rows. `areas`: area ids. `where`: dimension -> value,
    values, `each` or `all` (summed). `vintages="all"` gives every edition its own row, superseded ones too.
    By force, each of the 43 without a figure has a row with state no_data and value None. A figure from a source with
    rows in quarantine says so in its note, and is provisional where they are known to be of its own area and period.
    Raises UnknownMeasure, BadBreakdown, BadVintages, BadPeriod, UnknownArea, UnknownDimension, NotAdditive, UnknownTerm.
    """
    asked = request(
        definition(measure) if isinstance(measure, str) else measure,
        by=by, periods=periods, areas=areas, where=where, vintages=vintages,
    )  # fmt: skip
    store = store or prepare()
    return _made(asked, store, _figures(asked, store))


def rows_by_place(
    measure: str | Measure,
    *,
    periods: Iterable[str | Period] | str | Period | None = None,
    where: Where | None = None,
    store: Store,
) -> ByPlace:
    """What `rows` gives of every area, by area id and period; a row is made when its place is asked for."""
    asked = request(
        definition(measure) if isinstance(measure, str) else measure,
        by=None, periods=periods, areas=None, where=where, vintages="current",
    )  # fmt: skip
    return ByPlace(_figures(asked, store), lambda figures: _made(asked, store, figures))


def _figures(asked: Request, store: Store) -> list[Figure]:
    mind_strange(asked, store)
    figures = _wanted_values(asked, with_zeros(asked, combined(asked.measure, _sides(asked, store))))
    figures = with_missing(asked, figures)
    figures = [figure for figure in figures if asked.wants(figure.area_kind, figure.area_id)]
    judged(asked.measure, figures)
    mind_sums(asked.measure, figures, store)
    return figures


def _made(asked: Request, store: Store, figures: Iterable[Figure]) -> list[MeasureRow]:
    return sorted((_row(figure, asked.measure, store) for figure in figures), key=_order)


def _sides(asked: Request, store: Store) -> dict[str, list[Part]]:
    """Each side, with its dimensions summed, longer periods made and its national total derived as defined."""
    measure = asked.measure
    held = {
        name: _gathered(asked, name, store, None if side.match == "nearest" else asked.periods)
        for name, side in measure.sides.items()
    }
    parts = with_wholes(asked, held, lambda name: _gathered(asked, name, store, None))
    if measure.national != "sum_of_forces":
        return parts
    return {
        name: with_national(parts[name]) if side.aggregate != "single" else parts[name]
        for name, side in measure.sides.items()
    }


def _gathered(asked: Request, name: str, store: Store, periods: Collection[str] | None) -> list[Part]:
    # Zeros are only known beside what was recorded, so all values are fetched then.
    dims = None if asked.measure.zero_fill else dict(asked.named)
    parts = gather(asked.measure, name, store, periods=periods, dims=dims, vintages=asked.vintages)
    return over_dims(parts, asked.summed)


def _wanted_values(asked: Request, figures: list[Figure]) -> list[Figure]:
    named = {name: set(values) for name, values in asked.named.items()}
    return [f for f in figures if all(f.dims.get(name) in values for name, values in named.items())]


def _row(figure: Figure, measure: Measure, store: Store) -> MeasureRow:
    if told := note_on(figure.sources, store):
        figure.note(told)
    vintages = _vintages(store)
    vintage = max((vintages.get(source, "") for source in figure.sources), default="") or None
    period = period_of(figure.period)
    basis = figure.basis or measure.basis
    return MeasureRow(
        measure=measure.id,
        area_kind=figure.area_kind,
        area_id=figure.area_id,
        area_name=_name(figure.area_id),
        period=figure.period,
        dims=figure.dims,
        value=None if figure.state in WITHOUT_VALUE else figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        unit=figure.unit or measure.unit,
        basis=basis.en,
        as_at=period.id if period.is_instant else vintage,
        vintage=vintage,
        state=figure.state,
        note=" ".join(note.en for note in figure.notes),
        source_ids=tuple(sorted(figure.sources)),
        lower=figure.lower,
        upper=figure.upper,
        note_cy=" ".join(note.cy for note in figure.notes),
        basis_cy=basis.cy,
    )


def _name(area_id: str) -> str:
    try:
        return area(area_id).name
    except UnknownArea:
        return area_id


@lru_cache(maxsize=16)
def _vintages(store: Store) -> dict[str, str]:
    """Source id -> vintage, kept per opened store: every row asks for it."""
    return {record.id: record.vintage or record.added_at[:10] for record in store.manifest.sources}


def _order(row: MeasureRow) -> tuple[object, ...]:
    period = period_of(row.period)
    kind = _KIND_ORDER.index(row.area_kind) if row.area_kind in _KIND_ORDER else len(_KIND_ORDER)
    dims = tuple(str(value) for value in row.dims.values())
    return (period.start, period.end, kind, row.area_id, dims, row.vintage or "", row.source_ids)
