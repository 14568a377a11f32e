"""Another service on this computer for one test: it keeps what it is sent, and answers as it is told to."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from peelian.casework.cases.models import Case
from peelian.services.contact.hooks.managing import make_hook
from peelian.services.contact.models import Hook
from tests.support.cases import World


@dataclass
class Received:
    """One request; the names of its headers in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`answers`: a status, or the very bytes, for each request in turn; then 204. `pause`: seconds between those bytes."""

    port: int
    got: list[Received] = field(default_factory=list)
    answers: list[int | bytes] = field(default_factory=list)
    pause: float = 0.0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/told"


class _Requests(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        told: Receiver = self.server.told  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told.got.append(
            Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        )
        answer = told.answers.pop(0) if told.answers else 204
        if isinstance(answer, int):
            self.send_response(answer)
            self.send_header("Location", f"http://127.0.0.1:{told.port}/elsewhere")
            self.end_headers()
            return
        try:
            for place in range(len(answer)) if told.pause else ():
                self.wfile.write(answer[place : place + 1])
                time.sleep(told.pause)
            self.wfile.write(b"" if told.pause else answer)
        except OSError:
            pass  # the other side has had enough

    def do_GET(self) -> None:
        """Where a redirect would lead."""
        self.do_POST()


@contextmanager
def receiving(certificate: Path | None = None) -> Iterator[Receiver]:
    """The service, listening on a free port; by https where it has a certificate (with its key in the same file)."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Requests) as listening:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            listening.socket = context.wrap_socket(listening.socket, server_side=True)
            listening.handle_error = lambda *_: None  # type: ignore[method-assign]
        listening.told = Receiver(listening.server_address[1])  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield listening.told  # type: ignore[attr-defined]
        finally:
            listening.shutdown()
            thread.join()


@dataclass
class Registered:
    """A hook of the West Midlands that an administrator made, and its secret."""

    hook: Hook
    secret: str

    def again(self) -> Hook:
        self.hook.refresh_from_db()
        return self.hook


def registered(world: World, address: str, *events: str, name: str = "niche") -> Registered:
    """By an administrator of the force of `world`."""
    from django.utils import timezone

    from peelian.accounts.actors import actor_for
    from tests.walk.standing import holder

    now = timezone.now()
    ada = holder(f"admin-{name}", world.force, "administrator")
    made = make_hook(
        name=name,
        address=address,
        events=events or ("case_opened", "case_assigned"),
        force=world.force,
        actor=actor_for(ada, now),
        as_of=now,
    )
    return Registered(*made)


def told_of(case: Case) -> list[str]:
    """The events that were put down about a case, in order."""
    from peelian.services.contact.models import HookDelivery

    return list(HookDelivery.objects.filter(case=case).order_by("id").values_list("event", flat=True))
