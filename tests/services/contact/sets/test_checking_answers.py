"""What is wrong with an answer, by kind of question: the field that it is told at, and that good answers pass."""

from __future__ import annotations

from datetime import date

import pytest

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.checking import faults_of
from peelian.services.contact.sets.days import MONTHS, day_of
from peelian.services.contact.sets.model import Choice, Page, Question, Test

ON = date(2026, 11, 22)
WORDS = Bilingual("It", "Ef")
CHOICES = tuple(Choice(id_, Bilingual(id_, id_), alone=id_ == "none") for id_ in ("a", "b", "none"))

# Kind | what is typed, by part | the fields with a fault, "" for none
TABLE = """
choice | | q
choice | =a |
choice | =z | q
choices | | q
choices | =a,b |
choices | =none |
choices | =a,none | q
choices | =z | q
text | | q
text | =x |
text | =xxxxxxxxxxxxxxxxxxxxx | q
long | =xxxxxxxxxxxxxxxxxxxxx | q
name | =Siân |
number | =12 |
number | =-1 | q
number | =1.5 | q
number | =٣ | q
email | =amira@example.org |
email | =amira | q
phone | =01632_960_001 |
phone | =+44_1632_960001 |
phone | =nobody | q
date | | q.day
date | day=22 month=11 year=2026 |
date | day=23 month=11 year=2026 | q.day
date | day=29 month=2 year=2024 |
date | day=29 month=2 year=2025 | q.day
date | day=1 month=13 year=2025 | q.month
date | day=1 month=Tach year=2025 |
date | day=1 month=chwefror year=2025 |
date | day=1 month=Sept. year=2025 |
date | day=1 month=Ma year=2025 | q.month
date | day=1 month=5 year=26 | q.year
date | day=1 month=5 year=1899 | q.year
date | day=1 month=5 year=02026 | q.year
date | day=1 year=2025 | q.month
date | day=x month=5 year=2025 | q.day
when | | q.how
when | how=sometime | q.how
when | how=unknown |
when | how=unknown day=99 |
when | how=exact | q.day
when | how=exact day=1 month=1 year=2026 |
when | how=exact day=1 month=1 year=2026 time=evening |
when | how=exact day=1 month=1 year=2026 time=noon | q.time
when | how=exact day=1 month=1 year=2027 | q.day
when | how=between | q.day q.to_day
when | how=between day=3 month=1 year=2026 to_day=2 to_month=1 to_year=2026 | q.to_day
when | how=between day=2 month=1 year=2026 to_day=2 to_month=1 to_year=2026 |
when | how=between day=2 month=1 year=2026 to_day=3 to_year=2026 | q.to_month
place | | q.postcode
place | postcode=CF10_3NQ |
place | postcode=cf103nq |
place | postcode=CF10 |
place | postcode=Caerdydd | q.postcode
place | address=1_High_Street | q.postcode
place | name=Caerdydd |
place | words=by_the_river |
contact | | q.by
contact | by=pigeon | q.by
contact | by=page |
contact | by=email email=amira@example.org safe=yes |
contact | by=email email=amira@example.org | q.safe
contact | by=email email=amira@example.org safe=no | q.safe
contact | by=email email=amira | q.email q.safe
contact | by=sms mobile=07700_900_982 safe=yes |
contact | by=sms email=amira@example.org safe=yes | q.mobile
contact | by=phone phone=01632_960_001 safe=yes | q.mention
contact | by=phone phone=01632_960_001 safe=yes mention=no |
contact | by=post safe=yes mention=yes | q.address
contact | by=post address=1_High_Street safe=yes mention=yes |
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in TABLE.strip().splitlines()]


def page_of(kind: str, **changed: object) -> Page:
    choices = CHOICES if kind in {"choice", "choices"} else ()
    question = Question("q", kind, WORDS, WORDS, missing=WORDS, longest=20, choices=choices, **changed)
    return Page("p", WORDS, (question,))


def typed(text: str) -> dict[str, tuple[str, ...]]:
    """`=a,b` is the answer itself, `day=1` a part of it; `_` stands for a space."""
    pairs = [one.partition("=") for one in text.split()]
    return {
        f"q.{part}" if part else "q": tuple(value.replace("_", " ").split(",")) for part, _, value in pairs
    }


@pytest.mark.parametrize(("kind", "given", "fields"), ROWS)
def test_faults_are_told_at_their_fields(kind: str, given: str, fields: str) -> None:
    found = faults_of(page_of(kind), typed(given), on=ON)
    assert list(found) == fields.split()
    assert all(str(words) and words.cy for words in found.values())


@pytest.mark.parametrize("kind", sorted({row[0] for row in ROWS}))
def test_what_may_be_left_empty_has_no_fault_empty(kind: str) -> None:
    assert faults_of(page_of(kind, required=False), {}, on=ON) == {}


def test_all_faults_of_a_page_are_told_at_once() -> None:
    questions = tuple(
        Question(id_, kind, WORDS, WORDS, missing=WORDS, longest=3)
        for id_, kind in (("a", "text"), ("b", "when"), ("c", "place"), ("d", "email"))
    )
    found = faults_of(Page("p", WORDS, questions), {"a": ("four",), "d": ("x",)}, on=ON)
    assert list(found) == ["a", "b.how", "c.postcode", "d"]
    assert "3 characters or fewer. You have 4." in found["a"]


def test_a_question_that_is_not_revealed_has_no_fault() -> None:
    asked = Question("a", "choice", WORDS, WORDS, missing=WORDS, choices=CHOICES)
    hidden = Question("b", "text", WORDS, WORDS, missing=WORDS, show_if=(Test("a", "is", ("b",)),))
    page = Page("p", WORDS, (asked, hidden))
    assert faults_of(page, {"a": ("a",)}, on=ON) == {}
    assert list(faults_of(page, {"a": ("b",)}, on=ON)) == ["b"]


def test_a_fault_never_repeats_what_was_typed() -> None:
    secret = "zz9-plural-z-alpha"
    for kind in ("text", "long", "name", "number", "email", "phone"):
        for words in faults_of(page_of(kind), {"q": (secret * 9,)}, on=ON).values():
            assert secret not in words
            assert secret not in words.cy


def test_months_are_read_by_name_in_both_languages() -> None:
    for number, name in enumerate(MONTHS, start=1):
        for word in (str(name), name.cy, name.cy.upper(), name[:3]):
            found = day_of({"q.day": ("9",), "q.month": (word,), "q.year": ("2025",)}, "q")
            assert found == date(2025, number, 9), word
