"""E-mail by SMTP, encrypted on the way unless the server is this very computer.

`smtp://user:password@mail.example.org:587` speaks STARTTLS, `smtps://…:465` TLS from the start. A 5xx answer to the
address is a bounce, 4xx is tried again; where it is the server that cannot (421, 451, a status of 4.3 to 4.7) and not the
mailbox, that does not count as a try, for it may last hours. When the line breaks after the words have left, nobody
knows: OutcomeUnknown. The envelope sender carries the key (`bounce+KEY@…`), so that a report that comes back later finds
its sending (bounces.py); the Message-ID is the same for every try, so that mail servers can tell a double.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from typing import Final
from urllib.parse import SplitResult, unquote

from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.problems import OutcomeUnknown
from peelian.casework.threads.providers.base import Accepted, Outcome, Refused

SECONDS: Final = 20.0
SERVER_WAIT: Final = 120.0
"""Seconds to leave a server alone that cannot take anything just now."""
_STATUS: Final = re.compile(r"\b[45]\.([0-9])\.[0-9]{1,3}\b")
_THEIR_SERVER: Final = (421, 451)
LOCAL: Final = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. `sender` is the neutral address that notices come from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    name: str = "smtp"
    can_find: bool = False

    @classmethod
    def at(cls, address: SplitResult, sender: str) -> Smtp:
        """The server of a setting such as `smtp://user:password@host:587`."""
        tls = address.scheme == "smtps"
        return cls(
            address.hostname or "localhost",
            address.port or (465 if tls else 587),
            sender,
            unquote(address.username or ""),
            unquote(address.password or ""),
            tls,
        )

    def send(self, envelope: Envelope) -> Accepted | Refused:
        """Hand one e-mail to the server."""
        try:
            message = self._message(envelope)
        except (ValueError, IndexError):
            return Refused("address-unusable", permanent=True)
        try:
            server = self._connected()
        except smtplib.SMTPAuthenticationError:
            return Refused("smtp-sign-in", wait=300)
        except (OSError, smtplib.SMTPException):
            return Refused("smtp-away", wait=30)
        try:
            return self._handed(server, message, envelope)
        finally:
            server.close()

    def find(self, key: str, ref: str = "") -> Outcome | None:
        """A mail server cannot be asked."""
        return None

    def _handed(self, server: smtplib.SMTP, message: EmailMessage, envelope: Envelope) -> Accepted | Refused:
        """The dialogue step by step, for what an answer means depends on when it comes."""
        try:
            code, _ = server.mail(self._bounces_to(envelope.key))
            if code != 250:
                return Refused(f"smtp-sender-{code}", wait=60)
            code, said = server.rcpt(envelope.address)
            if code not in (250, 251):
                return _refused(code, said)
        except (OSError, smtplib.SMTPException):
            return Refused("smtp-away", wait=30)
        try:
            code, said = server.data(message.as_bytes())
        except smtplib.SMTPDataError as refused:
            return _refused(refused.smtp_code, refused.smtp_error)
        except (OSError, smtplib.SMTPException):
            raise OutcomeUnknown from None
        if code != 250:
            return _refused(code, said)
        return Accepted(ref=envelope.key)

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            server.ehlo_or_helo_if_needed()
            if not self.tls and (server.has_extn("starttls") or self.host not in LOCAL):
                server.starttls(context=context)
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, envelope: Envelope) -> EmailMessage:
        """Raises ValueError for an address that would break out of its header."""
        name, _, host = envelope.address.rpartition("@")
        message = EmailMessage(policy=WIRE)
        message["From"] = self.sender
        message["To"] = Address(username=name, domain=host)
        message["Subject"] = envelope.subject
        message["Message-ID"] = f"<{envelope.key}@{self._host()}>"
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        if envelope.language in ("en", "cy"):
            message["Content-Language"] = envelope.language
        message.set_content(envelope.text + "\n")
        return message

    def _bounces_to(self, key: str) -> str:
        return f"bounce+{key}@{self._host()}"

    def _host(self) -> str:
        return self.sender.rpartition("@")[2].rstrip("> ")


def _refused(code: int, said: bytes | str) -> Refused:
    """A 5xx is the address's fault unless its status says that it is a server's (5.3 to 5.7: system, network, policy)."""
    words = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    status = _STATUS.search(words)
    servers = status is not None and status.group(1) in "34567"
    if 400 <= code < 500 and (servers or code in _THEIR_SERVER):
        return Refused(f"smtp-{code}", wait=SERVER_WAIT)
    return Refused(f"smtp-{code}", permanent=500 <= code < 600 and not servers)
