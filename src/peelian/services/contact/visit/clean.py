"""What somebody typed, without what nobody can type."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NEVER: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and halves of characters."""
_MAYBE_MARKS: Final = re.compile("[\u0300-\U0010ffff]{31,}")
_MARKS: Final = 30
"""As many marks on one letter as text of any language needs (the stream-safe format of Unicode, UAX 15)."""
_LOOK_EMPTY: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""


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
