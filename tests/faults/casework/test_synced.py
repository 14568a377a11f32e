"""Nothing is acknowledged before the disk has it: seen in the system calls of SQLite and in PostgreSQL's own count (T: loss)."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.faults.casework.asking import Visitor
from tests.faults.casework.site import REPOSITORY, Site
from tests.support import postgres

CALLS = (
    "-f",
    "--seccomp-bpf",
    "-y",
    "-s",
    "0",
    "-e",
    "trace=fdatasync,fsync,write,pwrite64,writev,sendto,sendmsg",
)
"""What strace looks at; a filter in the kernel lets every other call pass without stopping the process."""
ANSWER = ("said", "socket:", "TCP:", "TCPv6:")
"""What an answer is written to: a file that takes the output, or the connection of a visitor."""
LOGS = ("casework.sqlite3-wal", "vault.sqlite3-wal")
LINE = re.compile(r"^(?:\[pid +\d+\] +|\d+ +)?(?P<call>\w+)\((?P<fd>\d+)<(?P<path>[^>]*)>")
HOW_MANY = 100


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    if found is None:
        missing("no strace on this machine: install the package `strace`")
    tried = subprocess.run([found, *CALLS, "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        missing("this machine lets nobody trace a process")
    return found


def traced(strace: str, command: list[str], log: Path, site: Site) -> list[tuple[str, str]]:
    """(call, file) of every write and sync of the command, in order; its own answers are the file `said`."""
    said = log.with_name("said")
    with said.open("wb") as out:
        done = subprocess.run(
            [strace, *CALLS, "-o", str(log), *command],
            cwd=REPOSITORY,
            env=site.environment,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return read(log)


def read(log: Path) -> list[tuple[str, str]]:
    """The calls of a log of strace, each with the name of its file."""
    found = [LINE.match(line) for line in log.read_text().splitlines()]
    return [(match["call"], Path(match["path"]).name) for match in found if match]


@dataclass(frozen=True)
class Acknowledged:
    """How many answers went out with everything synced, and how many with something written and not synced."""

    synced: int
    unsynced: int


def acknowledged(calls: list[tuple[str, str]], *logs: str) -> Acknowledged:
    """Count the answers that follow writes to `logs`; more than one write of the same answer counts once."""
    waiting: set[str] = set()
    wrote = False
    counted = {True: 0, False: 0}
    for call, file in calls:
        if file in logs and call in {"write", "pwrite64"}:
            waiting.add(file)
            wrote = True
        elif file in logs:
            waiting.discard(file)
        elif file.startswith(ANSWER) and wrote:
            counted[not waiting] += 1
            waiting, wrote = set(), False
    return Acknowledged(counted[True], counted[False])


def opening(how_many: int) -> list[str]:
    return [sys.executable, "-m", "tests.faults.casework.opening", str(how_many)]


@pytest.fixture
def sqlite_site(sqlite_only: None, site: Site) -> Site:
    """Asked first whether the site is wanted at all."""
    return site


@pytest.fixture
def sqlite_only(database: str) -> None:
    if database != "sqlite":
        pytest.skip("the system calls of SQLite")


def test_sqlite_syncs_its_log_between_the_last_write_and_each_acknowledgement(
    sqlite_site: Site, strace: str, tmp_path: Path
) -> None:
    calls = traced(strace, opening(20), tmp_path / "trace", sqlite_site)
    assert acknowledged(calls, *LOGS) == Acknowledged(synced=20, unsynced=0)


@pytest.mark.prove
def test_sqlite_syncs_its_log_before_each_receipt_leaves_the_web_server(
    sqlite_site: Site, strace: str, tmp_path: Path
) -> None:
    log = tmp_path / "trace"
    with sqlite_site.traced([strace, *CALLS, "-o", str(log)]):
        visitor = Visitor(sqlite_site.port)
        told = [visitor.ask() for _ in range(10)]
    assert len(set(told) - {None}) == 10
    assert acknowledged(read(log), *LOGS) == Acknowledged(synced=10, unsynced=0)


RELAXED = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("PRAGMA journal_mode=WAL")
held.execute("PRAGMA synchronous=NORMAL")
held.execute("CREATE TABLE kept (what)")
for number in range(5):
    held.execute("INSERT INTO kept VALUES (?)", (number,))
    print(number, flush=True)
"""


def test_the_trace_would_show_an_acknowledgement_before_the_sync(
    sqlite_site: Site, strace: str, tmp_path: Path
) -> None:
    """The same look at synchronous=NORMAL, which syncs at checkpoints only (sqlite.org/pragma.html#pragma_synchronous)."""
    command = [sys.executable, "-c", RELAXED, str(tmp_path / "relaxed.sqlite3")]
    calls = traced(strace, command, tmp_path / "trace", sqlite_site)
    assert acknowledged(calls, "relaxed.sqlite3-wal").unsynced >= 4


# --- PostgreSQL counts its syncs itself (pg_stat_wal, from version 14) -----------------------------------
@pytest.fixture
def postgresql_site(postgresql_only: None, site: Site) -> Site:
    """Of one cluster with all others: each test looks at what the count grows by while it writes."""
    return site


@pytest.fixture
def postgresql_only(database: str) -> None:
    if database != "postgresql":
        pytest.skip("the count of PostgreSQL")


def synced(cluster: postgres.Cluster) -> int:
    """How often the write-ahead log was synced. Every process has reported, because all have ended."""
    import psycopg

    with psycopg.connect(host=str(cluster.socket), user=postgres.ROLE, dbname="postgres") as held:
        row = held.execute("SELECT wal_sync FROM pg_stat_wal").fetchone()
    assert row is not None
    return int(row[0])


def test_postgresql_syncs_its_log_for_every_acknowledgement(postgresql_site: Site) -> None:
    cluster = postgresql_site.cluster
    assert cluster is not None
    before = synced(cluster)
    told = postgresql_site.run("tests.faults.casework.opening", str(HOW_MANY)).split()
    assert len(set(told)) == HOW_MANY
    assert synced(cluster) - before >= HOW_MANY


def test_the_count_would_show_commits_that_are_not_synced(postgresql_site: Site) -> None:
    import psycopg

    cluster = postgresql_site.cluster
    assert cluster is not None
    before = synced(cluster)
    with psycopg.connect(
        host=str(cluster.socket), user=postgres.ROLE, dbname="postgres", options="-c synchronous_commit=off"
    ) as held:
        held.execute("CREATE TABLE kept (what int)")
        held.commit()
        for number in range(HOW_MANY):
            held.execute("INSERT INTO kept VALUES (%s)", (number,))
            held.commit()
    assert synced(cluster) - before < HOW_MANY // 2
