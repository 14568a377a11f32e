"""The plan as data: commitments, registers, and claims that can be checked against loaded rows."""

from peelian.plan.claims import Finding, check
from peelian.plan.commitments import Commitment, commitment

__all__ = ["Commitment", "Finding", "check", "commitment"]
