"""Funnels: every unit against one target, with the limits that chance allows for its size."""

from peelian.stats.funnel.fit import LEVELS, funnel
from peelian.stats.funnel.limits import limits
from peelian.stats.funnel.problems import FunnelInput, FunnelProblem, FunnelTarget, NothingToCompare
from peelian.stats.funnel.result import Funnel, FunnelCurve, FunnelPoint

__all__ = [
    "LEVELS",
    "Funnel",
    "FunnelCurve",
    "FunnelInput",
    "FunnelPoint",
    "FunnelProblem",
    "FunnelTarget",
    "NothingToCompare",
    "funnel",
    "limits",
]
