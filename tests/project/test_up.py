"""`peelian up`: prepares an empty home and its databases, serves, starts what fell again, and stops cleanly."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from peelian.cli.app import run
from tests.support import site


def start(home, port, **environment):
    environ = {**os.environ, "PEELIAN_HOME": str(home), "PEELIAN_PORT": str(port), **environment}
    for name in ("DJANGO_SETTINGS_MODULE", "PEELIAN_DATABASE", "PEELIAN_KEYS"):
        if name not in environment:
            environ.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-m", "peelian.cli.app", "up"], env=environ, stderr=subprocess.PIPE, text=True
    )


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def get_when_up(port, path, process):
    """The answer, as soon as there is one."""
    while True:
        assert process.poll() is None, process.stderr.read()
        try:
            return get(port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def children_of(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def said_until_ready(process):
    """What it writes until it says where it is."""
    said = ""
    while "Ctrl-C" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return said


@dataclass
class Visit:
    """What `peelian up` made of an empty home, what it answered and how it ended."""

    home: Path
    port: int
    said: str
    answers: dict[str, tuple[int, str]]
    rest: str
    ended: int


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The first start on an empty home, and its end: a test of a later start takes a copy of what it left."""
    home = tmp_path_factory.mktemp("up") / "new"
    port = site.free_port()
    process = start(home, port)
    said = said_until_ready(process)
    answers = {path: get(port, path) for path in ("/healthz", "/healthz/casework", "/claims")}
    process.send_signal(signal.SIGTERM)
    rest = process.communicate()[1]
    return Visit(home, port, said, answers, rest, process.returncode)


def test_up_prepares_an_empty_home_says_where_it_is_and_stops_cleanly(first):
    assert f"http://localhost:{first.port}/" in first.said, "a passkey needs a name, and 127.0.0.1 is none"
    status, body = first.answers["/healthz"]
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert first.answers["/healthz/casework"][0] == 200
    assert "Holds" in first.answers["/claims"][1]
    assert first.ended == 0
    assert "Stopping." in first.rest
    with pytest.raises(OSError, match="refused"):
        get(first.port, "/healthz")
    assert {one.name for one in (first.home / "keys").iterdir()} >= {"ring.json", "secret-key"}
    assert all(one.stat().st_mode & 0o077 == 0 for one in (first.home / "keys").iterdir())


def test_the_evidence_site_alone_makes_no_database_and_no_key(home):
    port = site.free_port()
    process = start(home, port, DJANGO_SETTINGS_MODULE="peelian.project.settings.evidence")
    try:
        assert get_when_up(port, "/healthz", process)[0] == 200
        assert get(port, "/healthz/casework")[0] == 404
        assert get(port, "/desk")[0] == 404
    finally:
        process.terminate()
        process.communicate()
    assert not (home / "casework").exists()
    assert not (home / "keys").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the processes")
@pytest.mark.prove
def test_a_server_or_a_worker_that_is_killed_is_started_again_and_ctrl_c_ends_all(first, tmp_path):
    home = Path(shutil.copytree(first.home, tmp_path / "home"))
    port = site.free_port()
    process = start(home, port)
    try:
        said_until_ready(process)
        first = children_of(process.pid)
        assert len(first) == 2
        for one in first:
            os.kill(one, signal.SIGKILL)
        while len(set(children_of(process.pid)) - set(first)) < 2:
            time.sleep(0.05)
        assert get_when_up(port, "/claims/C01", process)[0] == 200
        second = children_of(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
    assert "The web server ended with -9; starting it again" in said
    assert "The worker ended with -9; starting it again" in said
    assert "Stopping." in said
    assert process.returncode == 0
    assert not any(Path(f"/proc/{one}").exists() for one in second)


def test_a_taken_port_is_said_in_one_line(home):
    with site.socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(home, other.getsockname()[1])
        said = process.communicate()[1]
    assert process.returncode == 1
    assert "is in use" in said
    assert "PEELIAN_PORT" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("value", "words"), [("0", "1 to 65535"), ("70000", "1 to 65535"), ("web", "PEELIAN_PORT")]
)
def test_a_port_that_is_none_is_said(home, monkeypatch, capfd, value, words):
    """In this process: it ends before anything is prepared or started."""
    monkeypatch.setenv("PEELIAN_PORT", value)
    assert run(["up"]) != 0
    said = capfd.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert "Preparing" not in said
