"""A mail server on this computer for one test: it speaks enough SMTP, keeps what it is given, and fails when told to.

with mail_server() as server:
    server.answers["rcpt"] = "550 5.1.1 no such person"
    …
    server.taken      # [(envelope sender, recipient, message)]
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Final

HANGS: Final = "(nothing)"


@dataclass
class MailServer:
    """`answers`: what to say at a step (`greeting`, `mail`, `rcpt`, `data`, `end`) instead of yes; "" breaks the line,
    HANGS says nothing until the caller has given up."""

    port: int
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class _Dialogue(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: MailServer = self.server.told  # type: ignore[attr-defined]
        sender = recipient = ""
        if not self._say("greeting", "220 here"):
            return
        while line := self.rfile.readline().decode("ascii").strip():
            verb = line[:4].upper()
            if verb in ("EHLO", "HELO"):
                self.wfile.write(b"250 here\r\n")
            elif verb == "MAIL":
                sender = line.partition(":")[2].split()[0].strip("<>")
                if not self._say("mail", "250 yes"):
                    return
            elif verb == "RCPT":
                recipient = line.partition(":")[2].strip("<>")
                if not self._say("rcpt", "250 yes"):
                    return
            elif verb == "DATA":
                self.wfile.write(b"354 go on\r\n")
                raw = self._message()
                if server.answers.get("end", "250") == "" or server.answers.get("end", "250").startswith("2"):
                    server.taken.append((sender, recipient, message_from_bytes(raw, policy=default)))  # type: ignore[arg-type]
                if not self._say("end", "250 taken"):
                    return
            elif verb == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 yes\r\n")

    def _say(self, step: str, otherwise: str) -> bool:
        answer = self.server.told.answers.get(step, otherwise)  # type: ignore[attr-defined]
        if answer == HANGS:
            self.server.told.over.wait(60)  # type: ignore[attr-defined]
            return False
        if answer:
            self.wfile.write(answer.encode() + b"\r\n")
        return bool(answer)

    def _message(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class _Listening(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    told: Any = None


@contextmanager
def mail_server(host: str = "127.0.0.1") -> Iterator[MailServer]:
    """The server, listening on a free port of this computer."""
    with _Listening((host, 0), _Dialogue) as listening:
        listening.told = MailServer(listening.server_address[1])
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield listening.told
        finally:
            listening.told.over.set()
            listening.shutdown()
            thread.join()
