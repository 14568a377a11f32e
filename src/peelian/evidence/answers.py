"""From a view to an answer: made once for each (store version, language, address), then served from memory.

While one thread makes a page anew after a load, the others are given the page as it was; nobody waits for a writer,
and no page is made twice at once.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe, quote_etag

from peelian.evidence.reading import Reading, current_reading

KEPT: Final = 1_500


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
        self.etag = quote_etag(hashlib.sha256(self.content).hexdigest()[:20])
        self.made_at = float(int(datetime.now(UTC).timestamp()))
        self.zipped = gzip.compress(self.content, 5, mtime=0)
        return self


Key = tuple[str, str]
Make = Callable[[Reading], Answer]

_kept: OrderedDict[Key, Answer] = OrderedDict()
_making: dict[Key, Lock] = {}
_lock = Lock()


def answer(request: HttpRequest, key: Key, make: Make) -> HttpResponse:
    """The answer for `key` at the store's present version, from memory or made now."""
    return respond(request, find(key, make))


def find(key: Key, make: Make) -> Answer:
    """The kept answer when it is of the present version; else a new one, or the last while another makes it."""
    reading = current_reading()
    with _lock:
        old = _kept.get(key)
        if old and old.version == reading.version:
            _kept.move_to_end(key)
            return old
        making = _making.setdefault(key, Lock())
    if not making.acquire(blocking=old is None):
        assert old is not None
        return old
    try:
        with _lock:
            fresh = _kept.get(key)
        if fresh is None or fresh.version != reading.version:
            fresh = _renewed(old, make(reading).finished(reading.version))
            _keep(key, fresh)
        return fresh
    finally:
        with _lock:
            if key not in _kept:
                _making.pop(key, None)
        making.release()


def _renewed(old: Answer | None, new: Answer) -> Answer:
    """A page that the new version left as it was keeps its date."""
    if old and old.etag == new.etag:
        new.made_at = old.made_at
    return new


def _keep(key: Key, made: Answer) -> None:
    with _lock:
        _kept[key] = made
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            gone, _ = _kept.popitem(last=False)
            _making.pop(gone, None)


def respond(request: HttpRequest, made: Answer) -> HttpResponse:
    """The answer as a response: 304 when the reader has it already, compressed when the reader takes gzip."""
    response: HttpResponse
    if _has_it(request, made):
        response = HttpResponseNotModified()
    else:
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(made.zipped if zipped else made.content, content_type=made.content_type)
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
