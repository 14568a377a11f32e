"""A force's figures in the groups that a reader thinks in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from peelian.evidence.figures import SHOWN_SERIES, Series
from peelian.ui.language import gettext as _

# In the order of the page; a measure goes to the group of the dataset that its numerator counts.
DATASETS = {
    "people": ("workforce",),
    "crime": ("recorded_outcomes", "severity_scores", "homicide_rates", "street_crime", "crime_outcomes"),
    "calls": ("call_answering",),
    "searches": ("search_counts", "stop_searches"),
    "money": ("funding",),
    "residents": ("population", "small_area_population", "deprivation"),
}
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
    made = []
    for key, datasets in DATASETS.items():
        made.append(
            (_titles()[key], [one for one in everything if one.measure.numerator.dataset in datasets])
        )
    named = {dataset for datasets in DATASETS.values() for dataset in datasets}
    made.append(
        (_("Other published figures"), [s for s in everything if s.measure.numerator.dataset not in named])
    )
    return [
        Group(title, tuple(series[:SHOWN_SERIES]), max(0, len(series) - SHOWN_SERIES))
        for title, series in made
        if series
    ]


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
