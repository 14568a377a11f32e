"""Writes that a notice would go out, for a computer where nothing is to leave. The address is never written.

Outside a production site the notice's own words are written too: they are reviewed words with a reference at most.
"""

from __future__ import annotations

import sys

from django.conf import settings

from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.providers.base import Accepted, Outcome


class Console:
    """Standard output."""

    name = "console"
    can_find = False

    def send(self, envelope: Envelope) -> Accepted:
        """Write one line, or in a rehearsal the words."""
        line = f"[{envelope.channel}] notice {envelope.key}"
        if getattr(settings, "PEELIAN_CONSOLE_SHOWS_WORDS", False):
            line += f": {envelope.subject} | " + " ".join(envelope.text.split())
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        return Accepted(final=True)

    def find(self, key: str, ref: str = "") -> Outcome | None:
        """Nothing is known afterwards."""
        return None
