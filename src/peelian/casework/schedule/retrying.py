"""By which name a worker claims, and how long it lets what failed wait: the same for due items and for events."""

from __future__ import annotations

import os
import random
import socket
from datetime import timedelta
from typing import Final

LONGEST_WAIT: Final = timedelta(hours=1)


def worker_name() -> str:
    """Machine and process."""
    return f"{socket.gethostname()[:24]}-{os.getpid()}"


def wait(first: timedelta, attempts: int) -> timedelta:
    """`first`, twice that, four times … an hour, a fifth more or less, so that workers do not come back in step."""
    grown = min(first * (1 << min(max(0, attempts - 1), 20)), LONGEST_WAIT)
    return grown * random.uniform(0.8, 1.2)  # noqa: S311 - no secret hangs on it
