"""From a view to an answer: made once for each (store version, language, address), then served from memory.

After a load, a page that is held already is made anew in the background. The reader who finds that out waits for it a
moment; the others, and that reader when it takes longer, are given the page as it was. So nobody waits for a writer,
no page is made twice at once, and making pages never takes up the threads that serve them.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe, quote_etag

from peelian.evidence.reading import Reading, current_reading

KEPT: Final = 1_500
KEPT_BYTES: Final = 96 * 2**20
"""At most so much is held: questions of programs are without number, and their answers can be long."""
PATIENCE: Final = 1.0
"""Seconds that the first reader after a load waits for the new page."""


@dataclass(slots=True)
class Answer:
    """A whole answer, ready to send."""

    content: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)
    version: str = ""
    etag: str = ""
    made_at: float = 0.0
    zipped: bytes = b""

    def finished(self, version: str) -> Answer:
        """With its version, its validators and its compressed form."""
        self.version = version
        self.etag = self.etag or quote_etag(hashlib.sha256(self.content).hexdigest()[:20])
        self.made_at = float(int(datetime.now(UTC).timestamp()))
        self.zipped = gzip.compress(self.content, 5, mtime=0)
        return self

    @property
    def weight(self) -> int:
        """The bytes that it takes in memory."""
        return len(self.content) + len(self.zipped)


Key = tuple[str, str]
Make = Callable[[Reading], Answer]
_Slot = tuple[str, str, str]

_kept: OrderedDict[_Slot, Answer] = OrderedDict()
_weight = 0
_making: dict[_Slot, Lock] = {}
_renewing: dict[_Slot, Future[Answer]] = {}
_background = ThreadPoolExecutor(1, thread_name_prefix="pages")
_lock = Lock()


def answer(request: HttpRequest, key: Key, make: Make, *, fresh: bool = False) -> HttpResponse:
    """The answer for `key` (language, address): from memory, made now, or as it was while a new one is made.

    `fresh`: never as it was; a program that added a file wants the figures of that very file.
    """
    reading = current_reading()
    slot = (str(reading.store.path), *key)
    with _lock:
        old = _kept.get(slot)
        if old:
            _kept.move_to_end(slot)
    if old is None or (fresh and old.version != reading.version):
        return respond(request, _made_now(slot, make, reading.version if fresh else None))
    if old.version == reading.version:
        return respond(request, old)
    return respond(request, _renewal(slot, make) or old)


def _made_now(slot: _Slot, make: Make, version: str | None) -> Answer:
    """Made by this thread; a second reader of the same page waits for the first. `version`: no other will do."""
    with _lock:
        making = _making.setdefault(slot, Lock())
    with making:
        try:
            held = _kept.get(slot)
            if held and version in {None, held.version}:
                return held
            return _keep(slot, make, held)
        finally:
            with _lock:
                _making.pop(slot, None)


def _renewal(slot: _Slot, make: Make) -> Answer | None:
    """The page made anew if that is soon done, else None; at most one reader waits at a time."""
    with _lock:
        if slot in _renewing:
            return None
        alone = not _renewing
        context = copy_context()  # the language of the page
        future = _background.submit(context.run, _renew, slot, make)
        _renewing[slot] = future
    if not alone:
        return None
    with suppress(FutureTimeout):
        return future.result(PATIENCE)
    return None


def _renew(slot: _Slot, make: Make) -> Answer:
    try:
        return _keep(slot, make, _kept.get(slot))
    except Exception:
        # The page is no more, or cannot be made: the next reader is told so.
        with _lock:
            _drop(slot)
        raise
    finally:
        with _lock:
            _renewing.pop(slot, None)


def _keep(slot: _Slot, make: Make, old: Answer | None) -> Answer:
    global _weight  # noqa: PLW0603 - the bytes of what the process holds
    reading = current_reading()
    made = _renewed(old, make(reading).finished(reading.version))
    with _lock:
        _drop(slot)
        _kept[slot] = made
        _weight += made.weight
        while len(_kept) > KEPT or (len(_kept) > 1 and _weight > KEPT_BYTES):
            _drop(next(iter(_kept)))
    return made


def _drop(slot: _Slot) -> None:
    """Forget an answer, under the lock: the one asked for longest ago stands first."""
    global _weight  # noqa: PLW0603
    gone = _kept.pop(slot, None)
    _weight -= gone.weight if gone else 0


def _renewed(old: Answer | None, new: Answer) -> Answer:
    """A page that the new version left as it was keeps its date."""
    if old and old.etag == new.etag:
        new.made_at = old.made_at
    return new


def respond(request: HttpRequest, made: Answer) -> HttpResponse:
    """The answer as a response: 304 when the reader has it already, compressed when the reader takes gzip."""
    response: HttpResponse
    if _has_it(request, made):
        response = HttpResponseNotModified()
    else:
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        body = made.zipped if zipped else made.content
        response = HttpResponse(body, content_type=made.content_type)
        response["Content-Length"] = str(len(body))
        if zipped:
            response["Content-Encoding"] = "gzip"
        for name, value in made.headers.items():
            response[name] = value
    response["ETag"] = made.etag
    response["Last-Modified"] = http_date(made.made_at)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _has_it(request: HttpRequest, made: Answer) -> bool:
    known = request.headers.get("If-None-Match")
    if known is not None:
        return any(tag.strip().removeprefix("W/") in {made.etag, "*"} for tag in known.split(","))
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", "")) or 0
    return since >= made.made_at
