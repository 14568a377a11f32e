"""A force's figures in the groups that a reader thinks in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelian.evidence.figures import SHOWN_SERIES, Series
from peelian.ui.language import gettext as _

if TYPE_CHECKING:
    from peelian.facts.measures import Measure

# In the order of the page; a measure goes to the group of the dataset that its numerator counts.
DATASETS = {
    "people": ("workforce",),
    "crime": (
        "recorded_outcomes", "recorded_crime", "met_crimes", "severity_scores", "homicide_rates", "street_crime",
        "crime_outcomes",
    ),
    "calls": ("call_answering",),
    "searches": ("search_counts", "stop_searches"),
    "money": ("funding",),
    "residents": ("population", "small_area_population", "deprivation"),
}  # fmt: skip
_REST = ""
HIGHLIGHTS = (
    "officers_fte",
    "officers_per_1000",
    "charge_rate",
    "crime_severity",
    "answered_under_10s",
    "searches",
)


@dataclass(frozen=True, slots=True)
class Group:
    """One table of a force's page."""

    title: str
    series: tuple[Series, ...]
    left_off: int


def groups_of(held: Iterable[Series]) -> list[Group]:
    """The series in their groups, empty groups left out; the rest comes last."""
    everything = list(held)
    grouped = by_subject({one.measure.id: one.measure for one in everything}.values())
    return [
        Group(title, tuple(series[:SHOWN_SERIES]), max(0, len(series) - SHOWN_SERIES))
        for title, measures in grouped
        if (series := [one for one in everything if one.measure.id in {measure.id for measure in measures}])
    ]


def by_subject(measures: Iterable[Measure]) -> list[tuple[str, list[Measure]]]:
    """The measures under the titles of their subjects, empty subjects left out; the rest comes last."""
    subjects: dict[str, list[Measure]] = {title: [] for title in (*_titles().values(), _REST)}
    of = {dataset: _titles()[key] for key, datasets in DATASETS.items() for dataset in datasets}
    for measure in measures:
        subjects[of.get(measure.numerator.dataset, _REST)].append(measure)
    return [(title or _("Other published figures"), held) for title, held in subjects.items() if held]


def highlights_of(held: Iterable[Series]) -> list[Series]:
    """The few figures for the top of the page: those with one series only, in a fixed order."""
    by_measure: dict[str, list[Series]] = {}
    for one in held:
        by_measure.setdefault(one.measure.id, []).append(one)
    return [by_measure[name][0] for name in HIGHLIGHTS if len(by_measure.get(name, [])) == 1]


def _titles() -> dict[str, str]:
    return {
        "people": _("Officers and staff"),
        "crime": _("Recorded crime"),
        "calls": _("Answering calls"),
        "searches": _("Stop and search"),
        "money": _("Money"),
        "residents": _("Residents"),
    }
