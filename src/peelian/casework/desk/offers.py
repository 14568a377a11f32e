"""A thing that can be done with a case, as the buttons of its page offer it."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.reference.problems import Bilingual


@dataclass(frozen=True, slots=True)
class Offer:
    """The page of its form and what the button says; `transition`: which one the form is to run."""

    page: str
    words: Bilingual
    transition: str = ""
