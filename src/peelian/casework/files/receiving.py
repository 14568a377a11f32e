"""A file comes in: a place for it is noted, it is streamed, looked at, sealed and stored, and its case is told.

    add_file(reference, upload=Upload("photo.jpg", "image/jpeg", request.FILES["file"]), actor=…, as_of=…)

Two acts: `file.receive` before (who may, which key), `file.keep` or `file.refuse` after; between them nothing holds a
lock. A refused file is named by its code in the ledger, and the reason is raised for the person to read. What a crash
leaves in between is refused by the sweep a day later. A page that takes files says `kinds.BEFORE_SENDING` first. From the
person outside a file is a reply as a message is: the act that keeps it runs the kind's transition `reply` if there is
one, so a case that waited for them comes back to its officer.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Final, Protocol

from peelian.accounts.actors import Actor, system_actor
from peelian.casework.cases.acting import Act, acting
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.files import kinds, looking
from peelian.casework.files.models import Attachment
from peelian.casework.files.problems import (
    Empty,
    FileRefused,
    NoSuchFile,
    SentBefore,
    ToClosed,
    TooLarge,
    TooMany,
)
from peelian.casework.files.scanning import scanner
from peelian.casework.files.sealing_bytes import digest_key, seal_stream
from peelian.casework.files.store import clear_workplaces, store, workplace
from peelian.casework.sealing.sealing import seal
from peelian.casework.threads.models import Message

ADD: Final = "file.add"
FROM_OUTSIDE: Final = 20
IN_ALL: Final = 200
ABANDONED: Final = timedelta(days=1)
_NAME: Final = 120
_KEPT: Final = ("clean", "held")


class Chunks(Protocol):
    """What Django's uploaded files are."""

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a form gives it. `declared`: what the browser calls its kind."""

    name: str = field(repr=False)
    declared: str
    content: Chunks = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Received:
    size: int
    digest: bytes


def add_file(
    reference: str,
    *,
    upload: Upload,
    actor: Actor,
    as_of: datetime,
    message: int | None = None,
    reason: str = "",
    version: int | None = None,
) -> Attachment:
    """Take a file into a case, to its message number `message` where one is given.

    Permission `file.add`. Raises a FileRefused (SentBefore: the case has these bytes; ToClosed: from outside), TooMany,
    NoSuchFile (no such message), and as `acting` does.
    """
    row = _noted(reference, actor=actor, as_of=as_of, message=message, reason=reason, version=version)
    try:
        with workplace() as place:
            path, received = _streamed(upload, place, row)
            looked = looking.look(
                path, name=cleaned_name(upload.name), declared=upload.declared, scanner=scanner()
            )
            kept = _digested(looked.path, row)
            _stored(looked.path, place, row)
            return _kept(row, looked, upload, received, kept, actor=actor, as_of=as_of)
    except FileRefused as refused:
        _refuse(row, refused.code, actor=actor, as_of=as_of)
        raise


def cleaned_name(name: str) -> str:
    """The last part of a file's name, without signs that steer or hide."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ").strip(
        " ."
    )
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:_NAME]}{dot}{ending[:10]}" if dot else kept[:_NAME]


def sweep(now: datetime) -> int:
    """Refuse what never came to its end, and clear what it left; how many."""
    clear_workplaces(time.time() - ABANDONED.total_seconds())
    rows = Attachment.objects.filter(state="receiving", received_at__lt=now - ABANDONED).select_related(
        "case"
    )
    gone = 0
    for row in rows[:500]:
        try:
            _refuse(row, "interrupted", actor=system_actor("files", now), as_of=now, permission="case.change")
            gone += 1
        except NoSuchCase:
            continue
    return gone


def _noted(
    reference: str, *, actor: Actor, as_of: datetime, message: int | None, reason: str, version: int | None
) -> Attachment:
    with acting(
        reference,
        action="file.receive",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=ADD,
    ) as act:
        _must_be_open(act)
        held = Attachment.objects.filter(case=act.case)
        if actor.kind == "outside":
            most = FROM_OUTSIDE
            held = held.filter(by=actor.code)
        else:
            most = IN_ALL
        if held.count() >= most:
            raise TooMany(most=most)
        found = Message.objects.filter(case=act.case, number=message).first() if message else None
        if message and found is None:
            raise NoSuchFile
        row = Attachment.objects.create(case=act.case, message=found, by=actor.code, received_at=as_of)
        act.fact(file=row.pk)
    return row


def _streamed(upload: Upload, place: Path, row: Attachment) -> tuple[Path, _Received]:
    """Write the bytes to the workplace, never more than their kind may have. Raises Empty, TooLarge, UnknownKind."""
    path, size, most = place / "received", 0, 0
    made = hmac.new(digest_key(row.key_id), digestmod=hashlib.sha256)
    head = b""
    with path.open("xb") as file:
        for chunk in upload.content.chunks():
            if not chunk:
                continue
            size += len(chunk)
            head = (head + chunk)[: kinds.HEAD] if len(head) < kinds.HEAD else head
            if most == 0 and len(head) >= kinds.HEAD:
                most = kinds.kind_of(head).most
            if size > (most or kinds.HEAD):
                raise TooLarge(most=most // kinds.MB)
            made.update(chunk)
            file.write(chunk)
    if size == 0:
        raise Empty
    return path, _Received(size, made.digest())


def _digested(path: Path, row: Attachment) -> _Received:
    made, size = hmac.new(digest_key(row.key_id), digestmod=hashlib.sha256), 0
    with path.open("rb") as file:
        while chunk := file.read(2**18):
            made.update(chunk)
            size += len(chunk)
    return _Received(size, made.digest())


def _stored(path: Path, place: Path, row: Attachment) -> None:
    sealed = place / "sealed"
    with path.open("rb") as source, sealed.open("xb") as target:
        seal_stream(row.key_id, row.uid, source, target)
    store().put(row.uid, sealed)


def _kept(
    row: Attachment,
    looked: looking.Looked,
    upload: Upload,
    received: _Received,
    kept: _Received,
    *,
    actor: Actor,
    as_of: datetime,
) -> Attachment:
    with acting(row.case.reference, action="file.keep", actor=actor, as_of=as_of, permission=ADD) as act:
        _must_be_open(act)
        same = Attachment.objects.filter(case=act.case, received_digest=received.digest, state__in=_KEPT)
        if same.exists():
            raise SentBefore
        row.name = seal(row, "name", cleaned_name(upload.name))
        row.kind, row.media_type = looked.kind.id, looked.kind.media_type
        row.bytes, row.digest, row.received_digest = kept.size, kept.digest, received.digest
        row.state = "clean" if looked.verdict == "clean" else "held"
        row.save()
        act.fact(file=row.pk, file_kind=row.kind, file_state=row.state, bytes=row.bytes)
        act.detail(file_digest=kept.digest.hex(), received_digest=received.digest.hex())
        moved = act.transition_if_any("reply") if actor.kind == "outside" else None
        act.emit("file_kept", file=row.pk, moved=int(moved is not None))
    return row


def _must_be_open(act: Act) -> None:
    if act.actor.kind == "outside" and act.case.klass == "closed":
        raise ToClosed


def _refuse(row: Attachment, code: str, *, actor: Actor, as_of: datetime, permission: str = ADD) -> None:
    store().delete(row.uid)
    with acting(
        row.case.reference, action="file.refuse", actor=actor, as_of=as_of, permission=permission
    ) as act:
        Attachment.objects.filter(pk=row.pk, state="receiving").update(state="refused", problem_code=code)
        act.fact(file=row.pk, code=code)
