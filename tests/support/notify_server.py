"""GOV.UK Notify's HTTP interface on this computer for one test, as its documentation describes it.

It checks each token (HS256 over the service's secret, `iss`, `iat` within 30 seconds), keeps what it is sent by our
reference, answers for it, and fails when told to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"for_tests-{SERVICE}-{SECRET}"


@dataclass
class NotifyServer:
    """`refusals`: (status, error, message) to answer with, one each; `breaks_after_taking`: do it and then break the
    line; `hangs`: say nothing, and take nothing, until the caller has given up."""

    address: str
    sent: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[tuple[int, str, str]] = field(default_factory=list)
    breaks_after_taking: bool = False
    hangs: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    status: str = "delivered"


class _Requests(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        told: NotifyServer = self.server.told  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if told.hangs:
            told.over.wait(60)
            return self.connection.close()
        if not self._signed():
            return self._answer(403, _errors(403, "AuthError", "Invalid token: signature"))
        if told.refusals:
            status, error, message = told.refusals.pop(0)
            return self._answer(status, _errors(status, error, message))
        kept = {"id": str(uuid4()), "channel": self.path.rsplit("/", 1)[1], **body}
        told.sent.append(kept)
        if told.breaks_after_taking:
            return self.connection.close()
        return self._answer(201, {"id": kept["id"], "reference": body["reference"]})

    def do_GET(self) -> None:
        told: NotifyServer = self.server.told  # type: ignore[attr-defined]
        if told.hangs:
            told.over.wait(60)
            return self.connection.close()
        if not self._signed():
            return self._answer(403, _errors(403, "AuthError", "Invalid token: signature"))
        if told.refusals:
            status, error, message = told.refusals.pop(0)
            return self._answer(status, _errors(status, error, message))
        wanted = parse_qs(urlsplit(self.path).query).get("reference", [""])[0]
        found = [
            {"id": one["id"], "reference": one["reference"], "status": told.status}
            for one in told.sent
            if one["reference"] == wanted
        ]
        return self._answer(200, {"notifications": found, "links": {}})

    def _signed(self) -> bool:
        head, claims, signature = self.headers["Authorization"].removeprefix("Bearer ").split(".")
        made = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
        said = _decoded(claims)
        return (
            json.loads(_decoded(head))["alg"] == "HS256"
            and hmac.compare_digest(made, _decoded(signature))
            and json.loads(said)["iss"] == SERVICE
            and abs(json.loads(said)["iat"] - time.time()) <= 30
        )

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def _errors(status: int, error: str, message: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": error, "message": message}]}


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@contextmanager
def notify_server() -> Iterator[NotifyServer]:
    """The server, listening on a free port of this computer."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Requests) as listening:
        listening.told = NotifyServer(f"http://127.0.0.1:{listening.server_address[1]}")  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield listening.told  # type: ignore[attr-defined]
        finally:
            listening.told.over.set()  # type: ignore[attr-defined]
            listening.shutdown()
            thread.join()
