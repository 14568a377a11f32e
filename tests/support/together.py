"""Which tests stay in one process when pytest runs on several: those that share a Spark session, a browser or a load.

pytest-xdist 3.8 no longer sees its own `xdist_group` marks under pytest 9.2, so the groups are read off the names.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    "spark": lambda nodeid: "[spark" in nodeid or "-spark" in nodeid,
    "browser": lambda nodeid: nodeid.startswith("tests/journeys/"),
    "real police files": lambda nodeid: "test_real_police_files.py" in nodeid,
}


class Together(LoadScopeScheduling):
    """Each test goes to whichever process is free, and a group goes whole to one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((name for name, holds in GROUPS.items() if holds(nodeid)), nodeid)


def scheduler(config: pytest.Config, log: object) -> Together:
    """For the hook `pytest_xdist_make_scheduler`."""
    return Together(config, log)  # type: ignore[arg-type]
