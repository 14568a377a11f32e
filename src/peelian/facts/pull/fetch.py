"""One file over HTTP, whole or not at all: resumed after a broken connection, checked, then moved into place.

What has arrived lies in `NAME.part` beside `NAME.part.json`, which holds the address and the validator (a strong ETag, else
Last-Modified) of the bytes so far. A later attempt, in this run or another, asks for the rest with `Range` and
`If-Range`: 206 continues, 200 means that the server ignored the range or the file changed, so it starts over. Without a
validator nothing is ever glued together. Only a complete, checked file is renamed to its final name.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from peelian.facts.pull.problems import CannotKeep, KeepsChanging, Refused, Unreachable, WrongChecksum

if TYPE_CHECKING:
    import httpx

CHUNK = 1 << 18
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LONGEST_WAIT = 60.0
MOST_RESTARTS = 4

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file in place: its path, size, SHA-256, the validator the server gave and how many requests it took."""

    path: Path
    bytes: int
    sha256: str
    etag: str
    requests: int
    resumed: bool


@dataclass(slots=True)
class Partial:
    """The bytes so far and what they are a part of."""

    path: Path
    address: str
    validator: str = ""
    etag: str = ""
    total: int | None = None
    requests: int = 0
    resumed: bool = False

    @property
    def note(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def whole(self) -> bool:
        """Whether the length that the server announced has arrived; with no length announced, never."""
        return self.total is not None and self.size == self.total

    def remember(self) -> None:
        words = {"address": self.address, "validator": self.validator, "etag": self.etag, "total": self.total}
        self.note.write_text(json.dumps(words), encoding="utf-8")

    def forget(self) -> None:
        """Drop the bytes and the note; the next request starts from nothing."""
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
        self.validator, self.etag, self.total = "", "", None


def _recall(path: Path, address: str) -> Partial:
    """The partial file of an earlier attempt if it belongs to this address and can be continued, else a clean one."""
    partial = Partial(path, address)
    try:
        words = json.loads(partial.note.read_text(encoding="utf-8"))
        known = words["address"] == address and words["validator"]
        if known:
            partial.validator, partial.etag, partial.total = words["validator"], words["etag"], words["total"]
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known or (partial.total is not None and partial.size > partial.total):
        partial.forget()
    return partial


def fetch(
    address: str,
    target: Path,
    *,
    client: httpx.Client,
    sha256: str = "",
    page: str = "",
    attempts: int = 5,
    wait: float = 0.5,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch `address` to `target`, which is replaced in one step; parents are made.

    `attempts` counts requests in a row that brought no new byte. `wait` is the first pause in seconds; it doubles. Raises
    `Unreachable`, `Refused`, `WrongChecksum` or `KeepsChanging`; after the first the partial file stays for the next run.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = _recall(target.with_name(target.name + ".part"), address)
        _persist(client, partial, page=page, attempts=attempts, wait=wait, progress=progress)
        return _finish(partial, target, sha256, page)
    except OSError as error:
        raise CannotKeep(path=target, why=error.strerror or str(error)) from None


def _persist(
    client: httpx.Client,
    partial: Partial,
    *,
    page: str,
    attempts: int,
    wait: float,
    progress: Progress | None,
) -> None:
    """Ask until the file is whole, or until `attempts` requests in a row brought nothing."""
    import httpx

    address = partial.address
    partial.resumed, fruitless, restarts = partial.size > 0, 0, 0
    while True:
        before, why = partial.size, ""
        partial.requests += 1
        try:
            outcome = _once(client, partial, progress, page)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            outcome, why = "broken", in_words(error)
        if outcome == "done":
            return
        if outcome == "restart":
            restarts += 1
            partial.resumed = False
            partial.forget()
            if restarts >= MOST_RESTARTS:
                raise KeepsChanging(address=address, times=restarts)
            continue
        partial.resumed = partial.resumed or partial.size > 0
        fruitless = 0 if partial.size > before else fruitless + 1
        if fruitless >= attempts:
            raise Unreachable(
                host=urlsplit(address).netloc, address=address, why=why or f"it answered {outcome}."
            )
        time.sleep(pause(outcome, wait, fruitless))


def in_words(error: Exception) -> str:
    """Why a request failed, in a sentence for a person."""
    import httpx

    if "certificate" in str(error).lower():
        return "its certificate could not be verified."
    if isinstance(error, httpx.ConnectError):
        return "no connection could be made (no network, or the server is down)."
    if isinstance(error, httpx.TimeoutException):
        return "it did not answer in time."
    if isinstance(error, (httpx.TooManyRedirects, httpx.InvalidURL, httpx.UnsupportedProtocol)):
        return "the address leads nowhere."
    return "the connection broke off again and again."


def pause(outcome: str, wait: float, fruitless: int) -> float:
    """Seconds before the next request: what the server asked for (at most a minute), else doubling with some chance."""
    asked = outcome.partition(" after ")[2]
    if asked.isdigit():
        return min(float(asked), LONGEST_WAIT)
    doubled: float = wait * 2.0 ** max(fruitless - 1, 0)
    return min(doubled * random.uniform(0.75, 1.25), LONGEST_WAIT)  # noqa: S311 - no secret


def _once(client: httpx.Client, partial: Partial, progress: Progress | None, page: str) -> str:
    """One request. Returns `done`, `restart`, `broken` or the status and wait that the server asked for."""
    if partial.size and partial.whole:
        return "done"
    headers = {"Accept-Encoding": "identity"}
    if partial.size:
        headers |= {"Range": f"bytes={partial.size}-", "If-Range": partial.validator}
    with client.stream("GET", partial.address, headers=headers) as response:
        status = response.status_code
        if status in TRY_AGAIN:
            return f"{status} after {response.headers.get('Retry-After', '')}"
        if status == 416:
            return "restart"
        if status not in {200, 206}:
            raise Refused(
                address=partial.address, status=status, why=why_refused(status), page=page or partial.address
            )
        if status == 206:
            if not _continues(response, partial):
                return "restart"
        else:
            _begin(response, partial, page)
        return _receive(response, partial, progress)


def why_refused(status: int) -> str:
    """What an HTTP status means for the person who asked."""
    return {404: "there is nothing there.", 410: "it has been withdrawn.", 403: "it is not allowed.",
            401: "it asks for a password."}.get(status, "that is not a file.")  # fmt: skip


def _continues(response: httpx.Response, partial: Partial) -> bool:
    """Whether a 206 is the very rest that was asked for, of the same version of the file."""
    unit, _, rest = response.headers.get("Content-Range", "").partition(" ")
    span, _, total = rest.partition("/")
    first = span.partition("-")[0]
    if unit != "bytes" or first != str(partial.size):
        return False
    if partial.total is None and total.isdigit():
        partial.total = int(total)
    if total not in {"*", str(partial.total)}:
        return False
    etag = response.headers.get("ETag", "")
    return not (etag and partial.etag and etag != partial.etag)


def _begin(response: httpx.Response, partial: Partial, page: str) -> None:
    """Note what is about to arrive from the first byte; refuses a web page that stands where a file should be."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"}:
        raise Refused(
            address=partial.address,
            status=200,
            why="it is a web page, not a data file.",
            page=page or partial.address,
        )
    partial.forget()
    etag = response.headers.get("ETag", "")
    partial.etag = etag
    partial.validator = (
        etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
    )
    length = response.headers.get("Content-Length", "")
    partial.total = int(length) if length.isdigit() else None
    partial.path.touch()
    partial.remember()


def _receive(response: httpx.Response, partial: Partial, progress: Progress | None) -> str:
    import httpx

    try:
        with partial.path.open("ab") as out:
            for piece in (
                response.iter_raw()
            ):  # as it comes: a set size would hold bytes back and lose them on a break
                out.write(piece)
                if progress:
                    progress(out.tell(), partial.total)
            out.flush()
            os.fsync(out.fileno())
    except httpx.RequestError:
        if not partial.validator:
            partial.forget()
        raise
    if partial.total is None or partial.size == partial.total:
        return "done"
    return "restart" if partial.size > partial.total else "broken"


def _finish(partial: Partial, target: Path, sha256: str, page: str) -> Fetched:
    """Check the whole file and move it to its name; a file with the wrong checksum is dropped."""
    digest = hashlib.sha256()
    with partial.path.open("rb") as source:
        while piece := source.read(CHUNK):
            digest.update(piece)
    found = digest.hexdigest()
    if sha256 and found != sha256.lower():
        address = partial.address
        partial.forget()
        raise WrongChecksum(address=address, found=found, expected=sha256.lower(), page=page or address)
    size, etag = partial.size, partial.etag
    partial.path.replace(target)
    partial.note.unlink(missing_ok=True)
    return Fetched(target, size, found, etag, partial.requests, partial.resumed)
