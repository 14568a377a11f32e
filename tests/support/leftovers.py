"""Processes that a run of the suite started and left behind: named at its end, and killed.

A server that a test lost would hold the output of `make test` open for as long as it lives. What a run starts is known
by a variable of its environment, which every child inherits; a run that is itself such a child leaves that to its parent.
"""

import os
import signal
import uuid
from contextlib import suppress
from pathlib import Path

VARIABLE = "PEELIAN_TEST_RUN"


def mark() -> str | None:
    """Mark whatever is started from now on; None when somebody above has done so."""
    if VARIABLE in os.environ:
        return None
    os.environ[VARIABLE] = uuid.uuid4().hex
    return os.environ[VARIABLE]


def left_by(run: str) -> dict[int, str]:
    """Process id -> command of every process that the run started and that still runs; none where there is no /proc."""
    wanted = f"{VARIABLE}={run}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (
                    (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                )
    return found


def kill_left(run: str) -> dict[int, str]:
    """Kill them; which they were."""
    found = left_by(run)
    for process in found:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)
    return found
