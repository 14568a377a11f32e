"""Commitments as data: what was promised, what delivered would mean, what became of it and how we know.

from peelian.plan import commitment
commitment("P18-08").status        # "delivered"
"""

from peelian.plan.commitments.catalogue import commitment, commitment_ids, commitments
from peelian.plan.commitments.model import Commitment, Milestone

__all__ = ["Commitment", "Milestone", "commitment", "commitment_ids", "commitments"]
