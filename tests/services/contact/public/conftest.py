"""The desk of somebody signed in, and the world of reports."""

from tests.services.contact.tracking.conftest import desk, report, world

__all__ = ["desk", "report", "world"]
