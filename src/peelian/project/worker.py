"""`peelian worker`: what happens without anybody asking. Due work, events, messages, checkpoints.

Each job has a thread and a connection of its own, so that a slow mail server holds up nothing else. A job that fails
says so by its code (never with a personal value), waits longer each time, and is tried again. Any number of workers
may run: rows are claimed, checkpoints take a lock. SIGTERM ends each job after what it is doing, then a last
checkpoint of the ledger is made.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from peelian.reference.problems import Problem

log = logging.getLogger("peelian.worker")

LONGEST_WAIT: Final = 60.0
GRACE: Final = 8.0
"""Seconds that the jobs have to end; the supervisor waits ten."""


@dataclass(frozen=True, slots=True)
class Job:
    """A function of a room that takes nothing and is called every so many seconds; by name, for it loads models.

    When it answers a number above 0 there is more to do, and it is called again at once. `first` and `last` are called
    when the worker starts and ends.
    """

    name: str
    function: str
    every: float
    first: str = ""
    last: str = ""


JOBS: Final = (
    Job("schedule", "peelian.casework.schedule.worker:tick", 1.0),
    Job("duties", "peelian.casework.schedule.worker:start_recurring", 3600.0),
    Job(
        "events",
        "peelian.casework.outbox.delivering:deliver",
        0.5,
        first="peelian.casework.outbox.standing:must_be_handled",
    ),
    Job("messages", "peelian.casework.threads.sending:step", 1.0),
    Job("hooks", "peelian.services.contact.hooks.sending:step", 1.0),
    Job(
        "ledger",
        "peelian.project.housekeeping:sign_ledger",
        5.0,
        last="peelian.casework.ledger.checkpoints:checkpoint_all",
    ),
    Job("sessions", "peelian.project.housekeeping:clear_sessions", 3600.0),
    Job("statistics", "peelian.project.housekeeping:count_for_planner", 21600.0),
    Job(
        "write-ahead log",
        "peelian.project.checkpointing:checkpoint_wal",
        5.0,
        last="peelian.project.checkpointing:checkpoint_wal",
    ),
)


def named(name: str) -> Callable[[], Any]:
    """The function `module:function`."""
    module, _, attribute = name.partition(":")
    found: Callable[[], Any] = getattr(import_module(module), attribute)
    return found


class Worker:
    """Runs jobs until told to stop."""

    def __init__(self, jobs: Sequence[Job] = JOBS) -> None:
        self.jobs = list(jobs)
        self.stopping = threading.Event()

    def run(self) -> int:
        """Start a thread for each job, wait for SIGTERM or SIGINT, end them; the exit code."""
        for which in (signal.SIGTERM, signal.SIGINT):
            signal.signal(which, lambda *_: self.stopping.set())
        functions = [(job, named(job.function)) for job in self.jobs]
        threads = [
            threading.Thread(target=self._keep_doing, args=pair, name=pair[0].name, daemon=True)
            for pair in functions
        ]
        for thread in threads:
            thread.start()
        while not self.stopping.wait(1.0):
            pass
        _join(threads)
        for job in self.jobs:
            if job.last:
                attempt(job, named(job.last))
        return 0

    def _keep_doing(self, job: Job, function: Callable[[], Any]) -> None:
        failures = 0
        if job.first:
            attempt(job, named(job.first))
        while not self.stopping.is_set():
            more = attempt(job, function)
            failures = failures + 1 if more is None else 0
            if more is None or not more:
                self.stopping.wait(min(LONGEST_WAIT, job.every * 2**failures) if failures else job.every)
        _close()


def attempt(job: Job, function: Callable[[], Any]) -> int | None:
    """Do it once: how much more there is at once (0 or 1), or None when it failed."""
    try:
        answer = function()
    except Exception as error:  # noqa: BLE001 - one job's fault must not end the worker
        # A database's message can quote a row, so only the kind of the error is told.
        what = error.code if isinstance(error, Problem) else type(error).__name__
        log.error("%s failed: %s", job.name, what)
        _close()
        return None
    return int(isinstance(answer, int) and answer > 0)


def _join(threads: Iterable[threading.Thread]) -> None:
    deadline = time.monotonic() + GRACE
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))


def _close() -> None:
    """Give the thread's connections back: one that broke is opened anew by the next turn."""
    from django.db import connections

    connections.close_all()


def main() -> int:
    """Set Django up and work. Raises NoRing, UnknownRingKey, VaultDoesNotFit: nothing is done for another site's keys."""
    import django

    django.setup()
    from peelian.casework.sealing.fitting import must_hold
    from peelian.casework.sealing.vault import must_fit

    must_fit()
    must_hold()
    _close()
    return Worker().run()
