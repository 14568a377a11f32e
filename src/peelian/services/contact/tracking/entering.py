"""In to one's own report: by reference and six words, or by the private link and the words. Neither opens it alone."""

from __future__ import annotations

from datetime import datetime

from peelian.casework.threads.door import SeenThread, thread_for
from peelian.casework.threads.private_link import thread_by_link


def seen_by(reference: str, link: str, words: str, *, as_of: datetime) -> SeenThread:
    """The person's own case, by its link where one is given. Raises NoSuchThread, TooManyTries."""
    if link:
        return thread_by_link(link, words, as_of=as_of)
    return thread_for(reference, words, as_of=as_of)
