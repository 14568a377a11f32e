"""The access log: every look at a case, a person or a file, and every search, with its purpose.

Data Protection Act 2018 s62 asks who looked, when and why. A look is written in its own short transaction *before* the
page is shown: a look that was not written is not shown. Looks at a subject chain by that subject, searches by actor.

    look(actor="user:17", what="case_page", purpose="case_work", subject=case.uid, key_id=case.key_id, reason=typed)
    look(actor="user:17", what="search", purpose="find_person", query=typed, results=3)

The typed reason and query are personal: they are sealed (under the subject's key, or the actor's own) and only
committed to by the entry, so disposal of a case takes them along and leaves the entry.
"""

from __future__ import annotations

import hashlib
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from peelian.casework.ledger import chain, entries
from peelian.casework.ledger.models import CONSULT, AccessEntry, Stream
from peelian.casework.ledger.problems import UnknownStream
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import new_key

What = Literal["case_page", "person", "search", "file", "export", "api"]


def look(
    *,
    actor: str,
    what: What,
    purpose: str,
    subject: str = "",
    key_id: UUID | None = None,
    reason: str = "",
    query: str = "",
    results: int = 1,
    facts: chain.Facts | None = None,
) -> AccessEntry:
    """Write one look. `subject` is the uid looked at and `key_id` its key; a search has neither.

    `reason` and `query` are words that were typed. Raises NotACode.
    """
    entry = AccessEntry(
        action="look",
        actor=chain.code("actor", actor),
        facts=chain.canonical_facts(facts or {}),
        what=chain.code("what", what),
        purpose_code=chain.code("purpose", purpose),
        subject=subject,
        result_count=results,
    )
    details = {name: text for name, text in (("query", query), ("reason", reason)) if text}
    uid = consult_stream(subject or actor)
    entry.stream = uid
    try:
        with transaction.atomic(savepoint=bool(details)):  # without words nothing can fail halfway
            return entries.write(_locked(uid, key_id), entry, details)
    except (
        KeyDestroyed
    ):  # a look at what was disposed of: the words have no key any more, the look is still logged
        with transaction.atomic():
            return entries.write(entries.lock(uid), entry, None)


def looks_at(subject: str) -> QuerySet[AccessEntry]:
    """Who looked at this case or person, newest first."""
    return AccessEntry.objects.filter(stream=consult_stream(subject)).order_by("-seq")


def looks_by(actor: str) -> QuerySet[AccessEntry]:
    """What this actor looked at and searched for, newest first."""
    return AccessEntry.objects.filter(actor=actor).order_by("-at")


def consult_stream(subject: str) -> str:
    """The uid of the chain of looks at a subject, or of an actor's searches: always the same, never looked up."""
    return hashlib.sha256(b"peelian-consult|" + subject.encode()).hexdigest()[:32]


def _locked(uid: str, key_id: UUID | None) -> Stream:
    """The chain, locked. It begins with its first look."""
    try:
        return entries.lock(uid)
    except UnknownStream:
        _opened(uid, key_id)
        return entries.lock(uid)


def _opened(uid: str, key_id: UUID | None) -> None:
    """Two first looks at once agree on one chain."""
    own = key_id or new_key()
    try:
        with transaction.atomic():
            entries.open_stream(uid, kind=CONSULT, key_id=own)
    except IntegrityError:
        return
