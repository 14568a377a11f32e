"""What one spec of a time limit is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """`rows`: a table with the columns event, due and, where they matter, enhanced, pauses, as_of.

    Times are London's, written "Thu 2 Apr 2026 15:00"; a day alone as due is the end of that day. The day of the week
    is checked, for these tables are made by hand. `book`: provisions of the spec's own, as TOML.
    """

    title: str
    words: str
    provision: str
    rows: str
    book: str = ""
