"""Handing a file out: through a door, after the look is written, never to be shown inside a page.

file = file_for(actor, reference, uid, purpose="case_work", as_of=now)       # an officer
file = own_file(seen_thread, uid)                                            # the person outside: what we sent them
return response(file)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.http import StreamingHttpResponse

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import case_for
from peelian.casework.cases.models import Case
from peelian.casework.files.kinds import KINDS, MAY_TELL
from peelian.casework.files.models import Attachment
from peelian.casework.files.problems import FileBroken, NoSuchFile, SentBefore
from peelian.casework.files.sealing_bytes import open_stream
from peelian.casework.files.store import store
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.writing import Door
from peelian.reference.problems import Bilingual

SEE = "file.see"
KEPT = ("clean", "held")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file in a list. `message`: the number of its message, 0 for none. `warning`: what to think of before it is
    passed on."""

    uid: str
    name: str = field(repr=False)
    title: Bilingual
    bytes: int
    state: str
    problem_code: str
    by: str
    at: datetime
    message: int
    warning: Bilingual | None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file whose look is written."""

    attachment: Attachment
    name: str = field(repr=False)


def files_of(door: Door, *, arriving: bool = False) -> tuple[ShownFile, ...]:
    """The files of a case, refused ones too, first to last; the person outside sees them all by name. What was sent once
    more stands there once. `arriving`: those that are still being looked at too."""
    rows = Attachment.objects.filter(case=door.case).exclude(problem_code=SentBefore.code)
    if not arriving:
        rows = rows.exclude(state="receiving")
    return tuple(_shown(row, door) for row in rows.select_related("message", "case").order_by("id"))


def _shown(row: Attachment, door: Door) -> ShownFile:
    kind = KINDS.get(row.kind)
    return ShownFile(
        row.uid,
        open_sealed(row, "name", door) if row.name else "",
        kind.title if kind else Bilingual(""),
        row.bytes,
        row.state,
        row.problem_code,
        row.by,
        row.received_at,
        row.message.number if row.message else 0,
        None if row.state not in KEPT or (kind and not kind.may_tell) else MAY_TELL,
    )


def file_for(
    actor: Actor, reference: str, uid: str, *, purpose: str, as_of: datetime, reason: str = ""
) -> SeenFile:
    """A file of a case, after the look. Raises NoSuchFile, NoSuchCase, NeedsReason, NotAllowed as `case_for` does."""
    if not actor.may(SEE):
        raise NoSuchFile
    seen = case_for(actor, reference, purpose=purpose, as_of=as_of, reason=reason, what="file")
    if not actor.may(SEE, team=seen.case.team_id):
        raise NoSuchFile
    return _seen(seen, _row(seen.case, uid))


def own_file(seen: SeenThread, uid: str) -> SeenFile:
    """A file that we sent the person with a message. Raises NoSuchFile."""
    row = _row(seen.case, uid)
    if row.message is None or row.message.way != "out":
        raise NoSuchFile
    return _seen(seen, row)


def bytes_of(file: SeenFile) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk. Raises FileBroken."""
    row = file.attachment
    try:
        source = store().open(row.uid)
    except FileNotFoundError:
        raise FileBroken(file=row.uid) from None
    with source:
        yield from open_stream(row.key_id, row.uid, source)


def response(file: SeenFile) -> StreamingHttpResponse:
    """To be saved, not shown: no browser runs or draws it within our pages."""
    row = file.attachment
    answer = StreamingHttpResponse(bytes_of(file), content_type=row.media_type)
    answer["Content-Length"] = str(row.bytes)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer


def _row(case: Case, uid: str) -> Attachment:
    found = (
        Attachment.objects.filter(case=case, uid=uid, state__in=KEPT)
        .select_related("message", "case")
        .first()
    )
    if found is None:
        raise NoSuchFile
    return found


def _seen(door: Door, row: Attachment) -> SeenFile:
    return SeenFile(row, open_sealed(row, "name", door) if row.name else row.uid)
