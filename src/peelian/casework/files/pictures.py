"""Pictures: only their pixels are kept, redrawn by a process of its own (`redrawing`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from peelian.casework.files import redrawing
from peelian.casework.files.problems import Damaged, TooMuchInside

_SECONDS: Final = 60


def redraw(kind: str, source: Path, target: Path) -> None:
    """Write the bare pixels of `source` to `target`. Raises Damaged, TooMuchInside."""
    command = [sys.executable, "-I", "-m", redrawing.__name__, kind, str(source), str(target)]
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise TooMuchInside from None
    if ended.returncode == redrawing.DAMAGED:
        raise Damaged
    if ended.returncode != redrawing.DONE:  # too many pixels, or stopped by one of its limits
        raise TooMuchInside
