"""What the README promises to somebody who has just cloned: `make up` installs, loads and serves."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing

PATIENCE_S = 1200


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """The committed state in a folder of its own, without anything that was built here."""
    for program in ("git", "make", "python3"):
        if shutil.which(program) is None:
            missing(f"no {program} on this machine")
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", repository, folder], check=True)
    return folder


@pytest.fixture
def served(clone: Path, tmp_path: Path) -> Iterator[str]:
    """The address that `make up` serves on, once /healthz answers; the whole process group ends afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = ("PEELIAN_", "DJANGO_", "VIRTUAL_ENV", "MAKEFLAGS", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    settings = {"PEELIAN_PORT": str(port), "PEELIAN_HOME": str(tmp_path / "home")}
    log = (tmp_path / "log").open("w+")
    up = subprocess.Popen(
        ["make", "up"], cwd=clone, env=kept | settings, stdout=log, stderr=log, start_new_session=True
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(up, address, tmp_path / "log")
        yield address
    finally:
        os.killpg(up.pid, signal.SIGTERM)
        up.wait()


def wait_until_healthy(up: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert up.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
    pytest.fail(f"not healthy after {PATIENCE_S} s\n{log.read_text()}")


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.mark.prove
def test_a_fresh_clone_serves_published_figures_and_checked_claims(served: str) -> None:
    """C01: Home Office, Police workforce 30 September 2017, Table 7: 141,850.42 to 121,928.98 is -14.04%."""
    assert "C01" in read(f"{served}/claims")
    assert "14.04" in read(f"{served}/claims/C01")
    assert "West Midlands" in read(f"{served}/forces/west-midlands")
