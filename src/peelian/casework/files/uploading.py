"""A file on its way in: read as it comes, into a file without a name, and no further than its kind may be long.

takes_file(view, ANYBODY)        # a page that takes one says so, and whose; SIGNED_IN
uploaded(request)                # and finds it


Django gives no other page a file: what is sent there is read past. What lies on the disk while the request lasts is
plain, so it lies under no name, beside the store, and is gone with the process, however that ends.
"""

from __future__ import annotations

import tempfile
from typing import IO, Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from peelian.casework.files import kinds
from peelian.casework.files.problems import UnknownKind
from peelian.casework.files.receiving import Upload
from peelian.casework.files.store import incoming

ANYBODY: Final = "anybody"
SIGNED_IN: Final = "signed-in"
FIELD: Final = "file"
"""The field of every form that takes a file. It comes last in its form: what was typed is read before it."""
FORM: Final = 3 * kinds.MB
"""Beside a file a form is never longer; without one neither."""
READ_PAST: Final = 1024 * kinds.MB
"""A file up to this length is read to its end and told to be too large: a browser shows no answer before it has sent
everything. Of what is longer nothing is read."""


class OneFile(FileUploadHandler):
    """Takes one file of a page that takes files, cut where it is one byte longer than its kind may be."""

    chunk_size = 2**18

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._part: IO[bytes] | None = None
        self._head = b""
        self._most = 0
        self._size = 0
        self._taken = False

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Raise RequestDataTooBig before anything of what is far too long is read."""
        if content_length > (READ_PAST if self._takes() else FORM):
            raise RequestDataTooBig("longer than any form of this site")

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin, if a file is taken here and this is the first."""
        super().new_file(field_name, *args, **kwargs)
        if field_name == FIELD and not self._taken and self._takes():
            self._taken = True
            self._part = tempfile.TemporaryFile(dir=incoming())  # noqa: SIM115 - closed with the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep it, as long as the file can still be taken."""
        if self._part is None or not raw_data:
            return
        if len(self._head) < kinds.HEAD:
            self._head = (self._head + raw_data)[: kinds.HEAD]
        self._most = self._most or _most(self._head)
        kept = raw_data[: (self._most or kinds.HEAD) + 1 - self._size]
        self._part.write(kept)
        self._size += len(kept)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The file, closed with the request; None for what is not taken."""
        part, self._part = self._part, None
        if part is None:
            return None
        part.flush()
        return UploadedFile(part, self.file_name, self.content_type, self._size)

    def upload_interrupted(self) -> None:
        """Drop what came."""
        if self._part is not None:
            self._part.close()
            self._part = None

    def _takes(self) -> bool:
        request = self.request
        match = getattr(request, "resolver_match", None)
        who = getattr(match.func, "takes_file", "") if match else ""
        if who == SIGNED_IN:
            user = getattr(request, "user", None)
            return bool(user is not None and user.is_authenticated)
        return bool(who == ANYBODY)


def takes_file(view: Any, who: str) -> None:
    """Say that a page takes a file, of anybody or of those who are signed in."""
    view.takes_file = who


def uploaded(request: HttpRequest) -> Upload | None:
    """The file that the form brought; None where none was chosen."""
    sent = request.FILES.get(FIELD)
    if not isinstance(sent, UploadedFile):
        return None
    return Upload(sent.name or "", sent.content_type or "", sent)


def _most(head: bytes) -> int:
    """How long a file with this head may be; 0 while too little of it is here to tell."""
    if len(head) < kinds.HEAD:
        return 0
    try:
        return kinds.kind_of(head).most
    except UnknownKind:
        return kinds.HEAD
