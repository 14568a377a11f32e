"""The plan as data: commitments, registers, and claims that can be checked against loaded rows."""

from typing import TYPE_CHECKING, Any

from peelian.plan.claims import Finding, check

if TYPE_CHECKING:
    from peelian.plan.commitments import Commitment, commitment

__all__ = ["Commitment", "Finding", "check", "commitment"]


def __getattr__(name: str) -> Any:
    """Commitments are read when they are first asked for: a check of claims needs none of them."""
    if name not in ("Commitment", "commitment"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from peelian.plan import commitments

    return getattr(commitments, name)
