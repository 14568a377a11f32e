"""Random answers to a set: whatever a browser could send, and answers that have no fault."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from peelian.services.contact.sets.model import DAY_TIMES, HOWS, WAYS, Question, QuestionSet, Version

TODAY = date(2026, 11, 22)
Fields = dict[str, tuple[str, ...]]
_SIGNS = st.characters(blacklist_categories=("Cs", "Cc"))
_WORDS = st.text(_SIGNS, max_size=40)


def anything(set_: QuestionSet) -> st.SearchStrategy[Fields]:
    """Answers to any of the questions, valid or not, with fields of no question and endings read or not."""
    fields: dict[str, st.SearchStrategy[tuple[str, ...]]] = {}
    for question in _questions(set_):
        for name in question.fields:
            known = [choice.id for choice in question.choices] or [
                *HOWS,
                *WAYS,
                *DAY_TIMES,
                "1",
                "2026",
                "yes",
            ]
            fields[name] = st.lists(st.one_of(st.sampled_from(known), _WORDS), max_size=3).map(tuple)
    for ending in set_.endings:
        fields[ending.past] = st.sampled_from([(), ("yes",), ("no",)])
    fields["nonsense"] = st.just(("x",))
    return st.fixed_dictionaries({}, optional=fields)


def faultless(set_: QuestionSet) -> st.SearchStrategy[Fields]:
    """An answer without a fault to every question that the set ever asks, also those that will not apply; every ending
    that one may pass is read. Choices that stop the form are left out, so that it can be sent."""
    stops = {
        (test.question, value)
        for ending in set_.endings
        if not ending.continue_ok
        for test in ending.when
        for value in test.values
    }
    parts = [_answer(question, stops) for question in _questions(set_)]
    read = {ending.past: ("yes",) for ending in set_.endings if ending.continue_ok}
    return st.tuples(*parts).map(lambda found: {name: v for part in found for name, v in part.items()} | read)


def newest(set_: QuestionSet) -> Version:
    """The version of today."""
    return set_.version(TODAY)


def _questions(set_: QuestionSet) -> list[Question]:
    return [question for page in set_.pages for question in page.questions]


def _answer(question: Question, stops: set[tuple[str, str]]) -> st.SearchStrategy[Fields]:
    id_ = question.id
    open_ = [choice for choice in question.choices if (id_, choice.id) not in stops]
    match question.kind:
        case "choice" | "yes_no":
            found = st.sampled_from([choice.id for choice in open_]).map(lambda one: {id_: (one,)})
        case "choices":
            together = [choice.id for choice in open_ if not choice.alone]
            alone = [(choice.id,) for choice in open_ if choice.alone]
            several = st.lists(st.sampled_from(together), min_size=1, unique=True).map(tuple)
            found = st.one_of(several, *map(st.just, alone)).map(lambda some: {id_: some})
        case "number":
            found = st.integers(0, 999).map(lambda number: {id_: (str(number),)})
        case "email":
            found = st.just({id_: ("amira@example.org",)})
        case "phone":
            found = st.just({id_: ("01632 960 001",)})
        case "date":
            found = _DAY.map(lambda day: _day(id_, "", day))
        case "when":
            found = _when(id_)
        case "place":
            part = st.sampled_from(
                [("postcode", "CF10 3NQ"), ("name", "Caerdydd"), ("words", "by the river")]
            )
            found = part.map(lambda pair: {f"{id_}.{pair[0]}": (pair[1],)})
        case "contact":
            found = _contact(id_)
        case _:
            found = (
                st.text(_SIGNS, min_size=1, max_size=min(question.longest, 30))
                .map(str.strip)
                .filter(bool)
                .map(lambda text: {id_: (text,)})
            )
    return found if question.required else st.one_of(st.just({}), found)


_DAY = st.dates(date(1900, 1, 1), TODAY)


def _day(id_: str, prefix: str, day: date) -> Fields:
    return {
        f"{id_}.{prefix}day": (str(day.day),),
        f"{id_}.{prefix}month": (str(day.month),),
        f"{id_}.{prefix}year": (str(day.year),),
    }


def _when(id_: str) -> st.SearchStrategy[Fields]:
    times = st.sampled_from(DAY_TIMES)
    exact = st.tuples(_DAY, times).map(
        lambda pair: {f"{id_}.how": ("exact",), f"{id_}.time": (pair[1],)} | _day(id_, "", pair[0])
    )
    between = st.tuples(_DAY, _DAY).map(
        lambda pair: {f"{id_}.how": ("between",)} | _day(id_, "", min(pair)) | _day(id_, "to_", max(pair))
    )
    return st.one_of(exact, between, st.just({f"{id_}.how": ("unknown",)}))


def _contact(id_: str) -> st.SearchStrategy[Fields]:
    rows: list[Fields] = [
        {"by": ("page",)},
        {"by": ("email",), "email": ("amira@example.org",), "safe": ("yes",)},
        {"by": ("sms",), "mobile": ("07700 900 982",), "safe": ("yes",)},
        {"by": ("phone",), "phone": ("01632 960 001",), "safe": ("yes",), "mention": ("no",)},
        {"by": ("post",), "address": ("1 High Street",), "safe": ("yes",), "mention": ("yes",)},
    ]
    return st.sampled_from(rows).map(lambda row: {f"{id_}.{part}": value for part, value in row.items()})
