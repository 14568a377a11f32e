"""The public site for tests: Django's client over the pages, and a real server on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HUNG = 240
"""Seconds after which a server is taken to hang."""
LANGUAGES = ("en", "cy")
PREFIX = {"en": "", "cy": "/cy"}


def django_client():  # type: ignore[no-untyped-def]
    """Django's test client, which turns a fault of a page into its 500 answer as a reader would see it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peelian.project.settings.test")
    import django
    from django.test import Client

    django.setup()
    return Client(raise_request_exception=False)


def build_assets_if_needed(repository: Path) -> None:
    """Build the style sheet when this tree has none yet."""
    if not (repository / "src/peelian/ui/static/built/assets.json").exists():
        subprocess.run([sys.executable, "-m", "peelian.ui.build"], cwd=repository, check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(home: Path, **environment: str) -> Iterator[str]:
    """A real server over `home`, started as `peelian up` starts it; gives its address."""
    port = free_port()
    environ = {
        **os.environ,
        "PEELIAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "peelian.project.settings.evidence",
    }
    command = [sys.executable, "-m", "peelian.project.supervisor", "--port", str(port)]
    process = subprocess.Popen(command, env={**environ, **environment}, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        end(process)
        if process.stderr:
            process.stderr.close()


def end(process: "subprocess.Popen[str]") -> None:
    """Wait until it has ended, and kill it if it hangs."""
    try:
        process.wait(HUNG)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(port: int, process: "subprocess.Popen[str]") -> None:
    """Until something listens; fails when the process ends first, or hangs."""
    begun = time.monotonic()
    while True:
        if time.monotonic() - begun > HUNG:
            raise AssertionError(f"the server did not listen within {HUNG} s")
        if process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode} before it listened")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
