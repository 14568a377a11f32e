"""Charts over time: individual values, counts of rare events, days between them."""

from peelian.stats.trend.between import days_between
from peelian.stats.trend.counts import count_chart
from peelian.stats.trend.poisson import clear_runs_a_year, days_with, years_between_days_with
from peelian.stats.trend.problems import (
    BadTrendSetting,
    MixedPeriods,
    NoValues,
    RebaseWithoutDate,
    RebaseWithoutReason,
    RepeatedPeriods,
    TrendProblem,
    UnevenSeries,
)
from peelian.stats.trend.result import (
    CountChart,
    CountPoint,
    DaysBetween,
    GapPoint,
    Rebase,
    Segment,
    Xmr,
    XmrPoint,
)
from peelian.stats.trend.rules import RULES
from peelian.stats.trend.xmr import assurance, xmr

__all__ = [
    "RULES",
    "BadTrendSetting",
    "CountChart",
    "CountPoint",
    "DaysBetween",
    "GapPoint",
    "MixedPeriods",
    "NoValues",
    "Rebase",
    "RebaseWithoutDate",
    "RebaseWithoutReason",
    "RepeatedPeriods",
    "Segment",
    "TrendProblem",
    "UnevenSeries",
    "Xmr",
    "XmrPoint",
    "assurance",
    "clear_runs_a_year",
    "count_chart",
    "days_between",
    "days_with",
    "xmr",
    "years_between_days_with",
]
