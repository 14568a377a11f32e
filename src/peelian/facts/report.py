"""What a load did, file by file, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from peelian.reference.problems import Problem

Status = Literal["loaded", "unchanged", "not recognised", "failed", "would load"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `rows_read = rows_kept + rows_quarantined`; `message` is one line for a person.

    `problem`, for a file that was not loaded, can say the same in Welsh.
    """

    name: str
    status: Status
    source_id: str = ""
    kind: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    rows_quarantined: int = 0
    message: str = ""
    problem: Problem | None = None

    def told(self, lang: str) -> str:
        """The message in `en` or `cy`, as far as there are words for it."""
        return self.problem.message(lang) if self.problem else self.message


@dataclass(slots=True)
class Report:
    """All outcomes of one load, in the order of the files, and the version of the store after it."""

    outcomes: list[Outcome] = field(default_factory=list)
    version: str = ""

    def count(self, *statuses: Status) -> int:
        """How many files ended so."""
        return sum(one.status in statuses for one in self.outcomes)

    @property
    def nothing(self) -> bool:
        """Whether no file was loaded and none was already there."""
        return not self.count("loaded", "unchanged", "would load")

    @property
    def rows(self) -> tuple[int, int, int]:
        """Rows read, kept and quarantined by this load."""
        loaded = [one for one in self.outcomes if one.status == "loaded"]
        return (
            sum(one.rows_read for one in loaded),
            sum(one.rows_kept for one in loaded),
            sum(one.rows_quarantined for one in loaded),
        )
