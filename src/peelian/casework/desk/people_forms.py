"""The forms about the people of a case: somebody is added, a detail of them is corrected, their part ends."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.actions import recording
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.case_page import ShownPerson, people_of
from peelian.casework.desk.fields import Faults, Field, day_typed, reasons, select
from peelian.casework.desk.forms import About, Asked, Form, Typed, form_page
from peelian.casework.records.people import NewPerson, may_be_child
from peelian.casework.records.problems import BadBirthDate, NoSuchRecord
from peelian.reference.problems import Bilingual
from peelian.ui.language import gettext

LONGEST: Final = 500
DETAILS: Final = {
    "name": Bilingual("Name", "Enw"),
    "birth_date": Bilingual("Date of birth", "Dyddiad geni"),
    "needs": Bilingual("What they need", "Yr hyn sydd ei angen arnynt"),
}
_BORN: Final = Bilingual(
    "A date like 31/05/1990. Leave it empty where it is not known.",
    "Dyddiad fel 31/05/1990. Gadewch ef yn wag lle nad yw'n hysbys.",
)


@form_page(recording.CHANGE)
def add(actor: Actor, case: Case, now: datetime) -> Form:
    """Record somebody with their part in the case."""
    return Form(
        Bilingual("Add a person", "Ychwanegu person"),
        Bilingual("Add them", "Eu hychwanegu"),
        (
            select("part", Bilingual("Their part in the case", "Eu rhan yn yr achos"), words.PARTS.items()),
            Field("name", DETAILS["name"], longest=LONGEST),
            Field("birth_date", DETAILS["birth_date"], hint=_BORN, longest=20, check=_birth_date),
            Field("needs", DETAILS["needs"], "textarea", longest=LONGEST),
        ),
        _add,
    )


def _add(asked: Asked) -> object:
    typed = asked.typed
    new = NewPerson(name=typed["name"], birth_date=_day(typed["birth_date"]), needs=typed["needs"])
    return asked.do(recording.add_person, part=typed["part"], person=new)


@form_page(recording.CHANGE)
def correct(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Put right one detail of somebody of the case; what stood there before stays sealed in their chain."""
    return Form(
        Bilingual("Correct a detail of a person", "Cywiro manylyn am berson"),
        Bilingual("Correct it", "Ei gywiro"),
        (
            select("what", Bilingual("What is wrong", "Beth sy'n anghywir"), DETAILS.items()),
            Field(
                "right",
                Bilingual("What is right", "Beth sy'n gywir"),
                hint=Bilingual(
                    "A date like 31/05/1990. Leave it empty to take the detail away.",
                    "Dyddiad fel 31/05/1990. Gadewch ef yn wag i dynnu'r manylyn.",
                ),
                longest=LONGEST,
            ),
            reasons(words.CORRECT_REASONS),
        ),
        lambda asked: _correct(asked, uid),
        also=_corrected,
        about=lambda seen: About(name_of(person_of(seen, uid, now))),
    )


def _birth_date(text: str, now: datetime) -> None:
    may_be_child(_day(text), now)


def _corrected(given: Typed, now: datetime) -> Faults:
    """Only a date of birth can be wrong in itself."""
    try:
        if given["what"] == "birth_date":
            _birth_date(given["right"], now)
    except BadBirthDate as problem:
        return {"right": problem}
    return {}


def _correct(asked: Asked, uid: str) -> object:
    what, right = asked.typed["what"], asked.typed["right"]
    return asked.do(
        recording.correct_person, uid=uid, **{what: _day(right) if what == "birth_date" else right}
    )


@form_page(recording.CHANGE)
def end_part(actor: Actor, case: Case, now: datetime, uid: str, part: str) -> Form:
    """Somebody's part in the case ends, or was a mistake."""
    return Form(
        Bilingual("End a person's part in this case", "Dod â rhan person yn yr achos hwn i ben"),
        Bilingual("End it", "Dod â hi i ben"),
        (reasons(words.PART_REASONS),),
        lambda asked: asked.do(recording.end_part, party=_party(asked, uid, part)),
        lede=words.PARTS.get(part),
        about=lambda seen: About(name_of(person_of(seen, uid, now, part))),
    )


def _party(asked: Asked, uid: str, part: str) -> int:
    found = asked.case.parties.filter(person__uid=uid, part=part, ends=None).first()
    if found is None:
        raise NoSuchRecord
    return found.pk


def person_of(seen: SeenCase, uid: str, now: datetime, part: str = "") -> ShownPerson:
    """Who has a part (this one) in the case now. Raises NoSuchRecord."""
    for one in people_of(seen, now):
        if one.party.person.uid == uid and one.party.ends is None and part in {"", one.party.part}:
            return one
    raise NoSuchRecord


def name_of(person: ShownPerson) -> str:
    """The name, or that it is not known."""
    return person.name or gettext("Name not known")


def _day(text: str) -> str:
    """A day as the records keep it; what is none stays as it was typed, for the records to refuse."""
    day = day_typed(text)
    return day.date().isoformat() if day else text
