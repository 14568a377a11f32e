"""A test that never ends is ended with its stack shown, and what a run leaves running is named and killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.leftovers import VARIABLE

MADE_UP = """
import subprocess, sys

def test_that_waits_for_ever():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"], start_new_session=True).wait()

def test_that_comes_after_it():
    pass
"""
LEFT = "tests: left running, killed: "


@pytest.fixture(scope="module")
def ran(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    """A run of its own, with the suite's settings and its conftest, over two made-up tests."""
    file = tmp_path_factory.mktemp("made-up") / "test_made_up.py"
    file.write_text(MADE_UP)
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", VARIABLE))
    }
    environ |= {"PEELIAN_TEST_DATABASE": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        "pyproject.toml",
        "--rootdir",
        ".",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-p", "tests.conftest", "-p", "xdist", "-n", "1", "-o", "faulthandler_timeout=2", str(file)]
    return subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True, check=False)


def test_a_test_that_never_ends_fails_once_with_its_stack_and_the_others_run(
    ran: "subprocess.CompletedProcess[str]",
) -> None:
    assert ran.returncode == 1
    assert "in test_that_waits_for_ever" in ran.stderr
    assert "crashed while running" in ran.stdout
    assert "1 failed, 1 passed" in ran.stdout


def test_what_a_run_leaves_running_is_named_and_killed(ran: "subprocess.CompletedProcess[str]") -> None:
    named = [line for line in ran.stdout.splitlines() if line.startswith(LEFT)]
    assert len(named) == 1
    assert "time.sleep(3600)" in named[0]
    state = Path(f"/proc/{named[0].rpartition(' ')[2]}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
