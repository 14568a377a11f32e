"""What somebody has typed into the form so far.

It travels in the page itself (hidden fields) from step to step: no cookie, no session and no row holds it before it is
sent, so nothing is left behind on a shared computer and nothing is found in a store.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

_MOST: Final = 200_000
"""What is kept of any field, typed too long or not, so that it can be shown again."""
_LINES: Final = frozenset({"question", "address"})
"""Fields in which a new line is a new line."""
_NEVER: Final = frozenset({"Cc", "Cs"})
"""Controls and halves of characters."""


@dataclass(frozen=True, slots=True, repr=False)
class Answers:
    """Every field of the form as it was typed; empty where nothing was."""

    number: str = ""
    emergency: str = ""
    force: str = ""
    team: str = ""
    question: str = ""
    place: str = ""
    answer_by: str = ""
    email: str = ""
    mobile: str = ""
    phone: str = ""
    address: str = ""
    name: str = ""
    language: str = ""

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of what is filled in, in the order of the form."""
        return [(name, value) for name, value in asdict(self).items() if value]

    def with_(self, **changed: str) -> Answers:
        """The same with other values."""
        return replace(self, **changed)

    @property
    def contact(self) -> str:
        """The address that belongs to the chosen way to answer."""
        return {"email": self.email, "sms": self.mobile, "phone": self.phone, "post": self.address}.get(
            self.answer_by, ""
        )


NAMES: Final = tuple(each.name for each in fields(Answers))


def typed(posted: Mapping[str, str]) -> Answers:
    """The answers of a submitted form; fields that it does not have are ignored."""
    return Answers(**{name: clean(str(posted.get(name, "")), lines=name in _LINES) for name in NAMES})


def clean(text: str, *, lines: bool = True) -> str:
    """As typed, without signs that nobody can type."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in _NEVER)
    kept = unicodedata.normalize("NFC", kept)
    return (kept if lines else " ".join(kept.split())).strip()[:_MOST]
