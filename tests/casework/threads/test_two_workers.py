"""Two real processes send at once, and one is killed in the middle: nobody is told twice, nobody is forgotten."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from peelian.casework.threads import sending
from peelian.casework.threads.claiming import LEASE
from peelian.casework.threads.models import Sending
from tests.casework.threads.told import told
from tests.support.cases import NOON
from tests.support.databases import REPOSITORY, Clone
from tests.support.notify_server import NotifyServer

MANY = 40


@pytest.fixture
def queued(committing_db: Clone, notify: NotifyServer) -> Iterator[Clone]:
    """So many receipts for Asha."""
    asha = told()
    asha.point()
    asha.point("sms", rank=2)
    Sending.objects.bulk_create(
        Sending(case=asha.case, person=asha.asha, purpose="receipt", next_at=NOON, made_at=NOON)
        for _ in range(MANY)
    )
    yield committing_db


def _start(clone: Clone) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.casework.threads.worker_process"],
        cwd=REPOSITORY,
        env=clone.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _go(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def test_two_workers_tell_each_person_once(queued: Clone, notify: NotifyServer) -> None:
    workers = [_start(queued), _start(queued)]
    _go(*workers)
    counts = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert sum(counts) == MANY
    assert set(Counter(one["reference"] for one in notify.sent).values()) == {1}
    assert (len(notify.sent), Sending.objects.filter(state="handed").count()) == (MANY, MANY)


def test_a_worker_that_is_killed_leaves_nothing_unsent_and_nothing_sent_twice(
    queued: Clone, notify: NotifyServer
) -> None:
    worker = _start(queued)
    _go(worker)
    while not notify.sent:
        time.sleep(0.001)
    worker.kill()
    worker.communicate()
    assert Sending.objects.filter(state="queued").exists()
    notify.status = "sending"
    for later in (LEASE * 0, LEASE * 2, LEASE * 4):
        while sending.hand_over(now=NOON + later):
            pass
    assert set(Counter(one["reference"] for one in notify.sent).values()) == {1}
    assert (len(notify.sent), Sending.objects.filter(state="handed").count()) == (MANY, MANY)
