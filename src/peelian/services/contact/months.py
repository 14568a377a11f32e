"""Months in London, as what is published is counted by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peelian.accounts.days import start_of


def within(rows: Any, column: str, months: Sequence[str]) -> Any:
    """The rows of a query whose moment lies in the months, which follow each other."""
    return rows.filter(**{f"{column}__gte": beginning_of(months[0]), f"{column}__lt": end_of(months[-1])})


def beginning_of(month: str) -> datetime:
    """The first moment of a month (2026-10)."""
    return start_of(datetime.strptime(month, "%Y-%m").date())


def end_of(month: str) -> datetime:
    """The first moment of the next month."""
    year, number = map(int, month.split("-"))
    return beginning_of(f"{year + number // 12:04d}-{number % 12 + 1:02d}")
