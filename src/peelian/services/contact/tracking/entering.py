"""In to one's own report: by reference and six words, or by the private link and the words. The link alone opens nothing.

The link holds the case's random id (a version 4 UUID: 122 random bits), so it says less than the reference does and can be kept or sent by hand;
one that is wrong costs the same look and gets the same answer as wrong words.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from peelian.casework.cases.models import Case
from peelian.casework.threads.door import SeenThread, thread_for

_LINK: Final = re.compile(r"[0-9a-f]{32}")


def is_link(text: str) -> bool:
    """Whether it has the form of a case's random id."""
    return _LINK.fullmatch(text) is not None


def seen_by(reference: str, link: str, words: str, *, as_of: datetime) -> SeenThread:
    """The person's own case, by its link where one is given. Raises NoSuchThread, TooManyTries."""
    return thread_for(_reference_of(link) if link else reference, words, as_of=as_of)


def _reference_of(link: str) -> str:
    """The reference of the case with this id; one that no case has where there is none, for the work must be the same."""
    if not is_link(link):
        return ""
    found = Case.objects.filter(uid=link, disposed_at=None).values_list("reference", flat=True).first()
    return found or ""
