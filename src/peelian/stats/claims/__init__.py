"""Tests of a claim: change on a stated base, agreement of two orders, overlap of the extremes. numpy only."""

from peelian.stats.claims.agreement import SEED, rank_agreement
from peelian.stats.claims.change import change
from peelian.stats.claims.overlap import extremes_overlap
from peelian.stats.claims.problems import (
    BadSetting,
    BadWeights,
    ClaimTestProblem,
    RepeatedUnits,
    UnevenPairs,
)
from peelian.stats.claims.result import (
    Agreement,
    Change,
    ExtremesOverlap,
    LeaveOneOut,
    RankAgreement,
)

__all__ = [
    "SEED",
    "Agreement",
    "BadSetting",
    "BadWeights",
    "Change",
    "ClaimTestProblem",
    "ExtremesOverlap",
    "LeaveOneOut",
    "RankAgreement",
    "RepeatedUnits",
    "UnevenPairs",
    "change",
    "extremes_overlap",
    "rank_agreement",
]
