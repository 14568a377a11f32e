"""Measures: reviewed definitions that run as Ibis expressions on any engine.

    rows("officers_fte", by="force", periods=["2017-09-30"])

Light to import: an engine is only loaded when rows are asked for.
"""

from peelian.facts.measures.asking import rows, rows_by_place
from peelian.facts.measures.catalogue import definition, definitions, measure_ids
from peelian.facts.measures.model import Measure, MeasureRow, Text

__all__ = [
    "Measure",
    "MeasureRow",
    "Text",
    "definition",
    "definitions",
    "measure_ids",
    "rows",
    "rows_by_place",
]
