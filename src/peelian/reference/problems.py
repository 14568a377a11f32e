"""What can go wrong, in words that a person can act on.

`Problem` is the root of every room's errors. A subclass fixes a stable `code` and two message templates
(English and Welsh) that say what is wrong, where, why and how to mend it. Nobody has reviewed the Welsh yet.
"""

from __future__ import annotations

from typing import ClassVar

WELSH_REVIEWED = False


class Bilingual(str):
    """Words for a message's field: itself in English, `cy` in Welsh."""

    cy: str

    def __new__(cls, en: str, cy: str = "") -> Bilingual:
        made = super().__new__(cls, en)
        made.cy = cy or en
        return made

    def said(self, lang: str) -> str:
        """The words in `en` or `cy`."""
        return self.cy if lang == "cy" else str(self)


class Problem(Exception):  # noqa: N818 - the rooms say Problem, for people read the word
    """The root of all errors that Peelian raises for a person to read.

    Subclasses set `code`, `en` and `cy`; the templates are filled with the keyword arguments.
    """

    code: ClassVar[str] = "problem"
    en: ClassVar[str] = "Something is wrong: {detail}"
    cy: ClassVar[str] = "Mae rhywbeth o’i le: {detail}"

    def __init__(self, **fields: object) -> None:
        self.fields: dict[str, object] = fields
        super().__init__(self.message())

    def message(self, lang: str = "en") -> str:
        """The message in `en` or `cy`; a field that was not given shows as its own name in braces."""
        if lang != "cy":
            return self.en.format_map(_Fields(self.fields))
        welsh = {name: getattr(value, "cy", value) for name, value in self.fields.items()}
        return self.cy.format_map(_Fields(welsh))

    def __str__(self) -> str:
        return self.message()

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.fields))


class _Fields(dict[str, object]):
    """A missing field must not turn one error into another."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _again(kind: type[Problem], fields: dict[str, object]) -> Problem:
    return kind(**fields)


class ReferenceProblem(Problem):
    """The base of every error of `peelian.reference`."""

    code = "reference"


class UnknownForce(ReferenceProblem):
    code = "unknown_force"
    en = (
        "No police force is called {text!r}.{hint} `peelian.reference.forces` lists the names that are known."
    )
    cy = "Nid oes heddlu o’r enw {text!r}.{hint} Mae `peelian.reference.forces` yn rhestru’r enwau hysbys."


class UnknownArea(ReferenceProblem):
    code = "unknown_area"
    en = "No area is known by {text!r}.{hint} Give an ONS code, a force id or a region's name."
    cy = "Nid oes ardal hysbys o’r enw {text!r}.{hint} Rhowch god ONS, enw heddlu neu enw rhanbarth."


class AmbiguousArea(ReferenceProblem):
    code = "ambiguous_area"
    en = "{text!r} names more than one area: {candidates}. Say which by its code or its kind."
    cy = "Mae {text!r} yn enwi mwy nag un ardal: {candidates}. Dywedwch pa un drwy ei god neu ei fath."


class BadPeriod(ReferenceProblem):
    code = "bad_period"
    en = (
        "{text!r} is not a period: {why}. Write 2017-09-30, 2023-11, ye_2018_03, 2018-Q3, fy_2018_19, "
        "2020-04/P3Y or 2018."
    )
    cy = (
        "Nid yw {text!r} yn gyfnod: {why}. Ysgrifennwch 2017-09-30, 2023-11, ye_2018_03, 2018-Q3, fy_2018_19, "
        "2020-04/P3Y neu 2018."
    )


class UnknownPlace(ReferenceProblem):
    code = "unknown_place"
    en = "No {kind} of England or Wales has the code {text!r}.{hint}"
    cy = "Nid oes gan unrhyw {kind} yng Nghymru na Lloegr y cod {text!r}.{hint}"


class UnknownTerm(ReferenceProblem):
    code = "unknown_term"
    en = "{text!r} is not in the vocabulary {vocabulary!r}.{hint}"
    cy = "Nid yw {text!r} yn yr eirfa {vocabulary!r}.{hint}"


class UnknownFigures(ReferenceProblem):
    code = "unknown_figures"
    en = "There is no packaged table of figures called {text!r}.{hint}"
    cy = "Nid oes tabl o ffigurau o’r enw {text!r}.{hint}"
