"""Reading the figures of every force before anybody asks, in the background of a served site.

The first force page after a start or a load would otherwise wait for every measure to be read. `peelian up` turns
this on; a process that only makes a page or two, such as a test, leaves it off.
"""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Final

from peelian.reference.problems import Problem

if TYPE_CHECKING:
    from peelian.evidence.reading import Reading

SWITCH: Final = "PEELIAN_READ_AHEAD"


def start(reading: Reading) -> Thread | None:
    """Begin to read what force pages show; None when the switch is off."""
    if os.environ.get(SWITCH) != "1":
        return None
    thread = Thread(target=read, args=(reading,), name="read-ahead", daemon=True)
    thread.start()
    return thread


def read(reading: Reading) -> None:
    """Every measure by force, the findings, the league tables; stops quietly where a page would tell the problem."""
    from peelian.evidence.league.tables import leagued, newest_table
    from peelian.facts.measures import definitions

    with suppress(Problem):
        for measure in definitions():
            reading.rows(measure, by="force")
        reading.findings()
        for one in leagued():
            newest_table(reading, one)
