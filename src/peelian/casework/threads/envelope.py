"""The only thing that a provider takes. None but `safe_contact.envelope` can make one.

Holding an `Envelope` therefore means that the person's own rules were asked a moment ago, and what they allow stands in
it. It shows nothing when printed, and does not go into a queue, a cache or a file.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn

_TOKEN: Final = object()


class Envelope:
    """An address and a reviewed notice for it, allowed at this moment."""

    __slots__ = ("address", "channel", "key", "language", "subject", "text")

    channel: str
    address: str
    subject: str
    text: str
    language: str
    key: str
    """The idempotency key: the same for every try of one sending."""

    def __init__(self, token: object, **parts: str) -> None:
        if token is not _TOKEN:
            raise TypeError("an envelope is made by safe_contact.envelope alone")
        for name in self.__slots__:
            object.__setattr__(self, name, parts[name])

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError("an envelope does not change")

    def __repr__(self) -> str:
        return f"Envelope({self.channel} {self.key})"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("an envelope is not stored")

    def __copy__(self) -> NoReturn:
        raise TypeError("an envelope is not copied")

    def __deepcopy__(self, _memo: object) -> NoReturn:
        raise TypeError("an envelope is not copied")


def sealed_for_sending(**parts: str) -> Envelope:
    """Make one. Called by `safe_contact.envelope` and nowhere else; a test reads the whole source for it."""
    return Envelope(_TOKEN, **parts)
