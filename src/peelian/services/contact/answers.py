"""What somebody has typed into the form so far.

It travels in the page itself (hidden fields) from step to step: no cookie, no session and no row holds it before it is
sent, so nothing is left behind on a shared computer and nothing is found in a store.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

_LINES: Final = frozenset({"question", "address"})
"""Fields in which a new line is a new line."""
_NEVER: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and halves of characters."""
_MAYBE_MARKS: Final = re.compile("[\u0300-\U0010ffff]{31,}")
_MARKS: Final = 30
"""As many marks on one letter as text of any language needs (the stream-safe format of Unicode, UAX 15)."""
_LOOK_EMPTY: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""


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
    """As typed and as long, without signs that nobody can type; empty where nothing in it can be seen."""
    kept = _composed(_NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    kept = (kept if lines else " ".join(kept.split())).strip()
    return kept if any(map(_shows, kept)) else ""


def _composed(text: str) -> str:
    """Letter and accent as one sign. Not where marks are heaped up, for composing takes the square of their number."""
    for run in _MAYBE_MARKS.finditer(text):
        heap = 0
        for sign in run[0]:
            heap = heap + 1 if unicodedata.combining(sign) else 0
            if heap > _MARKS:
                return text
    return unicodedata.normalize("NFC", text)


def _shows(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "ZCM" and sign not in _LOOK_EMPTY
