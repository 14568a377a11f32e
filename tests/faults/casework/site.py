"""A whole site to kill: the web server and the worker, as `peelian up` starts them, over databases that sync.

`Site.kill` is kill -9 on both with everything they started; `Site.start` is a restart of the machine.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from peelian.project.supervisor import GRACE, Child, web, worker
from tests.support import postgres
from tests.support.site import free_port, wait_for

REPOSITORY = Path(__file__).resolve().parents[3]
SETTINGS = "peelian.project.settings.all"
PREPARE = "tests.faults.casework.world"


def kill_session_of(leader: "subprocess.Popen[bytes]") -> None:
    """kill -9 on everything that the leader of a session started, but not on the leader."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):
            if int(folder.name) != leader.pid and os.getsid(int(folder.name)) == leader.pid:
                os.kill(int(folder.name), signal.SIGKILL)


@dataclass
class Site:
    """One site with its own home; `cluster` only on PostgreSQL."""

    home: Path
    cluster: postgres.Cluster | None = None
    name: str = "peelian"
    port: int = 0
    children: list[Child] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of the site, and of whoever looks into its databases."""
        environ = {
            **os.environ,
            "PEELIAN_HOME": str(self.home),
            "PEELIAN_KEYS": str(self.home / "keys"),
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PYTHONPATH": str(REPOSITORY),
        }
        for name in (
            "PEELIAN_DATABASE",
            "PEELIAN_VAULT_DATABASE",
            "PEELIAN_TEST_UNSAFE",
            "PEELIAN_READ_AHEAD",
            "PYTHONUNBUFFERED",
        ):
            environ.pop(name, None)
        if self.cluster is not None:
            environ["PEELIAN_DATABASE"] = self.cluster.address(self.name)
        return environ

    def run(self, module: str, *arguments: str) -> str:
        """Run a module over this site's databases; what it printed. A failure fails the test with its words."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout

    def prepare(self) -> None:
        """Migrate and fill with the cast, once; copies are made from it."""
        if self.cluster is not None:
            for name in (self.name, f"{self.name}_vault"):
                self.cluster.execute(f'CREATE DATABASE "{name}"')
        self.run(PREPARE)

    def copy(self, home: Path, name: str) -> "Site":
        """A site of its own with the same rows and keys."""
        shutil.copytree(self.home, home)
        if self.cluster is not None:
            for end in ("", "_vault"):
                self.cluster.copy(name + end, self.name + end)
        return Site(home, self.cluster, name)

    def start(self, log: Path = Path(os.devnull)) -> None:
        """Start the web server and the worker, and wait until the server listens. All that they say goes to `log`."""
        self.port = free_port()
        self.children = [web("127.0.0.1", self.port), worker()]
        for child in self.children:
            with log.open("ab") as said:
                child.process = subprocess.Popen(
                    child.command,
                    cwd=REPOSITORY,
                    env=self.environment,
                    start_new_session=True,
                    stdout=said,
                    stderr=said,
                )
        assert self.children[0].process is not None
        wait_for(self.port, self.children[0].process)  # type: ignore[arg-type]

    @contextmanager
    def traced(self, tracer: Sequence[str]) -> Iterator[None]:
        """The web server alone under a tracer; ended as the supervisor ends it, which the tracer outlives.

        A server that does not end is killed, its tracer not: that still has lines to write.
        """
        self.port = free_port()
        command = [*tracer, *web("127.0.0.1", self.port).command]
        process = subprocess.Popen(command, cwd=REPOSITORY, env=self.environment, start_new_session=True)
        try:
            wait_for(self.port, process)  # type: ignore[arg-type]
            yield
        finally:
            for server in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                os.kill(int(server), signal.SIGTERM)
            try:
                process.wait(3 * GRACE)
            except subprocess.TimeoutExpired:
                kill_session_of(process)
                process.wait()

    def kill(self, *, database: bool = False) -> None:
        """kill -9 on every process; with `database`, on PostgreSQL's postmaster first, which is then started again."""
        if database and self.cluster is not None:
            self.cluster.kill()
        for child in self.children:
            child.kill()
        for child in self.children:
            if child.process is not None:
                child.process.wait()
        self.children = []
        if database and self.cluster is not None:
            self.cluster.start()

    def remove(self) -> None:
        """Kill what runs and delete the copy."""
        self.kill()
        if self.cluster is not None:
            for end in ("", "_vault"):
                self.cluster.drop(self.name + end)
        shutil.rmtree(self.home, ignore_errors=True)
