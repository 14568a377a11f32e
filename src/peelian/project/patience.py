"""How long a fallen process waits until it is started again, and when it is given up. It is told the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SETTLED: Final = 3.0
"""Seconds of service after which a process had started well: what fell before is forgotten."""
FIRST_WAIT: Final = 0.5
MOST_FAILURES: Final = 6


@dataclass(slots=True)
class Patience:
    """What is remembered of one process. Times are seconds of any clock that never goes back."""

    failures: int = 0
    """How often it fell without having served for long."""
    serving_since: float | None = None

    def serves(self, now: float) -> None:
        """It was seen to serve."""
        if self.serving_since is None:
            self.serving_since = now

    def fell(self, now: float) -> float | None:
        """Seconds to wait until the next start: longer each time, or None when it fell too often."""
        served = 0.0 if self.serving_since is None else now - self.serving_since
        self.failures = 1 if served >= SETTLED else self.failures + 1
        self.serving_since = None
        if self.failures >= MOST_FAILURES:
            return None
        return FIRST_WAIT * (1 << (self.failures - 1))
