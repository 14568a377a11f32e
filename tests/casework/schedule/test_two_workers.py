"""Two real worker processes on a copy of the databases: each item once, in order, also when one is killed."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from peelian.casework.schedule.claiming import LEASE
from peelian.casework.schedule.items import item, schedule, schedule_new
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.problems import OutsideTransaction
from tests.casework.schedule import kinds_for_tests as made
from tests.casework.schedule.kinds_for_tests import effects
from tests.support.databases import REPOSITORY, Clone

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ITEMS, STREAMS = 120, 8


def start(clone: Clone, *arguments: str) -> subprocess.Popen[str]:
    """A worker process on the clone."""
    command = [sys.executable, "-m", "tests.casework.schedule.worker_process", *arguments]
    return subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=clone.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def begin(*processes: subprocess.Popen[str]) -> None:
    """Let them work, all at once, when each is ready."""
    for process in processes:
        assert process.stdout is not None and process.stdin is not None
        ready = process.stdout.readline()
        assert ready == "ready\n", process.communicate()[1]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()


def ended(process: subprocess.Popen[str]) -> int:
    """How many items it did."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return int(out)


def three_days_of_items() -> None:
    with transaction.atomic():
        schedule_new(
            item(
                made.RUN,
                NOW - timedelta(days=3) + timedelta(minutes=number),
                f"{number:03}",
                subject_stream=f"case-{number % STREAMS}",
            )
            for number in range(ITEMS)
        )
    connection.close()


def assert_once_and_in_order(done: list[str]) -> None:
    assert sorted(done) == [f"{number:03}" for number in range(ITEMS)]
    for stream in range(STREAMS):
        mine = [key for key in done if int(key) % STREAMS == stream]
        assert mine == sorted(mine)


def test_two_workers_do_each_item_once(committing_db: Clone) -> None:
    three_days_of_items()
    workers = [start(committing_db, name, NOW.isoformat()) for name in ("first", "second")]
    begin(*workers)
    shares = [ended(worker) for worker in workers]
    assert_once_and_in_order(effects())
    assert sum(shares) == ITEMS
    assert not ScheduledItem.objects.filter(kind=made.RUN).exclude(state="done").exists()


def test_what_a_killed_worker_held_is_done_by_the_next_one_once(committing_db: Clone) -> None:
    """A worker is killed after the effect was written and before its transaction ends."""
    three_days_of_items()
    dies = start(committing_db, "dies", NOW.isoformat(), "die", "050")
    begin(dies)
    assert dies.wait(timeout=120) == -9
    before = effects()
    assert "049" in before and "050" not in before
    assert ScheduledItem.objects.filter(state="claimed").exists()
    connection.close()
    later = (NOW + LEASE + timedelta(seconds=1)).isoformat()
    following = start(committing_db, "next", later)
    begin(following)
    ended(following)
    assert_once_and_in_order(effects())


def test_outside_a_transaction_nothing_is_scheduled(committing_db: Clone) -> None:
    with pytest.raises(OutsideTransaction):
        schedule(made.RUN, NOW, "one")
    assert not ScheduledItem.objects.exists()
