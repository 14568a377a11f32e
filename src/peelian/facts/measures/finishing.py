"""What a table needs beyond its figures: real zeros, who is missing, what cannot be compared, what is small."""

from collections.abc import Iterable

from peelian.facts.measures.combining import Figure
from peelian.facts.measures.model import Comparability, Measure, Text
from peelian.facts.measures.request import Request
from peelian.facts.measures.summing import force_ids, period_of, worst
from peelian.facts.measures.vocabulary import WITHOUT_VALUE
from peelian.reference.vocabulary import vocabulary

MISSING = Text(
    "No figure for this force and period in the data loaded. Missing is not zero.",
    "Dim ffigur ar gyfer yr heddlu a'r cyfnod hyn yn y data a lwythwyd. Nid yw ar goll yr un peth â sero.",
)
_FORCE_KINDS = ("force", "special")

Dims = tuple[tuple[str, str], ...]


def with_zeros(request: Request, figures: list[Figure]) -> list[Figure]:
    """For counted records: where an area's period is loaded, a value that nobody recorded there is a real zero.

    The values are those seen anywhere in the same period and those of the vocabulary then in use. Special forces
    publish some kinds only, so nothing is filled in for them.
    """
    measure = request.measure
    if not measure.zero_fill:
        return figures
    seen: dict[tuple[str, str], set[Dims]] = {}
    present: dict[tuple[str, str, str], Figure] = {}
    for figure in figures:
        seen.setdefault((figure.source, figure.period), set()).add(tuple(figure.dims.items()))
        present.setdefault((figure.source, figure.area_id, figure.period), figure)
    held = {(f.source, f.area_id, f.period, tuple(f.dims.items())) for f in figures}
    for (source, area_id, period), like in present.items():
        if like.area_kind != "force":
            continue
        for dims in seen[(source, period)] | _in_use(request, period):
            if (source, area_id, period, dims) not in held:
                figures.append(_zero(like, dict(dims)))
    return figures


def _in_use(request: Request, period: str) -> set[Dims]:
    """The terms of the one remaining dimension's vocabulary that were in use throughout the period."""
    left = [dim for dim in request.measure.dims if dim.name not in request.summed]
    if len(left) != 1 or not left[0].vocabulary:
        return set()
    days = period_of(period)
    return {
        ((left[0].name, term.name),)
        for term in vocabulary(left[0].vocabulary).values()
        if not (term.starts and term.starts > days.start) and not (term.ends and term.ends < days.end)
    }


def _zero(like: Figure, dims: dict[str, str]) -> Figure:
    return Figure(
        like.area_kind,
        like.area_id,
        like.period,
        dims,
        state="ok",
        value=0.0,
        numerator=0.0,
        sources=like.sources,
        source=like.source,
    )


def with_missing(request: Request, figures: list[Figure]) -> list[Figure]:
    """By force: each of the 43 that lacks a row of a period (and dimension value) gets one that says no_data.

    Without periods asked for, those are filled that any force has; a period asked for is filled when any area has it.
    """
    if request.by != "force" or not request.measure.every_force:
        return figures
    groups: dict[tuple[str, Dims], set[str]] = {}
    for figure in figures:
        if request.periods is not None or figure.area_kind in _FORCE_KINDS:
            groups.setdefault((figure.period, tuple(figure.dims.items())), set()).add(figure.area_id)
    for (period, dims), held in groups.items():
        for force_id in sorted(force_ids() - held):
            figures.append(Figure("force", force_id, period, dict(dims), notes=[MISSING]))
    return figures


def judged(measure: Measure, figures: Iterable[Figure]) -> None:
    """Apply the definition's comparability rules and its small-number rule."""
    for figure in figures:
        for rule in measure.comparability:
            if applies(rule, figure.area_id, figure.period, figure.state):
                told = rule.state == figure.state == "not_comparable" and figure.notes
                if not told:
                    figure.note(rule.reason)
                if figure.state not in WITHOUT_VALUE:
                    figure.state = worst([figure.state, rule.state])
        _mind_small_numbers(measure, figure)


def applies(rule: Comparability, area_id: str, period_id: str, state: str) -> bool:
    """Whether a rule speaks of a figure of this area and period that has this state."""
    if rule.areas and area_id not in rule.areas:
        return False
    if rule.state == "no_data" and state != "no_data":
        return False
    if rule.periods and period_id not in rule.periods:
        return False
    period = period_of(period_id)
    return not (rule.since and period.end < rule.since) and not (rule.until and period.start > rule.until)


def _mind_small_numbers(measure: Measure, figure: Figure) -> None:
    rule = measure.small_numbers
    if rule is None or figure.state in WITHOUT_VALUE:
        return
    count = {"numerator": figure.numerator, "denominator": figure.denominator, "value": figure.value}[
        rule.count
    ]
    if count is not None and count < rule.below:
        figure.note(rule.reason)
        if rule.state:
            figure.state = worst([figure.state, rule.state])
