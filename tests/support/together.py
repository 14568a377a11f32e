"""Which tests stay in one process when pytest runs on several, and which begin: see `scheduler` and `long_first`.

The tests of a file share what the file makes for them, so a file goes whole to one process; a group also shares a
browser, a Spark session, a load or the pages that it has read. pytest-xdist 3.8 no longer sees its own `xdist_group`
marks under pytest 9.2, so the groups are read off the names.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

GROUPS = {
    "browser": lambda nodeid: nodeid.startswith("tests/journeys/"),
    "walk": lambda nodeid: nodeid.startswith("tests/walk/"),
    "spark": lambda nodeid: "[spark" in nodeid or "-spark" in nodeid,
}
LONG = ("tests/project/", "tests/evidence/", "tests/golden/", "tests/facts/test_real_police_files.py")
"""Folders and files whose files take long, longest first; what is in neither list is short and fills the gaps."""


def scope(nodeid: str) -> str:
    """The group or the file of a test."""
    return next((name for name, holds in GROUPS.items() if holds(nodeid)), nodeid.partition("::")[0])


def long_first(items: list[pytest.Item]) -> None:
    """Put the long groups and files before the short ones, so that the processes end at about the same time."""
    names = [*GROUPS, *LONG]

    def rank(item: pytest.Item) -> int:
        found = scope(item.nodeid)
        return next((place for place, name in enumerate(names) if found.startswith(name)), len(names))

    items.sort(key=rank)


class Together(LoadScopeScheduling):
    """Each scope goes whole to whichever process is free, in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)

    def remove_node(self, node: WorkerController) -> str | None:
        """A test that ended its process has failed. xdist's own would give it to the next process, and the next."""
        workload = self.assigned_work[node]
        waiting = [name for unit in workload.values() for name, done in unit.items() if not done]
        if not waiting:
            return super().remove_node(node)
        del self.assigned_work[node]
        for name, unit in workload.items():
            unit.pop(waiting[0], None)
            if not all(unit.values()):
                self.workqueue[name] = unit
        for other in self.assigned_work:
            self._reschedule(other)
        return waiting[0]


def scheduler(config: pytest.Config, log: object) -> Together:
    """For the hook `pytest_xdist_make_scheduler`."""
    config.option.loadscopereorder = False
    return Together(config, log)  # type: ignore[arg-type]
