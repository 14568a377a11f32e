"""A private link to one's own case: it names the case by its random id and opens nothing without the words.

The id is a version 4 UUID (122 random bits) and says less than the reference does. A link to no case costs the same look
at the words and gets the same answer as wrong words.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from peelian.casework.threads.door import SeenThread, thread_for
from peelian.casework.threads.models import Thread

_LINK: Final = re.compile(r"[0-9a-f]{32}")


def is_link(text: str) -> bool:
    """Whether it has the form of a case's random id."""
    return _LINK.fullmatch(text) is not None


def thread_by_link(link: str, secret: str, *, as_of: datetime) -> SeenThread:
    """The thread of the case that the link names, if these are its words. Raises NoSuchThread, TooManyTries."""
    return thread_for(_reference_of(link) if is_link(link) else "", secret, as_of=as_of)


def _reference_of(link: str) -> str:
    """ "" where no case has this id, as for what can be no reference."""
    rows = Thread.objects.filter(case__uid=link, case__disposed_at=None)
    return rows.values_list("case__reference", flat=True).first() or ""
