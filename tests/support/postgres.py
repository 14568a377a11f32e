"""A PostgreSQL of the tests' own: made in a folder under /tmp, reached by a socket only, gone when they end.

PostgreSQL refuses to run as root, so under root its programs run as the user `postgres`. The programs come from PATH,
else from /usr/lib/postgresql/*/bin, where Debian keeps them.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROLE = "peelian"
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For the suite: what it writes is thrown away. The proof runs with all three on."""
SETTINGS = ("listen_addresses=", "max_connections=60", "timezone=UTC", "shared_buffers=64MB")


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, or None when PostgreSQL is not on this machine."""
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@dataclass
class Cluster:
    """A running server; `socket` is the folder of its socket."""

    socket: Path
    durable: bool
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def address(self, name: str) -> str:
        """What PEELIAN_DATABASE says for the database `name`."""
        return f"postgresql://{ROLE}@/{name}?host={self.socket}"

    def execute(self, statement: str) -> None:
        """Run one statement on the database `postgres`, outside any transaction."""
        import psycopg

        with psycopg.connect(
            host=str(self.socket), user=ROLE, dbname="postgres", autocommit=True
        ) as open_one:
            open_one.execute(statement)  # type: ignore[call-overload]

    def copy(self, name: str, template: str) -> None:
        """Make the database `name` a copy of `template`, which nobody may have open: file by file, half as dear."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def drop(self, name: str) -> None:
        """Drop a database, ending whatever has it open."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def start(self) -> None:
        """Start the server on its folder (again) and wait until it answers.

        After a kill its children end by themselves a moment later; until then a new server refuses the folder.
        """
        while not self._started():
            time.sleep(0.1)

    def _started(self) -> bool:
        folder = binaries()
        assert folder is not None
        settings = (*SETTINGS, f"unix_socket_directories={self.socket}", *(() if self.durable else UNSAFE))
        command = [str(folder / "postgres"), "-D", str(self.socket / "data")]
        for one in settings:
            command += ["-c", one]
        (self.socket / "log").unlink(missing_ok=True)
        log = (self.socket / "log").open("ab")
        self.process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs yet
            start_new_session=True,
            **_as_user(),
        )
        log.close()
        return self._answers()

    def kill(self) -> None:
        """kill -9 on the postmaster, as a fallen machine would; its children end themselves."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def rest(self) -> None:
        """End the server in good order and keep its folder; `start` wakes it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def stop(self) -> None:
        """End the server at once and remove its folder."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        shutil.rmtree(self.socket, ignore_errors=True)

    def _answers(self) -> bool:
        import psycopg

        while True:
            assert self.process is not None
            if self.process.poll() is not None:
                said = (self.socket / "log").read_text()
                if "still in use" in said or "is running" in said:
                    return False
                raise AssertionError(f"PostgreSQL did not start: {said[-2000:]}")
            try:
                psycopg.connect(host=str(self.socket), user=ROLE, dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True


def in_memory() -> str | None:
    """A folder in memory with room for what the suite throws away; None where there is none."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30
    return str(memory) if roomy else None


def make(*, durable: bool = False, root: Path | None = None) -> Cluster:
    """A new cluster, started, in the empty folder `root` or one of its own. A socket's path may have 107 bytes."""
    folder = binaries()
    assert folder is not None, "PostgreSQL is not on this machine"
    if root is None:
        root = Path(tempfile.mkdtemp(prefix="peelian-pg-", dir="/tmp" if durable else in_memory() or "/tmp"))
    user = _as_user().get("user")
    if user:
        shutil.chown(root, str(user), _group(str(user)))
    command = [str(folder / "initdb"), "-D", str(root / "data"), "-U", ROLE, "--auth=trust", "-E", "UTF8"]
    command += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, **_as_user())
    if done.returncode:
        raise AssertionError(f"initdb failed: {done.stderr[-2000:]}")
    cluster = Cluster(root, durable)
    cluster.start()
    return cluster


def _as_user() -> dict[str, object]:
    """Under root, the arguments of subprocess that run a program as `postgres`."""
    if os.geteuid() != 0:
        return {}
    name = next((name for name in ("postgres", "nobody") if _known(name)), None)
    assert name is not None, "PostgreSQL will not run as root, and there is no user `postgres`"
    return {"user": name, "group": _group(name), "extra_groups": []}


def _known(name: str) -> bool:
    with suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def _group(name: str) -> int:
    return pwd.getpwnam(name).pw_gid


def _die_with_parent() -> None:
    """The server goes when the tests are killed (Linux; elsewhere it must be ended by hand)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)
