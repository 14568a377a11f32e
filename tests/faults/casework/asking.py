"""Somebody outside who sends a question to a neighbourhood team, as a browser does at the end of the public form."""

import http.client
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

FORM = "/report"
FRAME = frozenset({"number", "emergency", "set", "version", "at", "force", "team", "do"})
"""Fields of the form that belong to no question."""
REFERENCE = re.compile(r"\b(\d{3}) (\d{4}) (\d{4})\b")


def answers(answer_by: str = "email", **more: str) -> dict[str, str]:
    """Everything that the form asks, filled in by Asha. `more`: fields of questions, by the name of the question (with
    `__` for the point before a part), and of the frame."""
    typed = {
        "question": "Is the lamp on Raddlebarn Road known to be out?",
        "where.postcode": "B29 6JB",
        "told.by": answer_by,
        "told.email": "asha@example.org",
        "told.mobile": "07700 900123",
        "told.safe": "yes",
        "told.mention": "yes",
        "name": "Asha Okafor",
        "language": "en",
        **{name.replace("__", "."): text for name, text in more.items() if name not in FRAME},
    }
    return {
        "number": secrets.token_urlsafe(16),
        "emergency": "no",
        "set": "question",
        "version": "1",
        "at": "check",
        "force": "west-midlands",
        "team": "selly-oak",
        "do": "send",
        **{f"q.{name}": text for name, text in typed.items()},
        **{name: text for name, text in more.items() if name in FRAME},
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
