"""The hook for a scanner of harmful files. Without one a file is `unknown`: it is kept, and opened with a warning only.

`PEELIAN_SCANNER=clamd://host:3310` asks a ClamAV daemon by its INSTREAM command, so that the file need not be readable
by another user of the machine. A scanner that cannot be asked answers `unknown`; the sweep asks again later.
"""

from __future__ import annotations

import os
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol
from urllib.parse import urlsplit

from peelian.casework.files.problems import BadScanner

VARIABLE: Final = "PEELIAN_SCANNER"
Verdict = Literal["clean", "infected", "unknown"]
_SECONDS: Final = 60.0
_CHUNK: Final = 2**16


class Scanner(Protocol):
    """Looks at a file and says what it is."""

    def scan(self, path: Path) -> Verdict: ...


class NoScanner:
    """Nobody looks."""

    def scan(self, path: Path) -> Verdict:
        """Always `unknown`."""
        return "unknown"


@dataclass(frozen=True, slots=True)
class Clamd:
    """A ClamAV daemon."""

    host: str
    port: int

    def scan(self, path: Path) -> Verdict:
        """Send the file; `unknown` for no answer or one that is neither OK nor FOUND."""
        try:
            with socket.create_connection((self.host, self.port), timeout=_SECONDS) as line:
                line.sendall(b"zINSTREAM\0")
                with path.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        line.sendall(struct.pack(">I", len(chunk)) + chunk)
                line.sendall(struct.pack(">I", 0))
                said = _answer(line)
        except OSError:
            return "unknown"
        if said.endswith(b"FOUND"):
            return "infected"
        return "clean" if said.endswith(b" OK") else "unknown"


def scanner() -> Scanner:
    """The one that the settings name. Raises BadScanner."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        return NoScanner()
    address = urlsplit(given)
    if address.scheme != "clamd" or not address.hostname:
        raise BadScanner(setting=VARIABLE)
    return Clamd(address.hostname, address.port or 3310)


def _answer(line: socket.socket) -> bytes:
    said = b""
    while len(said) < 4096 and (more := line.recv(1024)):
        said += more
        if b"\0" in said:
            break
    return said.rstrip(b"\0\n")
