"""The kinds of streams. Apart from the models, for processes that verify a range know no Django app."""

from __future__ import annotations

from typing import Final

CASE: Final = "case"
RECORD: Final = "record"
CONSULT: Final = "consult"
ACCOUNT: Final = "account"
KINDS: Final = (CASE, RECORD, CONSULT, ACCOUNT)
