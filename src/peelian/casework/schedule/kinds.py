"""Which kinds of item there are and who handles them. Registered when an app is ready, never later.

    kinds.register(ScheduleKind("case.review", handler=review_case, late="latest", grace=timedelta(days=1)))

A handler gets a `Turn`. By default the worker opens the transaction, calls the handler and finishes the item in it.
With `acts=True` the handler opens its own transaction (an action) and calls `turn.done()` inside it, last of all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, Protocol

from peelian.casework.schedule.problems import KindTwice


class Turn(Protocol):
    """One claimed item, as its handler sees it."""

    key: str
    kind: str
    due_at: datetime
    as_of: datetime
    """The worker's time: the handler judges by it and reads no clock of its own."""
    subject_stream: str
    body: Mapping[str, Any]

    def done(self) -> None:
        """Finish the item in the open transaction. Raises ClaimLost if another has taken it, or it was cancelled."""


Handler = Callable[[Turn], None]


@dataclass(frozen=True, slots=True)
class ScheduleKind:
    """`late`: "run" does each item however late; "latest" only the latest of a series; "skip" none later than `grace`.

    `every`: an item of this kind is followed by the next one, always one in the table.
    """

    name: str
    handler: Handler
    late: Literal["run", "latest", "skip"] = "run"
    grace: timedelta = timedelta(0)
    acts: bool = False
    every: timedelta | None = None


_KINDS: Final[dict[str, ScheduleKind]] = {}


def register(kind: ScheduleKind) -> None:
    """Make `kind` known. Raises KindTwice for a second handler of the same name."""
    known = _KINDS.get(kind.name)
    if known is not None and known != kind:
        raise KindTwice(kind=kind.name)
    _KINDS[kind.name] = kind


def kind_for(name: str) -> ScheduleKind | None:
    return _KINDS.get(name)


def known_kinds() -> tuple[ScheduleKind, ...]:
    return tuple(_KINDS.values())
