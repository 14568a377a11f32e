"""Running `peelian` as a person would: what it printed and its exit code.

`peelian` calls the command line in this process. `installed` starts the installed program, a second dearer, for what
only a process of its own shows; tests/cli/test_app.py holds the two to the same answers.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from peelian.cli.app import run

COMMAND = Path(sys.executable).parent / "peelian"
TERMINAL = {"COLUMNS": "160", "TERM": "dumb"}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on standard error."""
        assert len(self.err.strip().splitlines()) == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


def peelian(*arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
    """Run it with PEELIAN_HOME as the test set it, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (TERMINAL | environment).items():
            patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(arguments))
    printed, told = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return Ran(code, printed, told)


def installed(*arguments: str) -> Ran:
    """Run the installed program with PEELIAN_HOME as the test set it. No time limit: the suite has its own."""
    ran = subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, check=False, env=os.environ | TERMINAL
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)
