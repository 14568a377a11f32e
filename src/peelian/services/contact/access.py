"""The pass of somebody who gave their reference and six words: good for half an hour, in the page alone.

The door itself is the threads'. No cookie, address or store holds the pass, so nobody finds it there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core import signing

from peelian.casework.threads.door import SeenThread, thread_again
from peelian.casework.threads.problems import NoSuchThread
from peelian.services.contact.problems import PassExpired, WordsAgain

SECONDS: Final = 30 * 60
_SALT: Final = "peelian.contact.pass"
_ANONYMOUS_SALT: Final = "peelian.contact.pass.words"


def pass_for(seen: SeenThread) -> str:
    """A new pass to this case."""
    return signing.dumps(seen.token, salt=_SALT)


def seen_by_pass(given: str, *, as_of: datetime) -> SeenThread:
    """The case of a pass that still holds. Raises PassExpired, also when the words were renewed since."""
    try:
        return thread_again(signing.loads(given, salt=_SALT, max_age=SECONDS), as_of=as_of)
    except (signing.BadSignature, NoSuchThread):
        raise PassExpired from None


def anonymous_pass_for(seen: SeenThread) -> str:
    """A new pass to a case without a name: it opens that page alone, which shows less than one's own page does."""
    return signing.dumps(seen.token, salt=_ANONYMOUS_SALT)


def anonymous_by_pass(given: str, *, as_of: datetime) -> SeenThread:
    """The case of a pass that was given for eight words and still holds. Raises WordsAgain."""
    try:
        return thread_again(signing.loads(given, salt=_ANONYMOUS_SALT, max_age=SECONDS), as_of=as_of)
    except (signing.BadSignature, NoSuchThread):
        raise WordsAgain from None
