"""The supervisor gives up on a child that will not run, and says so; it ends a child that will not stop."""

import subprocess
import sys

FALLS = """
import sys
from peelian.project import supervisor
supervisor.MOST_FAILURES = 3
child = supervisor.Child("The child", [sys.executable, "-c", "raise SystemExit(3)"])
sys.exit(supervisor.Supervisor([child]).run())
"""
STUBBORN = """
import os, signal, sys, threading
from peelian.project import supervisor
supervisor.GRACE = 0.5
code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
child = supervisor.Child("The child", [sys.executable, "-c", code])
threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
code = supervisor.Supervisor([child]).run()
print("left:", child.process.wait())
sys.exit(code)
"""


def run(script):
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_a_child_that_falls_again_and_again_ends_the_supervisor_with_one():
    done = run(FALLS)
    assert done.returncode == 1
    assert "ended with 3; starting it again in 0.5 s" in done.stderr
    assert "starting it again in 1 s" in done.stderr
    assert "ended 3 times soon after its start; giving up" in done.stderr


def test_a_child_that_does_not_listen_is_ended_all_the_same():
    done = run(STUBBORN)
    assert done.returncode == 0, done.stderr
    assert "left: -9" in done.stdout
