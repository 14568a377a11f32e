"""The plan as data: commitments, registers, and claims that can be checked against loaded rows."""

from peelian.plan.claims import Finding, check

__all__ = ["Finding", "check"]
