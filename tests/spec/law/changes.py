"""A rule that changes while a clock runs. The rules here are made up for the purpose; the counting is by hand."""

from datetime import date, timedelta

from tests.spec.law.spec import Spec

THURSDAY = date(2026, 11, 12)


def book(
    transition: str, *, unit: str = "working_days", before: int = 5, after: int = 2, change: date = THURSDAY
) -> str:
    """Two versions of one rule: the first begins with a year, the second on the day of the change."""
    eve = change - timedelta(days=1)
    return f"""
[[provisions]]
id = "made_up.tell"
title = {{ en = "Tell", cy = "Dweud" }}
question = {{ en = "By when?", cy = "Erbyn pryd?" }}

[[provisions.versions]]
from = {eve.year}-01-01
to = {eve}
certainty = "sourced"
citations = ["VC-R6"]
standing = "code"
transition = "keep"
unit = "{unit}"
standard = {before}
enhanced = {min(before, 1)}

[[provisions.versions]]
from = {change}
certainty = "sourced"
citations = ["VC-R6"]
standing = "code"
transition = "{transition}"
unit = "{unit}"
standard = {after}
enhanced = {min(after, 1)}
"""


SPECS = [
    Spec(
        title="Clocks keep the rule they began with",
        words="keep: only what happens from the first day on is judged by the new rule.",
        provision="made_up.tell",
        book=book("keep"),
        rows="""
        event                  | due
        Mon 9 Nov 2026 10:00   | Mon 16 Nov 2026
        Wed 11 Nov 2026 23:59  | Wed 18 Nov 2026
        Thu 12 Nov 2026 00:00  | Mon 16 Nov 2026
        """,
    ),
    Spec(
        title="Clocks take the shorter of the two",
        words="shorter: the old time, or two working days of which Thursday 12 is the first, if that is earlier.",
        provision="made_up.tell",
        book=book("shorter"),
        rows="""
        event                  | as_of                  | due
        Mon 9 Nov 2026 10:00   | Wed 11 Nov 2026 23:59  | Mon 16 Nov 2026
        Mon 9 Nov 2026 10:00   | Thu 12 Nov 2026 00:00  | Fri 13 Nov 2026
        Thu 5 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Thu 12 Nov 2026
        Wed 4 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Wed 11 Nov 2026
        """,
    ),
    Spec(
        title="Clocks move to the new rule",
        words="move: counted anew from the event; where that had passed, two working days of which Thursday is the first.",
        provision="made_up.tell",
        book=book("move"),
        rows="""
        event                  | as_of                  | due
        Mon 9 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Fri 13 Nov 2026
        Wed 11 Nov 2026 10:00  | Fri 13 Nov 2026 12:00  | Fri 13 Nov 2026
        Wed 4 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Wed 11 Nov 2026
        """,
    ),
    Spec(
        title="A longer rule gives time to clocks that move",
        words="Ten working days instead of five; a clock that had run out before is not revived.",
        provision="made_up.tell",
        book=book("move", after=10),
        rows="""
        event                  | as_of                  | due
        Mon 9 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Mon 23 Nov 2026
        Wed 4 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Wed 11 Nov 2026
        """,
    ),
    Spec(
        title="A longer rule leaves clocks that take the shorter",
        words="Ten working days instead of five: the five stay.",
        provision="made_up.tell",
        book=book("shorter", after=10),
        rows="""
        event                  | as_of                  | due
        Mon 9 Nov 2026 10:00   | Fri 13 Nov 2026 12:00  | Mon 16 Nov 2026
        """,
    ),
    Spec(
        title="Enhanced rights when the rule changes",
        words="shorter, with one working day for enhanced rights in both rules: Thursday 12 is that day.",
        provision="made_up.tell",
        book=book("shorter"),
        rows="""
        event                  | enhanced               | as_of                  | due
        Mon 9 Nov 2026 10:00   | Wed 11 Nov 2026 15:00  | Thu 12 Nov 2026 09:00  | Thu 12 Nov 2026
        """,
    ),
    Spec(
        title="Hours that change",
        words="72 hours become 24. shorter counts the 24 from the change, at midnight on Thursday 12.",
        provision="made_up.tell",
        book=book("shorter", unit="hours", before=72, after=24),
        rows="""
        event                  | as_of                  | due
        Wed 11 Nov 2026 12:00  | Thu 12 Nov 2026 09:00  | Fri 13 Nov 2026 00:00
        Mon 9 Nov 2026 12:00   | Thu 12 Nov 2026 09:00  | Thu 12 Nov 2026 12:00
        """,
    ),
    Spec(
        title="Hours that move",
        words="72 hours become 24, counted from the event, unless that had passed.",
        provision="made_up.tell",
        book=book("move", unit="hours", before=72, after=24),
        rows="""
        event                  | as_of                  | due
        Wed 11 Nov 2026 12:00  | Thu 12 Nov 2026 09:00  | Thu 12 Nov 2026 12:00
        Tue 10 Nov 2026 12:00  | Thu 12 Nov 2026 09:00  | Fri 13 Nov 2026 00:00
        """,
    ),
]
