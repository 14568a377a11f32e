"""Comparisons: two areas in one period, or one period with another, with the difference and what chance leaves of it.

compare("answered_under_10s", "kent", "essex", "2023-11")
compare_periods("charge_rate", "2018-Q2", "2018-Q4", area="kent")
"""

from peelian.facts.compare.asking import area_named, compare, compare_periods
from peelian.facts.compare.table import COLUMNS, CompareRow, Comparison

__all__ = ["COLUMNS", "CompareRow", "Comparison", "area_named", "compare", "compare_periods"]
