"""Writes that a notice would go out, for a computer where nothing is to leave. The address is never written.

With PEELIAN_CONSOLE_WORDS=1 the notice's own words are written too, for a rehearsal: they are reviewed words with a
reference at most. A production site (one with secure cookies) never writes them, whatever is set.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from django.conf import settings

from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.providers.base import Accepted, Outcome

WORDS: Final = "PEELIAN_CONSOLE_WORDS"


class Console:
    """Standard output."""

    name = "console"
    can_find = False

    def send(self, envelope: Envelope) -> Accepted:
        """Write one line, or in a rehearsal the words."""
        line = f"[{envelope.channel}] notice {envelope.key}"
        if os.environ.get(WORDS) == "1" and not settings.SESSION_COOKIE_SECURE:
            line += f": {envelope.subject} | " + " ".join(envelope.text.split())
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return Accepted(final=True)

    def find(self, key: str, ref: str = "") -> Outcome | None:
        """Nothing is known afterwards."""
        return None
