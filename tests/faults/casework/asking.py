"""Somebody outside who sends the public form straight to its last step, as a browser would at the end."""

import http.client
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "/ask/form/check"
REFERENCE = re.compile(r"\b(\d{3}) (\d{4}) (\d{4})\b")


def answers(answer_by: str = "email", **more: str) -> dict[str, str]:
    """Everything that the form asks, filled in by Asha."""
    return {
        "number": secrets.token_urlsafe(16),
        "emergency": "no",
        "force": "west-midlands",
        "team": "selly-oak",
        "question": "Is the lamp on Raddlebarn Road known to be out?",
        "answer_by": answer_by,
        "email": "asha@example.org",
        "mobile": "07700 900123",
        "name": "Asha Okafor",
        "language": "en",
        **more,
    }


def reference_in(page: str) -> str | None:
    """The reference that a receipt shows, as eleven digits."""
    found = REFERENCE.search(page)
    return "".join(found.groups()) if found else None


@dataclass
class Visitor:
    """One browser with one connection."""

    port: int
    answer_by: str = "email"
    connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def ask(self) -> str | None:
        """Send the form; the reference when the whole receipt came, None when the server is gone."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
            self.connection.request("POST", FORM, urlencode(answers(self.answer_by)), self._headers())
            got = self.connection.getresponse()
            page = got.read().decode()
        except (OSError, http.client.HTTPException):
            self._close()
            time.sleep(0.05)
            return None
        return reference_in(page) if got.status == 200 else None

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://localhost:{self.port}",
        }

    def _close(self) -> None:
        with suppress(OSError):
            if self.connection is not None:
                self.connection.close()
        self.connection = None
