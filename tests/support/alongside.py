"""Commands run some at a time; each line that one prints comes out whole, with the name of its command before it."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

_one_line = Lock()


def run_alongside(
    commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], *, at_once: int, cwd: Path
) -> dict[str, int]:
    """Name -> (command, environment): start them in this order, `at_once` at a time; the exit code of each."""
    with ThreadPoolExecutor(at_once) as several:
        codes = several.map(lambda name: _followed(name, *commands[name], cwd), commands)
        return dict(zip(commands, codes, strict=True))


def _followed(name: str, command: Sequence[str], environment: Mapping[str, str], cwd: Path) -> int:
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            with _one_line:
                sys.stdout.write(f"{name}: {line.rstrip()}\n")
                sys.stdout.flush()
    return running.returncode
