"""How often wrong words may be tried: ten times in ten minutes for one reference, in each process of the server.

After that nothing is looked at until the ten minutes are over, right words included, whether the reference exists or not.
Counted by reference, in memory alone: no address of anybody is kept, nothing is written, nothing outlives the process.
Against words of 64 random bits this is no wall but a brake. Its price: who knows a reference can keep its page shut for as
long as they go on; a page that is open already stays open, for it needs no words.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from peelian.casework.threads.problems import TooManyTries

TRIES: Final = 10
WHILE: Final = timedelta(minutes=10)
_REMEMBERED: Final = 50_000
_lock = threading.Lock()
_wrong: OrderedDict[str, tuple[int, datetime]] = OrderedDict()


def check(reference: str, as_of: datetime) -> None:
    """Raise TooManyTries where wrong words were given for the reference too often."""
    with _lock:
        count, _since = _counted(reference, as_of)
    if count >= TRIES:
        raise TooManyTries(minutes=int(WHILE.total_seconds() // 60))


def wrong(reference: str, as_of: datetime) -> None:
    """Wrong words were given for it. What cannot be a reference ("") is no case's and is not counted."""
    if not reference:
        return
    with _lock:
        count, since = _counted(reference, as_of)
        _wrong[reference] = (count + 1, since)
        _wrong.move_to_end(reference)
        while len(_wrong) > _REMEMBERED:
            _wrong.popitem(last=False)


def right(reference: str) -> None:
    """The words were right: what was mistyped before is forgotten."""
    with _lock:
        _wrong.pop(reference, None)


def _counted(reference: str, as_of: datetime) -> tuple[int, datetime]:
    count, since = _wrong.get(reference, (0, as_of))
    return (count, since) if as_of - since < WHILE else (0, as_of)
