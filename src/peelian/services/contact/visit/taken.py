"""What a call handler adds to a report that they take: the grade, the reason where it is not the suggested one, and the
earlier cases of the caller that it belongs to. It travels in the page as the answers do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

from peelian.casework.cases.references import is_reference
from peelian.reference.problems import Bilingual

GRADE: Final = "grade"
REASON: Final = "grade_reason"
LINK: Final = "link."
"""Before the reference of an earlier case."""
LINKS: Final = {
    "same_person": Bilingual("Another matter of the same person", "Mater arall gan yr un person"),
    "same_matter": Bilingual("The same matter", "Yr un mater"),
}
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """What was chosen; empty where nothing was."""

    grade: str = ""
    reason: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> list[tuple[str, str]]:
        """The hidden fields of a page that does not ask for them."""
        pairs = [(GRADE, self.grade), (REASON, self.reason)]
        pairs += [(LINK + reference, kind) for reference, kind in self.links.items()]
        return [(name, value) for name, value in pairs if value]


def read_taken(posted: QueryDict) -> Taken:
    """What a page holds of it; what we never write is left out."""
    chosen = {name.removeprefix(LINK): posted.get(name, "") for name in posted if name.startswith(LINK)}
    return Taken(
        posted.get(GRADE, "")[:_LONGEST],
        posted.get(REASON, "")[:_LONGEST],
        {one: kind for one, kind in chosen.items() if is_reference(one) and kind in LINKS},
    )
