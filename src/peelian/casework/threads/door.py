"""The outside person's door to their own case: reference and six words, or the mark of a session that gave them.

    new = new_secret()                                                # before the case is opened
    open_case(…, also=lambda act, people: open_thread(act, new))      # new.words is shown on the receipt, once
    seen = thread_for("482 9130 7560", "apple bridge …", as_of=now)   # logs the look; raises NoSuchThread
    request.session["thread"] = seen.token                            # never the words
    seen = thread_again(request.session["thread"], as_of=now)         # the next page
    messages_of(seen)                                                 # writing.py

An unknown reference and wrong words cost the same work and get the same answer: of a case nothing but salt and digest is
fetched before the words fit.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from peelian.accounts.actors import Actor, outside_actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting, one_transaction
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import BadReference
from peelian.casework.cases.references import read_reference
from peelian.casework.ledger.consulting import look
from peelian.casework.ledger.inserting import insert
from peelian.casework.threads import guessing
from peelian.casework.threads import secret as words
from peelian.casework.threads.models import Thread
from peelian.casework.threads.problems import NobodyRenews, NoSuchThread

OWN_THREAD: Final = "own_thread"
"""The purpose under which the person's own look is logged."""
_NOBODYS_SALT: Final = b"peelian-nobodys!"
_NOBODYS_DIGEST: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class SeenThread:
    """The outside person's own case: the door to what is sealed under its key, never to a person's."""

    thread: Thread
    case: Case
    actor: Actor
    keys: frozenset[UUID] = field(repr=False)

    def opens(self, key_id: UUID) -> bool:
        """Whether text under this key may be read through this door."""
        return key_id in self.keys

    @property
    def token(self) -> str:
        """What a session keeps: it ends when the words are renewed."""
        return f"{self.thread.uid}.{_mark(self.thread)}"


@dataclass(frozen=True, slots=True)
class NewSecret:
    """Six fresh words with their digest. `words` are shown to the person once and kept nowhere."""

    words: str = field(repr=False)
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)


def new_secret(seed: str = "") -> NewSecret:
    """Draw words, before the act: it may run twice. The same `seed` gives the same words (`still_fits`)."""
    secret, salt = words.drawn_from(seed) if seed else words.draw(), words.new_salt()
    return NewSecret(secret, salt, words.digest(secret, salt))


def still_fits(case: Case, new: NewSecret) -> bool:
    """Whether these words open the case: they were given for it, and none others were given since."""
    thread = Thread.objects.filter(case=case).first()
    return thread is not None and words.fits(new.words, bytes(thread.salt), bytes(thread.digest))


def open_thread(act: Act, new: NewSecret) -> Thread:
    """Give the act's case its thread (in `open_case`, from `also`, which may run twice)."""
    act.fact(thread=True)
    thread = Thread(case=act.case, salt=new.salt, digest=new.digest, made_at=act.as_of)
    insert(thread)
    return thread


def renew_thread(
    reference: str, *, actor: Actor, as_of: datetime, reason: str, version: int | None = None
) -> str:
    """New words for somebody who lost theirs, after the officer made sure who they are; the old ones end at once.

    Raises NobodyRenews where nobody can make sure: the case was reported without a name.
    """
    new = new_secret()
    with acting(
        reference,
        action="thread.renew",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission="case.answer",
    ) as act:
        act.need_reason()
        if Thread.hides(act.case.pk):
            raise NobodyRenews
        Thread.objects.update_or_create(
            case=act.case,
            defaults={"salt": new.salt, "digest": new.digest, "renewed_at": as_of},
            create_defaults={"salt": new.salt, "digest": new.digest, "made_at": as_of},
        )
    return new.words


def thread_for(reference: str, secret: str, *, as_of: datetime) -> SeenThread:
    """The thread, after the look is written. Raises NoSuchThread, TooManyTries."""
    known = _read(reference)
    guessing.check(known, as_of)
    thread = _fitting(known, words.read(secret))
    if thread is None:
        guessing.wrong(known, as_of)
        raise NoSuchThread
    guessing.right(known)
    return let_in(thread, as_of)


def let_in(thread: Thread, as_of: datetime) -> SeenThread:
    """The door to the thread of somebody who gave its words, after the look is written."""
    seen = _seen(thread, as_of)
    with one_transaction("look"):
        look(
            actor=seen.actor.code,
            what="case_page",
            purpose=OWN_THREAD,
            subject=thread.case.uid,
            key_id=thread.case.key_id,
        )
    return seen


def thread_again(token: str, *, as_of: datetime) -> SeenThread:
    """The thread of a session that has given the words before. Raises NoSuchThread."""
    uid, _, mark = token.partition(".")
    thread = live_threads().filter(uid=uid).first()
    if thread is None or not hmac.compare_digest(_mark(thread).encode(), mark.encode()):
        raise NoSuchThread
    return _seen(thread, as_of)


def _fitting(known: str, secret: str) -> Thread | None:
    """The thread of a reference, if these are its words."""
    kept = Thread.objects.filter(case__disposed_at=None, case__reference=known).values_list("salt", "digest")
    salt, held = next(((bytes(one), bytes(two)) for one, two in kept), (_NOBODYS_SALT, _NOBODYS_DIGEST))
    if not words.fits(secret, salt, held):
        return None
    return live_threads().filter(case__reference=known, digest=held).first()


def live_threads() -> QuerySet[Thread]:
    """The threads of the cases that are not disposed of."""
    return Thread.objects.select_related("case", "case__team", "case__owner").filter(case__disposed_at=None)


def _read(reference: str) -> str:
    """The reference as cases have it; "" for what cannot be one, which no case has."""
    try:
        return read_reference(reference)
    except BadReference:
        return ""


def _seen(thread: Thread, as_of: datetime) -> SeenThread:
    case = thread.case
    return SeenThread(thread, case, outside_actor(as_of), frozenset({case.key_id}))


def _mark(thread: Thread) -> str:
    return hashlib.sha256(b"peelian-thread|" + bytes(thread.digest)).hexdigest()[:32]
