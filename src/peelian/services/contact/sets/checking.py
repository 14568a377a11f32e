"""What is wrong with the answers of a page: every fault at once, each at its field, in words that say what to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex
from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.asking import asked_on, kept, path
from peelian.services.contact.sets.days import day_fault, day_of
from peelian.services.contact.sets.model import (
    DAY_TIMES,
    HOWS,
    WAYS,
    Answers,
    Page,
    Question,
    QuestionSet,
    Version,
)
from peelian.services.contact.sets.wording import address_field

Faults = dict[str, Bilingual]
"""Field -> what is wrong with it, in the order of the page."""

PLACE_LONGEST: Final[Mapping[str, int]] = {"postcode": 10, "address": 200, "name": 100, "words": 500}
CONTACT_LONGEST: Final[Mapping[str, int]] = {
    "email": 254,
    "mobile": 30,
    "phone": 30,
    "address": 500,
    "note": 300,
}
_POSTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?( ?[0-9][A-Z]{2})?", re.ASCII | re.IGNORECASE)
_TOO_LONG: Final = Bilingual(
    "{what} must be {most:,} characters or fewer. You have {length:,}.",
    "{what}: rhaid bod {most:,} nod neu lai. Mae gennych {length:,}.",
)
_EMAIL: Final = Bilingual(
    "Write an email address in full, like name@example.org",
    "Ysgrifennwch gyfeiriad e-bost yn llawn, fel enw@example.org",
)
_MOBILE: Final = Bilingual(
    "Write a mobile number, like 07700 900 982", "Ysgrifennwch rif ffôn symudol, fel 07700 900 982"
)
_PHONE: Final = Bilingual(
    "Write a phone number, like 01632 960 001", "Ysgrifennwch rif ffôn, fel 01632 960 001"
)
_ADDRESS: Final = Bilingual(
    "Write the address that we can write to", "Ysgrifennwch y cyfeiriad y gallwn ysgrifennu ato"
)
_NUMBER: Final = Bilingual("Write a number in figures, like 3", "Ysgrifennwch rif mewn ffigurau, fel 3")
_BAD_POSTCODE: Final = Bilingual(
    "Write a postcode, like CF10 3NQ, or its first half; or leave it out and say where it was in words",
    "Ysgrifennwch god post, fel CF10 3NQ, neu ei hanner cyntaf; neu gadewch ef allan a dywedwch ble mewn geiriau",
)
_WHICH_DAY: Final = Bilingual("Write the day, month and year", "Ysgrifennwch y diwrnod, y mis a'r flwyddyn")
_FIRST_DAY: Final = Bilingual("Write the first of the two days", "Ysgrifennwch y cyntaf o'r ddau ddiwrnod")
_LAST_DAY: Final = Bilingual("Write the second of the two days", "Ysgrifennwch yr ail o'r ddau ddiwrnod")
_BACKWARDS: Final = Bilingual(
    "The second day must not be before the first", "Rhaid i'r ail ddiwrnod beidio â bod cyn y cyntaf"
)
_TIME: Final = Bilingual("Choose a time of day, or none", "Dewiswch adeg o'r dydd, neu ddim un")
_ALONE: Final = Bilingual(
    "Choose “{none}” alone, or one or more of the others",
    "Dewiswch “{none}” yn unig, neu un neu fwy o'r lleill",
)
_IS_IT_SAFE: Final = Bilingual(
    "Choose whether only you see or hear this", "Dewiswch ai dim ond chi sy'n gweld neu'n clywed hwn"
)
_NOT_SAFE: Final = Bilingual(
    "We will not use a way that is not safe. Choose another, or choose to come back here to look",
    "Ni ddefnyddiwn ffordd nad yw'n ddiogel. Dewiswch un arall, neu dewiswch ddod yn ôl yma i edrych",
)
_MAY_WE_SAY: Final = Bilingual(
    "Choose whether we may say that it is the police", "Dewiswch a gawn ni ddweud mai'r heddlu sydd yno"
)
_ALOUD: Final = frozenset({"phone", "post"})
"""Ways on which somebody speaks or writes in their own words, so that they must know what they may say."""


def faults_of(page: Page, answers: Answers, *, on: date) -> Faults:
    """What is wrong with the answers of a page as `asking` gave it. `on`: today in London.

    `answers`: those that count (`asking.kept`), so that a page left behind does not open a question here.
    """
    found: Faults = {}
    for question in asked_on(page, answers):
        found |= _faults(question, answers, on)
    return found


def first_faulty(
    set_: QuestionSet, answers: Answers, version: Version, *, on: date
) -> tuple[Page, Faults] | None:
    """The first page on the way with something wrong, whatever way it was reached."""
    counted = kept(set_, answers, version)
    for page in path(set_, answers, version):
        if faults := faults_of(page, counted, on=on):
            return page, faults
    return None


def _faults(question: Question, answers: Answers, on: date) -> Faults:
    match question.kind:
        case "choice" | "choices" | "yes_no":
            return _chosen(question, answers)
        case "date":
            missing = question.missing if question.required else None
            found = day_fault(answers, question.id, on=on, missing=missing)
            return dict([found]) if found else {}
        case "when":
            return _when(question, answers, on)
        case "place":
            return _place(question, answers)
        case "contact":
            return _contact(question, answers)
        case _:
            return _written(question, answers)


def _chosen(question: Question, answers: Answers) -> Faults:
    given = answers.get(question.id, ())
    known = [choice for choice in question.choices if choice.id in given]
    if not known:
        return {question.id: question.missing} if question.required else {}
    alone = next((choice for choice in known if choice.alone), None)
    if alone is not None and len(known) > 1:
        return {
            question.id: Bilingual(_ALONE.format(none=alone.label), _ALONE.cy.format(none=alone.label.cy))
        }
    return {}


def _written(question: Question, answers: Answers) -> Faults:
    text = _one(answers, question.id)
    if not text:
        return {question.id: question.missing} if question.required else {}
    if question.kind == "number":
        fits = text.isascii() and text.isdigit() and len(text) <= question.longest
        return {} if fits else {question.id: _NUMBER}
    if found := _too_long(question.id, question.short, text, question.longest):
        return found
    if question.kind == "email":
        return {} if _is_email(text) else {question.id: _EMAIL}
    if question.kind == "phone":
        return {} if _is_phone(text) else {question.id: _PHONE}
    return {}


def _when(question: Question, answers: Answers, on: date) -> Faults:
    id_, how = question.id, _one(answers, f"{question.id}.how")
    if how not in HOWS:
        return {f"{id_}.how": question.missing} if question.required or how else {}
    if how == "unknown":
        return {}
    between = how == "between"
    spans = [("", _FIRST_DAY if between else _WHICH_DAY)] + ([("to_", _LAST_DAY)] if between else [])
    found: Faults = {}
    for prefix, missing in spans:
        fault = day_fault(answers, id_, on=on, prefix=prefix, missing=missing)
        if fault:
            found[fault[0]] = fault[1]
        if (time := _one(answers, f"{id_}.{prefix}time")) and time not in DAY_TIMES:
            found[f"{id_}.{prefix}time"] = _TIME
    first, last = day_of(answers, id_), day_of(answers, id_, "to_")
    if between and not found and first and last and last < first:
        found[f"{id_}.to_day"] = _BACKWARDS
    return found


def _place(question: Question, answers: Answers) -> Faults:
    id_ = question.id
    typed = {part: _one(answers, f"{id_}.{part}") for part in PLACE_LONGEST}
    found: Faults = {}
    if question.required and not (typed["postcode"] or typed["name"] or typed["words"]):
        found[f"{id_}.postcode"] = question.missing
    if typed["postcode"] and not _POSTCODE.fullmatch(" ".join(typed["postcode"].split())):
        found[f"{id_}.postcode"] = _BAD_POSTCODE
    for part in ("address", "name", "words"):
        found |= _too_long(f"{id_}.{part}", question.short, typed[part], PLACE_LONGEST[part])
    return found


def _contact(question: Question, answers: Answers) -> Faults:
    id_, way = question.id, _one(answers, f"{question.id}.by")
    if way not in WAYS:
        return {f"{id_}.by": question.missing} if question.required or way else {}
    note = _too_long(f"{id_}.note", question.short, _one(answers, f"{id_}.note"), CONTACT_LONGEST["note"])
    part = address_field(way)
    if not part:
        return note
    field, text = f"{id_}.{part}", _one(answers, f"{id_}.{part}")
    found = _too_long(field, question.short, text, CONTACT_LONGEST[part])
    if not found and not _ADDRESSED[part](text):
        found[field] = _ADDRESS_WORDS[part]
    safe = _one(answers, f"{id_}.safe")
    if safe != "yes":
        found[f"{id_}.safe"] = _NOT_SAFE if safe == "no" else _IS_IT_SAFE
    if way in _ALOUD and _one(answers, f"{id_}.mention") not in {"yes", "no"}:
        found[f"{id_}.mention"] = _MAY_WE_SAY
    return found | note


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _is_phone(text: str) -> bool:
    try:
        blind.normalised("phone", text)
    except NothingToIndex:
        return False
    return not any(sign.isalpha() for sign in text)


_ADDRESSED: Final[Mapping[str, Callable[[str], bool]]] = {
    "email": _is_email,
    "mobile": _is_phone,
    "phone": _is_phone,
    "address": bool,
}
_ADDRESS_WORDS: Final[Mapping[str, Bilingual]] = {
    "email": _EMAIL,
    "mobile": _MOBILE,
    "phone": _PHONE,
    "address": _ADDRESS,
}


def _too_long(field: str, what: Bilingual, text: str, most: int) -> Faults:
    if len(text) <= most:
        return {}
    return {
        field: Bilingual(
            _TOO_LONG.format(what=what, most=most, length=len(text)),
            _TOO_LONG.cy.format(what=what.cy, most=most, length=len(text)),
        )
    }


def _one(answers: Answers, field: str) -> str:
    return next(iter(answers.get(field, ())), "").strip()
