"""How often words alone may be tried: by everybody together, for nobody is told apart from anybody.

A bucket of `BURST` tries that `RATE` a second run into. One number and one time in the memory of each process of the
server: no row, no address, no guess is kept, and a restart forgets both. When the bucket is empty a try is not looked
at, right words included, and the page says to press again.

What that does to a guesser: 50 a second are 1.6 thousand million a year. Eight words are one of 5.8 * 10**25. With ten
processes and a million anonymous cases at once, somebody who never rests finds one of them in 3.7 thousand million
years on the average (2**80 instead of 2**85.6: in 77 million).

What it does to somebody with right words while such a flood goes on: tries are let through as they come, so theirs is as
likely as any other. A process that gets 250 a second, more than it can answer at 6 ms of a processor each, lets one in
five through: pressing every ten seconds, half come in within 40 seconds and 99 of 100 within 4 minutes. More cannot
flood the brake, for the server itself is full then: that is for the proxy to slow. Once in, they need no words for half
an hour. A lower rate would keep true reporters out for longer and protect nothing: the words do that.
`tests/casework/threads/test_anonymous_brake.py` simulates both.
"""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Final

RATE: Final = 50.0
"""Tries a second, on the average, in each process."""
BURST: Final = 100.0
"""Tries at once after a rest."""


class Brake:
    """The bucket. Times are seconds from any start; one that lies before the last one fills nothing."""

    def __init__(self, rate: float = RATE, burst: float = BURST) -> None:
        self._rate, self._burst = rate, burst
        self._left, self._last = burst, float("-inf")
        self._lock = threading.Lock()

    def lets(self, now: float) -> bool:
        """Whether a try may be looked at now; if so, it is taken from the bucket."""
        with self._lock:
            past = max(0.0, now - self._last)
            self._left, self._last = min(self._burst, self._left + past * self._rate), now
            if self._left < 1.0:
                return False
            self._left -= 1.0
            return True


_brake = Brake()


def lets(as_of: datetime) -> bool:
    """Whether this process may look at a try of words now."""
    return _brake.lets(as_of.timestamp())


def forget() -> None:
    """As after a restart."""
    global _brake  # noqa: PLW0603
    _brake = Brake()
