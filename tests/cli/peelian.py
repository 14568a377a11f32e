"""Running the installed `peelian` as a person would: another process, its exit code and what it printed."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).parent / "peelian"


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
    """Run it with PEELIAN_HOME as the test set it. No time limit: the suite has its own."""
    ran = subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"COLUMNS": "160", "TERM": "dumb"} | environment,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)
