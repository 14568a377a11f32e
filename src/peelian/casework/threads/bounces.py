"""Reports that come back by e-mail after the server had taken a message (RFC 3464): read, matched, acted on.

A mail server delivers what is addressed to `bounce+KEY@…` to `peelian messages bounce`, which calls `take`. Only the
key and the report's own action and status are read. A report without a key of ours, or about a sending that has ended,
changes nothing: anybody can write such a letter, so it moves a message to another safe way and never anywhere else.
"""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.message import Message as Letter
from email.policy import default as reading
from typing import Final, Literal

from peelian.casework.threads import claiming, failing
from peelian.casework.threads.models import Sending

LARGEST: Final = 256 * 1024
_KEY: Final = re.compile(r"bounce\+([0-9a-f]{32})@", re.ASCII | re.IGNORECASE)
_STATUS: Final = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})", re.ASCII)
What = Literal["bounced", "waiting", "ignored"]


def take(raw: bytes, *, now: datetime) -> What:
    """Act on one letter: `bounced` if it moved a sending, `waiting` for a mere delay, `ignored` for anything else."""
    letter = message_from_bytes(raw[:LARGEST], policy=reading)
    key, action, status = _key(letter), *_report(letter)
    if not key or action not in ("failed", "delayed"):
        return "ignored"
    if action == "delayed" or not status.startswith("5"):
        return "waiting"
    return _bounced(key, status, now)


def _bounced(key: str, status: str, now: datetime) -> What:
    sending = (
        Sending.objects.filter(idempotency_key=key, state="handed", provider="smtp")
        .select_related("case", "point")
        .first()
    )
    if sending is None or not claiming.claim_handed(sending, now, "bounce"):
        return "ignored"
    ours = status.split(".")[1] in ("3", "4", "5", "6", "7")
    if ours:
        failing.give_up(sending, f"smtp-{status}", now=now)
    else:
        failing.bounce(sending, f"smtp-{status}", now=now)
    return "bounced"


def _key(letter: Letter) -> str:
    for name in ("Delivered-To", "X-Original-To", "To"):
        for value in letter.get_all(name, []):
            found = _KEY.search(str(value))
            if found:
                return found.group(1).lower()
    return ""


def _report(letter: Letter) -> tuple[str, str]:
    """Action and status of the first recipient that the report names; empty for a letter that is no report."""
    if letter.get_content_type() != "multipart/report":
        return "", ""
    for part in letter.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Letter):
                continue
            action = str(block.get("Action", "")).strip().lower()
            status = _STATUS.search(str(block.get("Status", "")))
            if action:
                return action, status.group(0) if status else ""
    return "", ""
