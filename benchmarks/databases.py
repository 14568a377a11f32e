"""Homes and servers for the benchmarks of casework: on a real disk, with every commit synced, gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
ENGINES = ("sqlite", "postgresql")
SETTINGS = "peelian.project.settings.casework_test"


def disk() -> str:
    """A folder on a disk, not in memory; PEELIAN_BENCH_DISK names another."""
    return os.environ.get("PEELIAN_BENCH_DISK") or tempfile.gettempdir()


def kind_of_disk() -> str:
    """The file system that the rows lie on, for the printed result."""
    done = subprocess.run(["df", "--output=fstype", disk()], capture_output=True, text=True, check=False)
    return done.stdout.split()[-1] if done.stdout else "unknown"


@contextmanager
def environment_of(engine: str, keep: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of a process that works on databases of this engine: empty ones, or those kept in `keep`."""
    home = keep / engine if keep else Path(tempfile.mkdtemp(prefix="peelian-bench-", dir=disk()))
    environ = {
        **os.environ,
        "PEELIAN_HOME": str(home),
        "PEELIAN_KEYS": str(home / "keys"),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(REPOSITORY),
    }
    with ExitStack() as at_end:
        if keep is None:
            at_end.callback(shutil.rmtree, home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        if engine == "postgresql":
            environ["PEELIAN_DATABASE"] = at_end.enter_context(_server(home / "server" if keep else None))
        yield environ


@contextmanager
def _server(root: Path | None) -> Iterator[str]:
    """The address of the database on a server of its own; in `root` it is kept, and found again."""
    from tests.support import postgres

    if root and (root / "data").is_dir():
        cluster = postgres.Cluster(root, durable=True)
        cluster.start()
    else:
        if root:
            root.mkdir()
        cluster = postgres.make(durable=True, root=root)
        for name in ("bench", "bench_vault"):
            cluster.execute(f'CREATE DATABASE "{name}"')
    try:
        yield cluster.address("bench")
    finally:
        cluster.rest() if root else cluster.stop()


def run(module: str, environ: dict[str, str], arguments: Sequence[str] = ()) -> str:
    """Run a module in that environment and give what it printed; its errors go to our own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=REPOSITORY,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def engines() -> list[str]:
    """The engines of this machine; says which is missing."""
    from tests.support import postgres

    if postgres.binaries() is None:
        print("PostgreSQL is not on this machine: only SQLite is measured")
        return ["sqlite"]
    return list(ENGINES)
