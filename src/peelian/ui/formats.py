"""Numbers, dates and periods as people read them, in the language of the page.

Absent is not zero: `None` never becomes a number here; a state in words is written by the template that has it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

from peelian.reference.periods import Period
from peelian.reference.problems import BadPeriod
from peelian.ui.language import current


@cache
def _locale() -> Any:
    from babel import Locale

    # Welsh groups digits as English does, and English here means British English.
    return {"en": Locale.parse("en_GB"), "cy": Locale.parse("cy")}


def number(value: float, places: int | None = None) -> str:
    """`value` with grouped thousands. Without `places`, whole numbers bare and others with up to two places."""
    if places is None:
        places = 0 if float(value).is_integer() else 2
    return f"{value:,.{places}f}".replace("-", "−")


def pounds(pence: float) -> str:
    """An amount in pence as pounds, in millions when it is a whole tenth of one: £40 million."""
    from peelian.ui.language import gettext

    amount = pence / 100
    millions = amount / 1_000_000
    if abs(millions) >= 1 and round(millions, 1) == millions:
        return gettext("£{amount} million").format(amount=number(millions, 0 if millions.is_integer() else 1))
    return "£" + number(amount, 0 if float(amount).is_integer() else 2)


def day(value: date | datetime | str | None) -> str:
    """A day in words: 30 September 2017, 30 Medi 2017."""
    from babel.dates import format_date

    if not value:
        return ""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return str(format_date(value, format="d MMMM y", locale=_locale()[current()]))


def period(identity: str) -> str:
    """A canonical period in words; a string that is none is shown as it is."""
    try:
        return Period.parse(identity).label(current())
    except BadPeriod:
        return identity


def size(count: int) -> str:
    """Bytes in a unit that a person can judge."""
    if count < 1_000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1_000:.0f} kB"
    return f"{count / 1_000_000:,.1f} MB"


def first_upper(text: str) -> str:
    """`text` as it begins a sentence; the rest of it, names above all, stays as it is."""
    return text[:1].upper() + text[1:]


FILTERS: dict[str, Callable[..., str]] = {
    "number": number,
    "pounds": pounds,
    "day": day,
    "first_upper": first_upper,
    "period": period,
    "size": size,
}
