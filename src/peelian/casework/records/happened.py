"""The times of an incident: it began, it ended, it was reported; in that order, but that it may go on after the report."""

from __future__ import annotations

from datetime import datetime

from peelian.casework.records.problems import EndsBeforeBegins, NotYet, RecordsProblem, ReportedBefore


def wrong_times(
    *, reported_at: datetime, began_at: datetime | None, ended_at: datetime | None, as_of: datetime
) -> dict[str, RecordsProblem]:
    """What is wrong with them, by the name of the time: none is to come, and none comes before what it follows."""
    found: dict[str, RecordsProblem] = {}
    given = {"began_at": began_at, "ended_at": ended_at, "reported_at": reported_at}
    for name, moment in given.items():
        if moment is not None and moment > as_of:
            found[name] = NotYet()
    if began_at is not None and ended_at is not None and ended_at < began_at:
        found.setdefault("ended_at", EndsBeforeBegins())
    if began_at is not None and reported_at < began_at:
        found.setdefault("reported_at", ReportedBefore())
    return found
