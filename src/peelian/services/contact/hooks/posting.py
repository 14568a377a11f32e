"""One request to one address, and the status of its answer: nothing else is read, and nowhere else is gone.

No redirect is followed, no proxy or cookie is used, no body of an answer is read. All of it has one end in time, however
slowly the other side speaks.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from peelian.services.contact.hooks.addresses import Address, read_address, resolved

SECONDS: Final = 10.0
LARGEST: Final = 8192
"""Bytes of an answer that are looked at for its status."""
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: |$)")


class NotSentError(Exception):
    """Nothing was answered; `code` says why, as `words.CODES` tells it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def post(text: str, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS) -> int:
    """Post `body` to the address and return the status of the answer. Raises NotSentError, HookAddressInside, BadHookAddress."""
    address = read_address(text)
    try:
        number = resolved(address)
    except OSError:
        raise NotSentError("hook-no-such-host") from None
    until = time.monotonic() + seconds
    try:
        with _line(address, number, until) as line:
            line.settimeout(_left(until))
            line.sendall(_request(address, body, headers))
            return _status(line, until)
    except ssl.SSLCertVerificationError:
        raise NotSentError("hook-certificate") from None
    except TimeoutError:
        raise NotSentError("hook-too-slow") from None
    except OSError:
        raise NotSentError("hook-no-answer") from None


@contextmanager
def _line(address: Address, number: str, until: float) -> Iterator[socket.socket]:
    """A line to that number, and for https to whoever shows a certificate for the host's name."""
    with socket.create_connection((number, address.port), timeout=_left(until)) as bare:
        if address.scheme == "http":
            yield bare
            return
        bare.settimeout(_left(until))
        with ssl.create_default_context().wrap_socket(bare, server_hostname=address.host) as line:
            yield line


def _request(address: Address, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = {
        "Host": address.named,
        "User-Agent": "peelian",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {address.target} HTTP/1.1\r\n{head}\r\n".encode("ascii") + body


def _status(line: socket.socket, until: float) -> int:
    """The status of the answer; what is said before it ("100 Continue") is passed over."""
    held = b""
    while len(held) <= LARGEST:
        first, ended, _ = held.partition(b"\r\n")
        if ended:
            found = _STATUS.match(first)
            if found is None:
                break
            if int(found[1]) >= 200:
                return int(found[1])
            _, over, rest = held.partition(b"\r\n\r\n")
            if over:
                held = rest
                continue
        line.settimeout(_left(until))
        more = line.recv(1024)
        if not more:
            raise NotSentError("hook-no-answer")
        held += more
    raise NotSentError("hook-not-http")


def _left(until: float) -> float:
    """Seconds that are left. Raises TimeoutError."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
