"""The supervisor gives up on a child that will not run, and says so; it ends a child that will not stop."""

import subprocess
import sys
from pathlib import Path

FALLS = """
import sys
from peelian.project import patience, supervisor
patience.FIRST_WAIT = 0.05
patience.MOST_FAILURES = 3
child = supervisor.Child("The child", [sys.executable, "-S", "-c", "raise SystemExit(3)"])
sys.exit(supervisor.Supervisor([child]).run())
"""
STUBBORN = """
import os, pathlib, signal, sys, threading, time
from peelian.project import supervisor
supervisor.GRACE = 0.2
deaf = pathlib.Path(sys.argv[1])
code = "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
child = supervisor.Child("The child", [sys.executable, "-c", code, sys.argv[1]])

def stop():
    while not deaf.exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)

threading.Thread(target=stop).start()
code = supervisor.Supervisor([child]).run()
print("left:", child.process.wait())
sys.exit(code)
"""
SERVES = """
import socket, sys, threading, time
from peelian.project import supervisor
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()
code = "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
child = supervisor.Child("The child", [sys.executable, "-c", code, str(port[1])], port=port)
silent = supervisor.Child("The other", [sys.executable, "-c", "import time; time.sleep(600)"])
watching = supervisor.Supervisor([child, silent], ready="It is ready.")

def stop():
    while child.patience.serving_since is None:
        time.sleep(0.01)
    time.sleep(3 * supervisor.TICK)
    watching.stopping = True

threading.Thread(target=stop).start()
code = watching.run()
print("the other serves:", silent.patience.serving_since)
sys.exit(code)
"""


def run(script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )


def test_a_child_that_falls_again_and_again_ends_the_supervisor_with_one() -> None:
    done = run(FALLS)
    assert done.returncode == 1
    assert "ended with 3; starting it again in 0.05 s" in done.stderr
    assert "starting it again in 0.1 s" in done.stderr
    assert "ended 3 times soon after its start; giving up" in done.stderr


def test_a_child_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    done = run(STUBBORN, str(tmp_path / "deaf"))
    assert done.returncode == 0, done.stderr
    assert "left: -9" in done.stdout


def test_a_child_serves_when_its_port_answers_and_readiness_is_said_once() -> None:
    done = run(SERVES)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["It is ready.", "Stopping."]
    assert "the other serves: None" in done.stdout, "without a port it needs longer than this test"
