"""Who hears of what. Registered when an app is ready, never later.

    handlers.register("attendance.arrange", on="crime_recorded", handler=arrange)

A handler gets a `Told`. By default the worker opens the transaction, calls the handler and marks the delivery done in
it. With `acts=True` the handler opens its own transaction (an action) and calls `told.done()` inside it, last of all.
What a handler does in the database happens once. What it does elsewhere may happen twice: let it ask by `event_id`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from peelian.casework.outbox.problems import HandlerTwice


class Told(Protocol):
    """One event, as its handler sees it."""

    event_id: int
    name: str
    version: int
    stream: str
    body: Mapping[str, Any]
    at: datetime
    as_of: datetime
    """The worker's time: the handler judges by it and reads no clock of its own."""

    def done(self) -> None:
        """Finish the delivery in the open transaction. Raises DeliveryLost."""


Handle = Callable[[Told], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """`on`: the name of the events that it hears of."""

    name: str
    on: str
    handle: Handle
    acts: bool = False


_HANDLERS: Final[dict[str, Handler]] = {}


def register(name: str, *, on: str, handler: Handle, acts: bool = False) -> None:
    """Let `handler` be told of every event `on` from now on. Raises HandlerTwice."""
    new = Handler(name, on, handler, acts)
    if _HANDLERS.setdefault(name, new) != new:
        raise HandlerTwice(handler=name)


def forget(name: str) -> None:
    """No longer tell this handler (tests)."""
    _HANDLERS.pop(name, None)


def hearing(event: str) -> tuple[Handler, ...]:
    """The handlers of an event, by name."""
    return tuple(_HANDLERS[name] for name in sorted(_HANDLERS) if _HANDLERS[name].on == event)


def handler_for(name: str) -> Handler | None:
    """The handler of that name, if this process has it."""
    return _HANDLERS.get(name)


def known() -> tuple[str, ...]:
    """The names of all handlers."""
    return tuple(sorted(_HANDLERS))
