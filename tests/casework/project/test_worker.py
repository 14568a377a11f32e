"""The worker: every job is called, one that fails holds up no other, and it ends when it is told."""

import logging
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from peelian.casework.ledger.models import Checkpoint, Stream
from peelian.project import worker
from peelian.project.worker import JOBS, Job, Worker, attempt, named
from tests.support.cases import make_world
from tests.support.databases import Clone

SECRET = "Asha Okafor, 07700 900123"


def test_every_job_names_a_function_that_is_there() -> None:
    names = [name for job in JOBS for name in (job.function, job.first, job.last) if name]
    assert len(names) >= 7
    assert all(callable(named(name)) for name in names)
    assert {"schedule", "duties", "events", "messages", "ledger", "write-ahead log"} <= {
        job.name for job in JOBS
    }


def fails() -> None:
    raise ValueError(SECRET)


def test_a_job_that_fails_is_told_by_its_kind_and_never_by_what_it_held(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert attempt(Job("letters", "", 1.0), fails) is None
    assert "letters failed: ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_a_job_with_more_to_do_is_called_again_at_once_and_a_failing_one_holds_up_no_other(
    committing_db: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = iter([1, 1, 1, 0])
    called: list[int] = []
    working = Worker([Job("fails", "fails", 60.0), Job("busy", "busy", 60.0)])

    def do() -> int:
        called.append(next(busy))
        if called[-1] == 0:
            working.stopping.set()
        return called[-1]

    known: dict[str, Any] = {"fails": fails, "busy": do}
    monkeypatch.setattr(worker, "named", lambda name: known[name])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    runner = threading.Thread(target=working.run)
    runner.start()
    runner.join()
    assert called == [1, 1, 1, 0]


def test_told_to_stop_it_signs_the_ledger_once_more_and_ends_well(committing_db: Clone) -> None:
    make_world().opened()
    assert Stream.objects.filter(dirty=True).exists()
    process = subprocess.Popen(
        [sys.executable, "-m", "peelian.cli.app", "worker"],
        env=committing_db.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not Checkpoint.objects.exists():
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.05)
    Stream.objects.update(dirty=True)
    process.send_signal(signal.SIGTERM)
    said = process.communicate()[1]
    assert process.returncode == 0, said
    assert "failed" not in said
    assert not Stream.objects.filter(dirty=True).exists()
