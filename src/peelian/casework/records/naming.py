"""Names of rows."""

from __future__ import annotations

import uuid


def new_uid() -> str:
    """32 random hexadecimal digits: a row's name in the ledger and in what its seals are bound to."""
    return uuid.uuid4().hex
