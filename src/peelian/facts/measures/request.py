"""What was asked for, checked: breakdown, periods, areas, and what to do with each dimension."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peelian.facts.measures.faults import near
from peelian.facts.measures.gathering import Vintages
from peelian.facts.measures.model import Dimension, Measure
from peelian.facts.measures.problems import BadBreakdown, BadVintages, NotAdditive, UnknownDimension
from peelian.reference.areas import ENGLAND, WALES, area
from peelian.reference.periods import Period
from peelian.reference.vocabulary import vocabulary

BREAKDOWNS = ("force", "region", "nation", "country", "district")
VINTAGES = ("current", "all")
_KINDS = {
    "force": ("force", "special"),
    "region": ("region",),
    "country": ("country",),
    "district": ("district",),
}

Where = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Request:
    """`dims`: dimension -> the values kept, or `each`, or `all` (summed)."""

    measure: Measure
    by: str | None
    periods: tuple[str, ...] | None
    areas: frozenset[str] | None
    dims: Mapping[str, str | tuple[str, ...]]
    vintages: Vintages

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """Only the dimensions of which values were named."""
        return {name: kept for name, kept in self.dims.items() if not isinstance(kept, str)}

    @property
    def strange(self) -> tuple[tuple[str, str, str], ...]:
        """Values asked for that their vocabulary does not know: dimension, vocabulary, text."""
        return tuple(
            (dim.name, dim.vocabulary, text)
            for dim in self.measure.dims
            if dim.vocabulary
            for text in self.named.get(dim.name, ())
            if vocabulary(dim.vocabulary).find_or_none(text) is None
        )

    @property
    def summed(self) -> tuple[str, ...]:
        """The dimensions that are summed away."""
        return tuple(name for name, kept in self.dims.items() if kept == "all")

    def wants(self, kind: str, area_id: str) -> bool:
        """Whether an area belongs to the answer."""
        if self.areas is not None and area_id not in self.areas:
            return False
        if self.by is None:
            return True
        if self.by == "nation":
            return area_id in (ENGLAND, WALES)
        return kind in _KINDS[self.by]


def request(
    measure: Measure,
    *,
    by: str | None,
    periods: Iterable[str | Period] | str | Period | None,
    areas: Iterable[str] | str | None,
    where: Where | None,
    vintages: Vintages,
) -> Request:
    """Check everything asked.

    Raises BadBreakdown, BadVintages, BadPeriod, UnknownArea, UnknownDimension, NotAdditive.
    """
    if by is not None and by not in BREAKDOWNS:
        raise BadBreakdown(text=by, hint=near(by, BREAKDOWNS), known=", ".join(BREAKDOWNS))
    if vintages not in VINTAGES:
        raise BadVintages(text=vintages, hint=near(str(vintages), VINTAGES))
    return Request(
        measure=measure,
        by=by,
        periods=_periods(periods),
        areas=_areas(areas),
        dims=_dims(measure, where or {}),
        vintages=vintages,
    )


def _periods(periods: Iterable[str | Period] | str | Period | None) -> tuple[str, ...] | None:
    if periods is None:
        return None
    listed = [periods] if isinstance(periods, str | Period) else periods
    return tuple(dict.fromkeys(Period.parse(str(one)).id for one in listed))


def _areas(areas: Iterable[str] | str | None) -> frozenset[str] | None:
    if areas is None:
        return None
    return frozenset(area(one).id for one in ([areas] if isinstance(areas, str) else areas))


def _dims(measure: Measure, where: Where) -> dict[str, str | tuple[str, ...]]:
    names = [dim.name for dim in measure.dims]
    for name in where:
        if name not in names:
            known = f"It has: {', '.join(names)}." if names else "It has none."
            raise UnknownDimension(measure=measure.id, text=name, hint=near(name, names), known=known)
    return {dim.name: _wanted(measure, dim, where.get(dim.name, dim.default)) for dim in measure.dims}


def _wanted(measure: Measure, dim: Dimension, asked: str | Sequence[str]) -> str | tuple[str, ...]:
    if asked == "each":
        return "each"
    if asked == "all":
        if measure.numerator.aggregate == "single":
            raise NotAdditive(measure=measure.id, dimension=dim.name)
        return "all"
    named = (asked,) if isinstance(asked, str) else tuple(asked)
    return tuple(_term(dim.vocabulary, one) for one in named) if dim.vocabulary else named


def _term(name: str, text: str) -> str:
    """The vocabulary's own word; what it does not know stays as typed, for files bring new words before we do."""
    found = vocabulary(name).find_or_none(text)
    return found.name if found else text
