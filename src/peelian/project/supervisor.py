"""Starts the processes of a Peelian site, watches them, starts a fallen one again, and stops them all cleanly.

    python -m peelian.project.supervisor --host 127.0.0.1 --port 8000 --worker

`peelian up` becomes this process. SIGTERM and SIGINT stop it with exit code 0; a child that falls again and again
soon after its start ends it with 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from peelian.project.patience import Patience

GRACE = 10.0
"""Seconds that a child has to end after SIGTERM; the web server kills its worker two seconds sooner."""
STARTING = 15.0
"""Seconds after which a child without a port is taken to serve: nothing else can be asked of it."""
TICK = 0.2
FRUGAL = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Memory that threads have freed goes back to one heap, not to one of each thread: some 40 MB less."""


@dataclass(slots=True)
class Child:
    """One process to keep running."""

    name: str
    command: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict)
    """Added to the environment that it is started in; what is set there already stays."""
    port: tuple[str, int] | None = None
    """Where it answers as soon as it serves."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    not_before: float = 0.0
    patience: Patience = field(default_factory=Patience)

    def start(self) -> None:
        """Start it in a session of its own, so that all it started can be ended together."""
        environ = {**self.settings, **os.environ}
        self.process = subprocess.Popen(self.command, start_new_session=True, env=environ)
        self.started = time.monotonic()

    def ask_to_end(self) -> None:
        """Ask the process to end; it ends what it started. A worker of the web server asked twice at once may hang."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self.process.pid, signal.SIGTERM)

    def kill(self) -> None:
        """Kill the process and everything that it started."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def fell(self) -> int | None:
        """The exit code when it has ended, else None."""
        return self.process.poll() if self.process else None

    def look(self, now: float) -> None:
        """Note whether it serves."""
        if self.patience.serving_since is None and (
            _answers(*self.port) if self.port else now - self.started >= STARTING
        ):
            self.patience.serves(now)


class Supervisor:
    """Keeps children running until told to stop."""

    def __init__(self, children: Sequence[Child], *, ready: str = "") -> None:
        self.children = list(children)
        self.stopping = False
        self._ready = ready

    def run(self) -> int:
        """Start all, watch, stop all; the exit code."""
        for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(which, self._stop)
        try:
            return self._watch()
        finally:
            self._end_all()

    def _watch(self) -> int:
        while not self.stopping:
            for child in self.children:
                if not self._tend(child):
                    return 1
            self._announce()
            time.sleep(TICK)
        _say("Stopping.")
        return 0

    def _tend(self, child: Child) -> bool:
        """Start a child that is due; False when it has fallen too often."""
        now = time.monotonic()
        if child.process is None:
            if now >= child.not_before:
                child.start()
            return True
        code = child.fell()
        if code is None:
            child.look(now)
            return True
        child.kill()
        child.process = None
        wait = child.patience.fell(now)
        if wait is None:
            _say(
                f"{child.name} ended {child.patience.failures} times soon after its start; giving up. "
                "Its words are above."
            )
            return False
        child.not_before = now + wait
        _say(f"{child.name} ended with {code}; starting it again in {wait:g} s.")
        return True

    def _announce(self) -> None:
        serving = (child.patience.serving_since is not None for child in self.children if child.port)
        if self._ready and all(serving):
            _say(self._ready)
            self._ready = ""

    def _end_all(self) -> None:
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + GRACE
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
            child.kill()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


def web(host: str, port: int) -> Child:
    """The web server: one worker, so that one memory of pages serves all its threads."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command += ["--no-access-log"]  # said here, no variable of the environment can turn it on
    command += ["--workers-kill-timeout", str(int(GRACE) - 2)]
    return Child("The web server", [*command, "peelian.project.served:application"], FRUGAL, (host, port))


def worker() -> Child:
    """The process that does what is due."""
    return Child("The worker", [sys.executable, "-m", "peelian.cli.app", "worker"])


def address(host: str, port: int, *, named: bool = False) -> str:
    """The address to type into a browser; `named`: localhost for this computer, as a passkey needs a name."""
    if named and host in {"127.0.0.1", "::1", "0.0.0.0", "::"}:  # noqa: S104
        return f"http://localhost:{port}/"
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}/"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the site's processes in the foreground."""
    parser = argparse.ArgumentParser(description="Run the processes of a Peelian site.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--worker", action="store_true", help="keep a worker running beside the web server")
    given = parser.parse_args(arguments)
    here = address(given.host, given.port, named=given.worker)
    ready = f"Peelian is at {here} (in Welsh: {here}cy/). Press Ctrl-C to stop it."
    children = [web(given.host, given.port), *([worker()] if given.worker else [])]
    return Supervisor(children, ready=ready).run()


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    with suppress(OSError), socket.create_connection((reachable, port), timeout=1):
        return True
    return False


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
