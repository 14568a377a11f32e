"""The steps of the form and what each asks for. All faults of a step are told together, beside what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from peelian.accounts.models import Team
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.reference.problems import Bilingual
from peelian.services.contact.answers import Answers
from peelian.services.contact.places import chosen_team, force_of

STEPS: Final = ("force", "team", "question", "contact", "language", "check")
LONGEST: Final = {
    "question": 3000,
    "place": 300,
    "email": 254,
    "mobile": 30,
    "phone": 30,
    "address": 500,
    "name": 120,
}
WAYS: Final = ("page", "email", "sms", "phone", "post")

Faults = dict[str, Bilingual]
"""Field -> what is wrong with it; the order is that of the page."""

_TOO_LONG: Final = Bilingual(
    "{what} must be {most:,} characters or fewer. You have {length:,}.",
    "Rhaid i {what} fod yn {most:,} nod neu'n llai. Mae gennych {length:,}.",
)
_FIELD: Final = {
    "question": Bilingual("Your question", "eich cwestiwn"),
    "place": Bilingual("The place", "y lle"),
    "email": Bilingual("The email address", "y cyfeiriad e-bost"),
    "mobile": Bilingual("The mobile number", "y rhif ffôn symudol"),
    "phone": Bilingual("The phone number", "y rhif ffôn"),
    "address": Bilingual("The address", "y cyfeiriad"),
    "name": Bilingual("Your name", "eich enw"),
}


def faults_of(step: str, answers: Answers) -> Faults:
    """What is wrong with the answers of one step."""
    return _CHECKS[step](answers)


def first_faulty(answers: Answers, team: Team | None = None) -> tuple[str, Faults] | None:
    """The first step before the end with something wrong, whatever way it was reached.

    `team`: what `chosen_team` found, so that force and team are not looked up again.
    """
    for step in STEPS:
        if team is not None and step in {"force", "team"}:
            continue
        faults = faults_of(step, answers)
        if faults:
            return step, faults
    return None


def _force(answers: Answers) -> Faults:
    if force_of(answers.force) is None:
        return {"force": Bilingual("Choose the police force", "Dewiswch yr heddlu")}
    return {}


def _team(answers: Answers) -> Faults:
    if team_of(answers) is None:
        return {
            "team": Bilingual(
                "Choose a team, or say that you do not know which",
                "Dewiswch dîm, neu dywedwch nad ydych yn gwybod pa un",
            )
        }
    return {}


def _question(answers: Answers) -> Faults:
    found: Faults = {}
    if not answers.question:
        found["question"] = Bilingual("Write your question", "Ysgrifennwch eich cwestiwn")
    return found | _too_long(answers, "question", "place")


def _contact(answers: Answers) -> Faults:
    found: Faults = {}
    if answers.answer_by not in WAYS:
        found["answer_by"] = Bilingual(
            "Choose how you want to get the answer", "Dewiswch sut yr hoffech gael yr ateb"
        )
    field = {"email": "email", "sms": "mobile", "phone": "phone", "post": "address"}.get(answers.answer_by)
    if field is not None:
        found |= _too_long(answers, field) or _WRITTEN[field](getattr(answers, field))
    return found | _too_long(answers, "name")


def _language(answers: Answers) -> Faults:
    if answers.language not in {"en", "cy"}:
        return {"language": Bilingual("Choose a language", "Dewiswch iaith")}
    return {}


_CHECKS: Final[Mapping[str, Callable[[Answers], Faults]]] = {
    "force": _force,
    "team": _team,
    "question": _question,
    "contact": _contact,
    "language": _language,
    "check": lambda answers: {},
}


def team_of(answers: Answers) -> Team | None:
    """The chosen team of the chosen force, which is one that the form offers."""
    return chosen_team(answers.force, answers.team) if answers.force and answers.team else None


def _too_long(answers: Answers, *names: str) -> Faults:
    found: Faults = {}
    for name in names:
        length = len(getattr(answers, name))
        if length > LONGEST[name]:
            found[name] = Bilingual(
                _TOO_LONG.format(what=_FIELD[name], most=LONGEST[name], length=length),
                _TOO_LONG.cy.format(what=_FIELD[name].cy, most=LONGEST[name], length=length),
            )
    return found


def _email(text: str) -> Faults:
    try:
        validate_email(text)
    except ValidationError:
        return {
            "email": Bilingual(
                "Write an email address in full, like name@example.org",
                "Ysgrifennwch gyfeiriad e-bost yn llawn, fel enw@example.org",
            )
        }
    return {}


def _number(name: str, en: str, cy: str) -> Callable[[str], Faults]:
    def checked(text: str) -> Faults:
        try:
            blind.normalised("phone", text)
        except NothingToIndex:
            return {name: Bilingual(en, cy)}
        return {} if sum(sign.isalpha() for sign in text) == 0 else {name: Bilingual(en, cy)}

    return checked


def _address(text: str) -> Faults:
    if not text:
        return {
            "address": Bilingual(
                "Write the address that we can write to", "Ysgrifennwch y cyfeiriad y gallwn ysgrifennu ato"
            )
        }
    return {}


_WRITTEN: Final[Mapping[str, Callable[[str], Faults]]] = {
    "email": _email,
    "mobile": _number(
        "mobile",
        "Write a mobile number, like 07700 900 982",
        "Ysgrifennwch rif ffôn symudol, fel 07700 900 982",
    ),
    "phone": _number(
        "phone", "Write a phone number, like 01632 960 001", "Ysgrifennwch rif ffôn, fel 01632 960 001"
    ),
    "address": _address,
}
