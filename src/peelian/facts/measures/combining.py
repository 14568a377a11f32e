"""Brings the sides of a measure together: a count, a rate of two counts, or the publisher's own figure."""

from dataclasses import dataclass, field

from peelian.facts.measures.gathering import Part
from peelian.facts.measures.model import Measure, Side, Text
from peelian.facts.measures.summing import period_of, worst
from peelian.facts.measures.vocabulary import WITHOUT_VALUE

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class Figure:
    """A row in the making."""

    area_kind: str
    area_id: str
    period: str
    dims: dict[str, str]
    state: str = "no_data"
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    basis: Text | None = None
    notes: list[Text] = field(default_factory=list)
    sources: frozenset[str] = frozenset()
    source: str = ""

    def note(self, text: Text) -> None:
        """Add a note once."""
        if text not in self.notes:
            self.notes.append(text)


def combined(measure: Measure, parts: dict[str, list[Part]]) -> list[Figure]:
    """The figures of a measure from the parts of its sides."""
    if measure.denominator is None:
        figures = {_key(part): _counted(part, measure) for part in parts["numerator"]}
    else:
        figures = _rates(measure, measure.denominator, parts)
    for part in parts.get("published", ()):
        held = figures.get(_key(part))
        if held is None or (held.value is None and part.value is not None):
            figures[_key(part)] = _published(part, measure)
    return list(figures.values())


def _key(part: Part) -> Key:
    return (part.source, part.area_id, part.period, tuple(sorted(part.dims.items())))


def _start(part: Part) -> Figure:
    return Figure(
        part.area_kind,
        part.area_id,
        part.period,
        dict(part.dims),
        state=part.state,
        lower=part.lower,
        upper=part.upper,
        unit=part.unit,
        notes=list(part.notes),
        sources=part.sources,
        source=part.source,
    )


def _counted(part: Part, measure: Measure) -> Figure:
    figure = _start(part)
    figure.value = None if part.value is None else part.value * measure.scale
    if measure.numerator.aggregate != "single":
        figure.numerator = part.value
    return figure


def _published(part: Part, measure: Measure) -> Figure:
    figure = _start(part)
    figure.value = part.value
    figure.basis = measure.published.basis if measure.published else None
    return figure


def _rates(measure: Measure, side: Side, parts: dict[str, list[Part]]) -> dict[Key, Figure]:
    below = _Denominators(side, parts["denominator"])
    figures: dict[Key, Figure] = {}
    for part in parts["numerator"]:
        figures[_key(part)] = _rate(part, below.of(part), measure)
    return figures


class _Denominators:
    """The denominators, to be found by area, shared dimensions, and period or nearest day."""

    def __init__(self, side: Side, parts: list[Part]) -> None:
        self.side = side
        self.by_area: dict[str, list[Part]] = {}
        for part in parts:
            self.by_area.setdefault(part.area_id, []).append(part)

    def of(self, part: Part) -> Part | None:
        """The denominator for a numerator, or None."""
        fits = [one for one in self.by_area.get(part.area_id, ()) if self._fits(one, part)]
        if self.side.match == "same_period":
            return next((one for one in fits if one.period == part.period), None)
        near = [
            one for one in fits if self._days(one, part) <= self.side.within_days and one.value is not None
        ]
        return min(near, key=lambda one: (self._days(one, part), one.period), default=None)

    def _fits(self, one: Part, part: Part) -> bool:
        same_source = self.side.match == "nearest" or one.source == part.source
        return same_source and all(part.dims.get(name) == value for name, value in one.dims.items())

    def _days(self, one: Part, part: Part) -> int:
        period, day = period_of(part.period), period_of(one.period).start
        middle = period.start + (period.end - period.start) / 2
        return abs((day - middle).days)


_NO_DENOMINATOR = Text(
    "There is no denominator for this area and period in the data loaded.",
    "Nid oes enwadur ar gyfer yr ardal a'r cyfnod hyn yn y data a lwythwyd.",
)


def _rate(part: Part, below: Part | None, measure: Measure) -> Figure:
    figure = _start(part)
    figure.numerator = part.value
    if below is None:
        figure.state = worst([part.state, "no_data"])
        figure.note(_NO_DENOMINATOR)
        return figure
    figure.sources |= below.sources
    figure.denominator = below.value
    for note in below.notes:
        figure.note(note)
    if measure.denominator and measure.denominator.match == "nearest":
        figure.note(_nearest(below))
    figure.state = worst([part.state, below.state])
    if part.value is None or not below.value:
        figure.state = figure.state if figure.state in WITHOUT_VALUE else "no_data"
    else:
        figure.value = part.value / below.value * measure.scale
    return figure


def _nearest(below: Part) -> Text:
    day = period_of(below.period)
    return Text(
        f"Divided by the resident population of {day.label('en')}, the nearest held.",
        f"Wedi'i rannu â'r boblogaeth breswyl ar {day.label('cy')}, yr agosaf sydd ar gael.",
    )
