"""The number that a form carries from its first page to its last, so that a form sent twice is one question."""

from __future__ import annotations

import hashlib
import re
import secrets


def new_number() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


def is_number(text: str) -> bool:
    """Whether `text` can be a number that `new_number` made."""
    return re.fullmatch(r"[A-Za-z0-9_-]{22}", text) is not None


def number_digest(number: str, *typed: str) -> bytes:
    """What is kept of a form that was sent, to know it again: its number, and what was typed, so that another question
    written in the same form (the browser's Back) is another question."""
    whole = "\x1f".join((number, *typed))
    return hashlib.sha256(b"peelian.contact.form|" + whole.encode()).digest()
