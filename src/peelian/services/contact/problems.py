"""What can go wrong with contact, in words that a person can act on. No message repeats what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.reference.problems import Problem


class ContactProblem(Problem):
    """The base of every error of `peelian.services.contact`."""

    code = "contact"
    en = "This cannot be done here."
    cy = "Ni ellir gwneud hyn yma."


class NotComplete(ContactProblem):
    """Force or team are not chosen, or are gone since the form was begun."""

    code = "not-complete"
    en = "Choose the police force and the team first."
    cy = "Dewiswch yr heddlu a'r tîm yn gyntaf."


class PassExpired(ContactProblem):
    """The page was open for longer than a pass is good for."""

    code = "pass-expired"
    en = (
        "You have been away for a while. Give your reference and your six words again; what you wrote is kept below. "
        "If you chose a file, choose it again."
    )
    cy = (
        "Rydych wedi bod i ffwrdd am ychydig. Rhowch eich cyfeirnod a'ch chwe gair eto; mae'r hyn a ysgrifennoch "
        "wedi'i gadw isod. Os dewisoch ffeil, dewiswch hi eto."
    )


class WordsAgain(PassExpired):
    """The same for somebody who has eight words and no reference."""

    code = "pass-expired-words"
    en = (
        "You have been away for a while. Give your eight words again; what you wrote is kept below. If you chose a file, "
        "choose it again."
    )
    cy = (
        "Rydych wedi bod i ffwrdd am ychydig. Rhowch eich wyth gair eto; mae'r hyn a ysgrifennoch wedi'i gadw isod. Os "
        "dewisoch ffeil, dewiswch hi eto."
    )


class TooMuchSent(ContactProblem):
    """More fields or more text than any form of ours has, or bytes that are no form."""

    code = "too-much-sent"
    en = (
        "What you sent is longer than this form can take, or did not arrive whole. Nothing was kept or passed on. A "
        "question can have 3,000 characters and a message 20,000. Go back in your browser and send something shorter."
    )
    cy = (
        "Mae'r hyn a anfonoch yn hwy nag y gall y ffurflen hon ei dderbyn, neu ni chyrhaeddodd yn gyfan. Ni chadwyd na "
        "throsglwyddwyd dim. Gall cwestiwn fod yn 3,000 nod a neges yn 20,000. Ewch yn ôl yn eich porwr ac anfonwch "
        "rywbeth byrrach."
    )


class FamilyFaulty(ContactProblem):
    """Files of `definitions/families/` with faults; `faults` lists every one, in English for whoever wrote them."""

    code = "family-faulty"
    en = "The families of reports cannot be used:"
    cy = "Ni ellir defnyddio'r teuluoedd o adroddiadau:"

    def __init__(self, *, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(faults=self.faults)

    def message(self, lang: str = "en") -> str:
        """The head, and a line for each fault."""
        return "\n  - ".join([super().message(lang), *self.faults])
