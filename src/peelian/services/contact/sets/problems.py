"""What can go wrong with a question set, in words that its author can act on."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.reference.problems import Bilingual
from peelian.services.contact.problems import ContactProblem


class SetFaulty(ContactProblem):
    """Files of `definitions/` with faults; `faults` lists every one, each with its place."""

    code = "set-faulty"
    en = "The question sets cannot be used:"
    cy = "Ni ellir defnyddio'r setiau cwestiynau:"

    def __init__(self, *, faults: Sequence[Bilingual]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=self.faults)

    def message(self, lang: str = "en") -> str:
        """The head, and a line for each fault."""
        lines = [fault.said(lang) for fault in self.faults]
        return "\n  - ".join([super().message(lang), *lines])


class UnknownSet(ContactProblem):
    """No question set has this id."""

    code = "unknown-set"
    en = "There is no form called {set!r}. Start again from the list of what you can report."
    cy = "Nid oes ffurflen o'r enw {set!r}. Dechreuwch eto o'r rhestr o'r hyn y gallwch roi gwybod amdano."


class UnknownNumber(ContactProblem):
    """No telephone number has this id."""

    code = "unknown-number"
    en = "There is no telephone number called {number!r} in numbers.toml."
    cy = "Nid oes rhif ffôn o'r enw {number!r} yn numbers.toml."
