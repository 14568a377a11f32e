"""Claims as data: what was said, by whom, the executable check, and the rule fixed before the check runs."""

from peelian.plan.claims.claim import Claim
from peelian.plan.claims.finding import Finding, Note, Reading, RuleLine, Step

__all__ = ["Claim", "Finding", "Note", "Reading", "RuleLine", "Step"]
