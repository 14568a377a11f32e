"""The databases of this run: SQLite or PostgreSQL, started by the tests themselves.

Casework's tests run in a pytest of their own, since one process can configure Django only once:

    .venv/bin/python -m pytest tests/casework/clocks/test_running.py                    on SQLite
    PEELIAN_TEST_DATABASE=postgresql .venv/bin/python -m pytest tests/casework/...      on PostgreSQL

`make test` runs the public half (no variable), then this half on SQLite, then on PostgreSQL. Which tests belong to
this half: `HALF`. They run with `peelian.project.settings.casework_test`, which is configured before any is imported,
so a test may import models at its top.

Fixtures
- `db`: both databases, migrated; the test's writes are rolled back on both aliases, and deferred constraints are
  checked first. The outer `atomic` carries Django's own mark `_from_testcase`, so `atomic(durable=True)` works inside
  it and a second one inside that is refused, exactly as outside tests.
- `committing_db`: a copy of both databases for this test alone, where commits are commits. It gives a `Clone`:
  `.environment` is what another process needs to work on the same copy, `.home` is its PEELIAN_HOME.
- `database`: the name of the engine, "sqlite" or "postgresql".

What a process remembers about rows (pools of keys) must be forgotten when the rows are rolled back: name the function
in `MEMORIES`.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support import postgres

REPOSITORY = Path(__file__).resolve().parents[2]
VARIABLE = "PEELIAN_TEST_DATABASE"
RUN = "PEELIAN_TEST_RUN"
SOCKET = "PEELIAN_TEST_POSTGRES"
ENGINES = ("sqlite", "postgresql")
ALIASES = ("default", "vault")
HALF = (
    "tests/accounts",
    "tests/casework",
    "tests/services",
    "tests/faults/casework",
    "tests/faults/contact",
    "tests/journeys/casework",
    "tests/walk/test_roles",
    "tests/walk/casework",
)
"""Paths (as prefixes) of the tests that need casework's databases."""
BROWSER = "tests/journeys/casework"
"""Journeys run on SQLite only: what they show does not depend on the database."""
MEMORIES = ("peelian.casework.sealing.vault:forget", "peelian.casework.threads.brake:forget")
"""module:function that empties what a process remembers about rows, or of what was tried."""

_numbers = count(1)
_started: list[postgres.Cluster] = []


# --- which half runs ------------------------------------------------------------------------------------
def engine() -> str | None:
    """The engine of this run, or None in the public half."""
    return os.environ.get(VARIABLE) or None


def in_half(path: Path) -> bool:
    """Whether a test file needs casework's databases."""
    return path.resolve().is_relative_to(REPOSITORY) and _relative(path).startswith(HALF)


def left_out(path: Path) -> bool:
    """Whether this run leaves a file or folder to another run."""
    if path.is_dir():
        here = _relative(path) + "/"
        if engine() is None:
            return here.rstrip("/").startswith(HALF)
        return not any(name.startswith(here) or here.startswith(name) for name in HALF)
    if engine() == "postgresql" and _relative(path).startswith(BROWSER):
        return True
    return path.suffix == ".py" and path.name.startswith("test_") and in_half(path) != (engine() is not None)


def asks_no_database(item: pytest.Item) -> bool:
    """Whether a test of this half has no database to ask: it says the same on both, so PostgreSQL's run leaves it out."""
    return "database" not in getattr(item, "fixturenames", ("database",))


def _relative(path: Path) -> str:
    with suppress(ValueError):
        return path.resolve().relative_to(REPOSITORY).as_posix()
    return path.as_posix()


# --- start and end of a run -----------------------------------------------------------------------------
def configure(config: pytest.Config) -> None:
    """Start what the run needs and set Django up. Called once in each process, before tests are imported."""
    asked = [Path(str(one).split("::")[0]) for one in config.invocation_params.args if "tests/" in str(one)]
    if VARIABLE not in os.environ and asked and all(in_half(path) for path in asked):
        os.environ[VARIABLE] = "sqlite"
    if engine() is None:
        return
    if engine() not in ENGINES:
        raise pytest.UsageError(f"{VARIABLE} must be one of {', '.join(ENGINES)}")
    worker = getattr(config, "workerinput", None)
    if worker is None:
        _start()
    _point_django_here("main" if worker is None else str(worker["workerid"]))


def unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and remove the run's folder, in the process that made them."""
    if getattr(config, "workerinput", None) is None and engine() is not None and RUN in os.environ:
        with suppress(Exception):
            _close()
        for cluster in _started:
            cluster.stop()
        shutil.rmtree(os.environ[RUN], ignore_errors=True)


def _start() -> None:
    os.environ[RUN] = tempfile.mkdtemp(prefix="peelian-run-", dir=postgres.in_memory())
    if engine() == "postgresql" and SOCKET not in os.environ and postgres.binaries():
        _started.append(postgres.make())
        os.environ[SOCKET] = str(_started[0].socket)


def _point_django_here(worker: str) -> None:
    run = Path(os.environ[RUN])
    home = run / worker / "home"
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PEELIAN_HOME"] = str(home)
    os.environ["PEELIAN_KEYS"] = str(run / "keys")
    os.environ["DJANGO_SETTINGS_MODULE"] = "peelian.project.settings.casework_test"
    if engine() == "postgresql":
        os.environ["PEELIAN_TEST_UNSAFE"] = "1"
        os.environ["PEELIAN_DATABASE"] = _cluster().address(f"peelian_{os.getpid()}")
    import django

    django.setup()


def _cluster() -> postgres.Cluster:
    return postgres.Cluster(Path(os.environ.get(SOCKET, "/absent")), durable=False)


# --- the template, and copies of it ---------------------------------------------------------------------
def _settings() -> dict[str, dict[str, Any]]:
    from django.db import connections

    return connections.settings


def _close() -> None:
    from django.db import connections

    for alias in ALIASES:
        connections[alias].close()


def _use(names: dict[str, str]) -> dict[str, str]:
    """Point both aliases at other databases, in every thread that connects from now on; gives those of before."""
    from django.db import connections

    _close()
    before = {alias: str(_settings()[alias]["NAME"]) for alias in ALIASES}
    for alias in ALIASES:
        _settings()[alias]["NAME"] = connections[alias].settings_dict["NAME"] = names[alias]
    _forget()
    return before


def _forget() -> None:
    for name in MEMORIES:
        module, _, function = name.partition(":")
        with suppress(ModuleNotFoundError):
            getattr(import_module(module), function, lambda: None)()


def _named(stem: str) -> dict[str, str]:
    """The databases of a stem: two files in a folder, or two databases of the cluster."""
    if engine() == "postgresql":
        return {"default": f"{stem}", "vault": f"{stem}_vault"}
    folder = Path(os.environ[RUN]) / stem / "home" / "casework"
    folder.mkdir(parents=True, exist_ok=True)
    return {"default": str(folder / "casework.sqlite3"), "vault": str(folder / "vault.sqlite3")}


def _template() -> dict[str, str]:
    """The migrated databases of the run; the first process to ask makes them."""
    names = _named("template")
    run = Path(os.environ[RUN])
    with (run / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run / "template.done").exists():
            _migrate(names)
            (run / "template.done").touch()
    return names


def _migrate(names: dict[str, str]) -> None:
    from django.core.management import call_command
    from django.db import connections

    from peelian.casework.sealing.starting import migrate

    if engine() == "postgresql":
        for name in names.values():
            _cluster().execute(f'CREATE DATABASE "{name}"')
    before = _use(names)
    try:
        for alias in ALIASES:
            migrate(alias)
        call_command("createcachetable", verbosity=0)
        if engine() == "sqlite":
            for alias in ALIASES:
                connections[alias].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        _use(before)


def _copy(to: dict[str, str]) -> None:
    for alias, name in _template().items():
        if engine() == "postgresql":
            _cluster().copy(to[alias], name)
        else:
            shutil.copyfile(name, to[alias])


def _remove(names: dict[str, str]) -> None:
    for name in names.values():
        if engine() == "postgresql":
            _cluster().drop(name)
        else:
            shutil.rmtree(Path(name).parents[1], ignore_errors=True)


# --- fixtures -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Clone:
    """A copy of both databases for one test."""

    engine: str
    names: dict[str, str]
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which another process works on this copy."""
        more = {"PEELIAN_HOME": str(self.home)}
        if self.engine == "postgresql":
            more["PEELIAN_DATABASE"] = _cluster().address(self.names["default"])
        return {**os.environ, **more}


@pytest.fixture(scope="session")
def database() -> str:
    """The engine of this run: "sqlite" or "postgresql"."""
    from tests.conftest import missing

    if engine() == "postgresql" and SOCKET not in os.environ:
        missing("no PostgreSQL on this machine: install the package `postgresql`")
    return str(engine())


@pytest.fixture(scope="session")
def databases_of_this_process(database: str) -> None:
    """The process's own copy of the template, where `db` works."""
    _copy({alias: str(_settings()[alias]["NAME"]) for alias in ALIASES})


@pytest.fixture
def db(databases_of_this_process: None) -> Iterator[None]:
    """Both databases; what the test writes is rolled back."""
    _forget()
    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(_rolled_back(alias))
        yield
    _forget()
    shutil.rmtree(
        Path(os.environ["PEELIAN_HOME"]) / "ledger", ignore_errors=True
    )  # of rows that are rolled back


@contextmanager
def _rolled_back(alias: str) -> Iterator[None]:
    from django.db import connections, transaction

    atomic = transaction.atomic(using=alias)
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        try:
            yield
            if not connections[alias].needs_rollback:
                connections[alias].check_constraints()
        finally:
            transaction.set_rollback(True, using=alias)


@pytest.fixture
def committing_db(databases_of_this_process: None) -> Iterator[Clone]:
    """A copy of both databases for this test, where commits are commits."""
    with clone() as made:
        yield made


@contextmanager
def clone() -> Iterator[Clone]:
    """A copy of both databases, where commits are commits; it is this process's until the block ends."""
    stem = f"clone_{os.getpid()}_{next(_numbers)}"
    names = _named(stem)
    _copy(names)
    home = Path(os.environ[RUN]) / stem / "home"
    home.mkdir(parents=True, exist_ok=True)
    before = _use(names)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PEELIAN_HOME", str(home))
            yield Clone(str(engine()), names, home)
    finally:
        _use(before)
        _remove(names)
