"""Charts over time: individual values, counts of rare events, days between them."""

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
    "xmr",
]
