"""Where the checkpoint files lie: `ledger` in the home, outside every database."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of the checkpoint files, made when it is absent. PEELIAN_HOME is asked each time, as copies are made."""
    home = os.environ.get("PEELIAN_HOME")
    path = Path(home).expanduser().absolute() / "ledger" if home else Path(settings.PEELIAN_LEDGER)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
