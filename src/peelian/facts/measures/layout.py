"""The columns that a side's query brings home, known without loading an engine."""

from peelian.facts.datasets import DATASETS
from peelian.facts.measures.model import Measure, Side

AREA = ("area_kind", "area_id", "period")
#: What a figure is described by; underscores keep them apart from a dimension of the same name.
KEYS = ("source_", "state_", "unit_", "note_")
NUMBERS = ("value", "least", "lower", "upper")


def side_dims(measure: Measure, side: Side) -> tuple[str, ...]:
    """The measure's dimensions that this side's dataset has."""
    names = DATASETS[side.dataset].names
    return tuple(dim.name for dim in measure.dims if dim.name in names)


def side_columns(measure: Measure, side: Side) -> tuple[str, ...]:
    """The query's columns in order: area and period, dimensions, description, numbers."""
    return (*AREA, *side_dims(measure, side), *KEYS, *NUMBERS)
