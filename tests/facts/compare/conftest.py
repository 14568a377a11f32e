"""The published figures, and small stores written in a test."""

from tests.facts.league.conftest import published, store_of

__all__ = ["published", "store_of"]
