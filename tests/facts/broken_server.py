"""A real HTTP server on the loopback that misbehaves as told: drops, ignores ranges, changes the file, answers 503."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server holds and how it behaves. `requests` records (path, Range, If-Range) of each GET.

    `drops`: how many answers break off, each after `drop_after` bytes. `statuses`: answers to give first.
    `on_request` runs before each answer with the request's number, so that a test can change the content.
    """

    content: dict[str, bytes]
    etag: bool = True
    last_modified: bool = True
    ranges: bool = True
    honours_if_range: bool = True
    length: bool = True
    kind: str = "application/octet-stream"
    drops: int = 0
    drop_after: int = 1 << 16
    statuses: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    on_request: Callable[[int], None] = lambda number: None
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    address: str = ""

    def tag(self, path: str) -> str:
        return f'"{hash(self.content[path]) & 0xFFFFFFFF:x}"'


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked, conditional = self.headers.get("Range", ""), self.headers.get("If-Range", "")
            site.requests.append((self.path, asked, conditional))
            site.on_request(len(site.requests))
            if site.statuses:
                status, headers = site.statuses.pop(0)
                self._plain(status, headers)
            elif self.path not in site.content:
                self._plain(404, {})
            else:
                self._file(asked, conditional)

        def _plain(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _file(self, asked: str, conditional: str) -> None:
            body, tag = site.content[self.path], site.tag(self.path)
            current = not conditional or conditional in {tag, DATE} or not site.honours_if_range
            start = (
                int(asked.removeprefix("bytes=").partition("-")[0])
                if asked and site.ranges and current
                else 0
            )
            if start >= len(body) > 0 and asked and site.ranges and current:
                self._plain(416, {"Content-Range": f"bytes */{len(body)}"})
                return
            partial = bool(asked and site.ranges and current)
            self.send_response(206 if partial else 200)
            if partial:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            if site.etag:
                self.send_header("ETag", tag)
            if site.last_modified:
                self.send_header("Last-Modified", DATE)
            self.send_header("Content-Type", site.kind)
            rest = body[start:]
            if site.length:
                self.send_header("Content-Length", str(len(rest)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            self._send(rest)

        def _send(self, rest: bytes) -> None:
            if site.drops > 0:
                site.drops -= 1
                self.wfile.write(rest[: site.drop_after])
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(2)
                return
            self.wfile.write(rest)
            if not site.length:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


DATE = "Wed, 24 Jan 2024 09:30:00 GMT"


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on a free loopback port while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
