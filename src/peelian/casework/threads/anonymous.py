"""Reports without a name: eight words alone open them, and nothing in them says whose they are.

    words_for(number)                            # shown on the form, before anything is sent
    retyped(number, typed)                       # typed back, so they are written down: now it may be sent
    new = new_words(number, typed)               # or NotTheWords
    open_case(…, parties=(), also=lambda act, people: open_anonymous_thread(act, new))
    seen = anonymous_thread_for(typed, as_of=now)             # a SeenThread, as `door.thread_for` gives
    seen = thread_again(seen.token, as_of=now)                # the next page

How strong: eight words of 1,663 are 85.6 random bits. The floor is 80. Six words are enough beside a reference, of which
each is tried ten times in ten minutes; here there is no reference, a try may fit any case of all, and a million cases
take 20 bits away: what is left, 65.7, is what six words have. `brake` slows who tries.

Where they come from: from the number of the form (128 random bits, which the page carries) under the ring's key. So the
page holds nothing that opens a case, the words can be shown again until the report is sent, and the server keeps nothing
meanwhile. Once it is sent the number gives its words to nobody (`words_for`).

What is kept: two keyed digests, one with a salt as for every thread, one without, by which the words are found
(`Thread.lookup`). Both need the ring, which lies outside the databases. Two reports never share words: the column is
unique.

Nobody can renew them (`door.renew_thread` refuses), nobody is told of an answer (`writing.told_of`, `safe_contact`), and
no way to reach who reported can be noted (`points`): an answer is read by coming back.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from peelian.casework.cases.act import Act
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.inserting import insert
from peelian.casework.sealing.ring import RingKey, ring
from peelian.casework.threads import brake, secret
from peelian.casework.threads.door import SeenThread, let_in, live_threads
from peelian.casework.threads.models import Thread
from peelian.casework.threads.problems import (
    NamedReporter,
    NoSuchWords,
    NotEightWords,
    NotTheWords,
    TooManyAtOnce,
    UnknownWords,
    WordsGiven,
)

WORDS: Final = 8
_KIND: Final = b"\x01"
"""The kind of digest that is written today."""
_KEPT: Final = 27
_PURPOSE: Final = b"peelian-anonymous-words-1"
_PURPOSE_OF_SEEDS: Final = b"peelian-anonymous-words-from-1|"


@dataclass(frozen=True, slots=True)
class NewWords:
    """Eight words that were typed back, with what is kept of them."""

    words: str = field(repr=False)
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    lookup: bytes = field(repr=False)


# --- before the report is sent ------------------------------------------------------------------------------
def words_for(number: str, again: int = 0) -> str:
    """The words of the form with this number, the same each time. `again`: other ones, for who asked for others.

    Raises WordsGiven once a report was sent under them.
    """
    drawn = [_drawn(key, number, again) for key in ring().of("mac")]
    if Thread.objects.filter(lookup__in=[one for words in drawn for one in _lookups(words)]).exists():
        raise WordsGiven
    return _drawn(ring().active("mac"), number, again)


def retyped(number: str, typed: str, again: int = 0) -> bool:
    """Whether `typed` are the words of the form with this number."""
    return bool(_typed_back(number, typed, again))


def new_words(number: str, typed: str, again: int = 0) -> NewWords:
    """What is kept of the words once they were typed back. Raises NotTheWords."""
    words = _typed_back(number, typed, again)
    if not words:
        raise NotTheWords
    salt = secret.new_salt()
    return NewWords(words, salt, secret.digest(words, salt), _lookup(ring().active("mac"), words))


def open_anonymous_thread(act: Act, new: NewWords) -> Thread:
    """Give the act's case its thread (in `open_case`, from `also`, which may run twice).

    The words were used already: IntegrityError, as for a form that is sent twice (`sent_before`). Raises NamedReporter.
    """
    if CaseParty.objects.filter(case=act.case, part="reporter").exists():
        raise NamedReporter
    act.fact(thread=True, anonymous=True)
    thread = Thread(case=act.case, salt=new.salt, digest=new.digest, lookup=new.lookup, made_at=act.as_of)
    insert(thread)
    return thread


def sent_before(new: NewWords) -> Case | None:
    """The case that was opened under these words; None for a report that was not sent yet."""
    found = Thread.objects.filter(lookup__in=_lookups(new.words)).select_related("case").first()
    return found.case if found else None


# --- afterwards ---------------------------------------------------------------------------------------------
def anonymous_thread_for(typed: str, *, as_of: datetime) -> SeenThread:
    """The thread of these words, after the look is written.

    Raises NotEightWords and UnknownWords, which ask nothing of the databases; TooManyAtOnce; NoSuchWords.
    """
    words = _read(typed)
    if not brake.lets(as_of):
        raise TooManyAtOnce
    thread = live_threads().filter(lookup__in=_lookups(words)).first()
    if thread is None:
        raise NoSuchWords
    return let_in(thread, as_of)


def is_anonymous(case: Case) -> bool:
    """Whether whoever reported the case wants to stay unknown. No question to the database for a case of `case_for`."""
    thread: Thread | None = getattr(case, "thread", None)
    return thread is not None and thread.anonymous


def _read(typed: str) -> str:
    found = secret.listed(typed)
    unknown = [str(place) for place, word in enumerate(found, 1) if not word]
    if unknown:
        raise UnknownWords(places=", ".join(unknown))
    if len(found) != WORDS:
        raise NotEightWords(count=len(found))
    return " ".join(found)


# --- what is drawn and what is kept -------------------------------------------------------------------------
def _typed_back(number: str, typed: str, again: int) -> str:
    """The words, if they are this form's under any key of the ring (it may have got a new one meanwhile); else ""."""
    given = secret.read(typed, WORDS)
    drawn = [_drawn(key, number, again) for key in ring().of("mac")]
    fits = [hmac.compare_digest(given.encode(), one.encode()) for one in drawn]
    return given if any(fits) else ""


def _drawn(key: RingKey, number: str, again: int) -> str:
    seed = _PURPOSE_OF_SEEDS + f"{again}|{number}".encode()
    return secret.numbered(hmac.digest(key.secret, seed, hashlib.sha256), WORDS)


def _lookups(words: str) -> list[bytes]:
    """What the words may have been kept as: under each key that the ring ever had for it."""
    return [_lookup(key, words) for key in ring().of("mac")]


def _lookup(key: RingKey, words: str) -> bytes:
    derived = hmac.digest(key.secret, _PURPOSE, hashlib.sha256)
    made = hmac.digest(derived, words.encode(), hashlib.sha256)
    return _KIND + bytes.fromhex(key.id) + made[:_KEPT]
