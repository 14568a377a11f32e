"""The prepared site of tests/faults/casework serves these tests too."""

from tests.faults.casework.conftest import prepared_site, site

__all__ = ["prepared_site", "site"]
