"""What somebody answered, in words: for "check your answers", the desk and the person's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.days import day_of, words_of
from peelian.services.contact.sets.model import Answers, Question

Shown = Bilingual | str

HOW_WORDS: Final[Mapping[str, Bilingual]] = {
    "exact": Bilingual("I know the day", "Rwy'n gwybod y diwrnod"),
    "between": Bilingual("It was between two days", "Rhwng dau ddiwrnod"),
    "unknown": Bilingual("I do not know", "Ni wn"),
}
TIME_WORDS: Final[Mapping[str, Bilingual]] = {
    "morning": Bilingual("in the morning, from 6am to midday", "yn y bore, o 6yb hyd ganol dydd"),
    "afternoon": Bilingual("in the afternoon, from midday to 6pm", "yn y prynhawn, o ganol dydd hyd 6yh"),
    "evening": Bilingual("in the evening, from 6pm to midnight", "gyda'r nos, o 6yh hyd hanner nos"),
    "night": Bilingual("at night, from midnight to 6am", "yn y nos, o hanner nos hyd 6yb"),
    "unknown": Bilingual("I do not know what time", "Ni wn faint o'r gloch"),
}
WAY_WORDS: Final[Mapping[str, Bilingual]] = {
    "page": Bilingual("I will come back here to look", "Dof yn ôl yma i edrych"),
    "email": Bilingual("Email", "E-bost"),
    "sms": Bilingual("Text message", "Neges destun"),
    "phone": Bilingual("Phone call", "Galwad ffôn"),
    "post": Bilingual("Letter", "Llythyr"),
}
_ADDRESS: Final[Mapping[str, str]] = {
    "email": "email",
    "sms": "mobile",
    "phone": "phone",
    "post": "address",
}
_SAFE: Final = Bilingual("Only I see this", "Dim ond fi sy'n gweld hwn")
_MENTION: Final[Mapping[str, Bilingual]] = {
    "yes": Bilingual("You may say that it is the police", "Cewch ddweud mai'r heddlu sydd yno"),
    "no": Bilingual("Do not say that it is the police", "Peidiwch â dweud mai'r heddlu sydd yno"),
}
_BETWEEN: Final = Bilingual("Between {} and {}", "Rhwng {} a {}")


def address_field(way: str) -> str:
    """The part of a contact answer that belongs to this way; "" for one that needs none."""
    return _ADDRESS.get(way, "")


def shown(question: Question, answers: Answers) -> tuple[Shown, ...]:
    """What was answered, a line each; empty where nothing was."""
    match question.kind:
        case "choice" | "choices" | "yes_no":
            chosen = answers.get(question.id, ())
            return tuple(choice.label for choice in question.choices if choice.id in chosen)
        case "date":
            day = day_of(answers, question.id)
            return (words_of(day),) if day else ()
        case "when":
            return _when(question.id, answers)
        case "place":
            parts = (
                _one(answers, f"{question.id}.{part}") for part in ("address", "name", "postcode", "words")
            )
            return tuple(part for part in parts if part)
        case "contact":
            return _contact(question.id, answers)
        case _:
            text = _one(answers, question.id)
            return (text,) if text else ()


def _when(id_: str, answers: Answers) -> tuple[Shown, ...]:
    how = _one(answers, f"{id_}.how")
    first, last = _moment(id_, "", answers), _moment(id_, "to_", answers)
    if how == "exact" and first is not None:
        return (first,)
    if how == "between" and first is not None and last is not None:
        return (Bilingual(_BETWEEN.format(first, last), _BETWEEN.cy.format(first.cy, last.cy)),)
    return (HOW_WORDS["unknown"],) if how == "unknown" else ()


def _moment(id_: str, prefix: str, answers: Answers) -> Bilingual | None:
    day, part = day_of(answers, id_, prefix), _one(answers, f"{id_}.{prefix}time")
    if day is None:
        return None
    said = words_of(day)
    if part not in TIME_WORDS or part == "unknown":
        return said
    time = TIME_WORDS[part]
    return Bilingual(f"{said}, {time}", f"{said.cy}, {time.cy}")


def _contact(id_: str, answers: Answers) -> tuple[Shown, ...]:
    way = _one(answers, f"{id_}.by")
    if way not in WAY_WORDS:
        return ()
    field = address_field(way)
    found: list[Shown] = [WAY_WORDS[way]]
    if field:
        found.append(_one(answers, f"{id_}.{field}"))
        if _one(answers, f"{id_}.safe") == "yes":
            found.append(_SAFE)
    mention = _one(answers, f"{id_}.mention")
    if way in {"phone", "post"} and mention in _MENTION:
        found.append(_MENTION[mention])
    found.append(_one(answers, f"{id_}.note"))
    return tuple(line for line in found if line)


def _one(answers: Answers, field: str) -> str:
    return next(iter(answers.get(field, ())), "")
