"""When a report is held and when it is not, by the rules of definitions/holding.toml. T-34."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import HELD
from peelian.services.contact.holding import rules, shape
from peelian.services.contact.holding.problems import HoldingFaulty
from peelian.services.contact.models import HeldReport, SentForm
from peelian.services.contact.numbers import new_number
from peelian.services.contact.risk import retriage
from peelian.services.contact.sets.reading import sets
from peelian.services.contact.visit.answers import read
from tests.services.contact.holding.floods import OWN, SAME, case_of, reported
from tests.services.contact.report.filling import form_of, text_of
from tests.support.cases import DAY, NOON


def why(case: Case) -> str:
    return HeldReport.objects.filter(case=case).values_list("why", flat=True).first() or ""


def test_the_sixth_report_with_the_same_words_is_held_whatever_their_case_and_signs(world: Any) -> None:
    for _ in range(5):
        assert case_of(reported(as_of=NOON).case.reference).priority == 0
    sixth = reported(text=SAME.upper().replace(",", " -"), as_of=NOON).case
    assert (case_of(sixth.reference).priority, why(sixth)) == (HELD, "same_words")
    assert why(reported(text="Buy lamps", as_of=NOON).case) == "", "too short to tell"
    assert why(reported(text=SAME, as_of=NOON + 2 * DAY).case) == ""


def test_words_of_one_kind_of_report_are_not_those_of_another(world: Any) -> None:
    for _ in range(6):
        reported(as_of=NOON)
    assert why(reported("criminal_damage", as_of=NOON).case) == ""


def test_the_thirtieth_report_of_a_kind_within_ten_minutes_is_held(world: Any) -> None:
    for number in range(29):
        assert why(reported(text=OWN.format(number=number), as_of=NOON).case) == ""
    assert why(reported(text=OWN.format(number=99), as_of=NOON).case) == "many_at_once"
    assert why(reported("criminal_damage", OWN.format(number=98), as_of=NOON).case) == ""
    assert why(reported(text=OWN.format(number=97), as_of=NOON + timedelta(minutes=11)).case) == ""


def test_a_field_that_no_person_sees_and_a_hand_quicker_than_reading(world: Any) -> None:
    assert why(reported(as_of=NOON, web_page="http://example.org").case) == "hidden_field"
    assert why(reported(as_of=NOON, filled="1").case) == "hidden_field"
    for seconds, expected in ((2, "quicker_than_reading"), (4, "")):
        number = new_number()
        began = shape.began(number, NOON - timedelta(seconds=seconds))
        assert why(reported(text=OWN, as_of=NOON, number=number, began=began).case) == expected
    made_up = f"{int(NOON.timestamp())}.{'0' * 32}"
    assert why(reported(text=OWN, as_of=NOON, began=made_up).case) == "", (
        "a mark that is not ours tells nothing"
    )
    other = shape.began(new_number(), NOON)
    assert why(reported(text=OWN, as_of=NOON, began=other).case) == "", "nor one of another report"


def test_a_report_of_danger_is_never_held(world: Any) -> None:
    for set_id in sorted(rules.book().never & {one.id for one in sets().values() if one.online}):
        assert why(reported(set_id, as_of=NOON, web_page="x").case) == "", set_id
    flagged = reported(text="They said they will kill me, I want to end my life", as_of=NOON, web_page="x")
    assert why(flagged.case) == "" and case_of(flagged.case.reference).priority > 0
    child = reported(as_of=NOON, web_page="x", q__under_18="yes")
    assert why(child.case) == "", "nor one that a rule of risk noticed anything in"


def test_what_becomes_urgent_leaves_the_lane_by_itself(world: Any) -> None:
    """Three days in which nobody looked; a message in which nothing urgent is noticed is not enough."""
    from peelian.services.contact.risk.rules import Facts

    words, alone = (reported(as_of=NOON, web_page="x").case for _ in range(2))
    retriage._again(words, NOON + DAY, "message", Facts(messages=1))
    assert case_of(words.reference).priority == HELD, "a message alone is nothing urgent"
    assert case_of(words.reference).version == 2
    retriage._again(alone, NOON + 4 * DAY, "waiting", Facts(waiting=5000))
    assert case_of(alone.reference).priority > 0


def test_a_page_carries_when_it_began_and_the_field_that_nobody_sees(db: None) -> None:
    page = text_of(Client().get("/report"))  # type: ignore[arg-type]
    fields, _ = form_of(page)
    number, began = fields["number"][0], fields["began"][0]
    assert shape._seconds(read(_posted(number=number, began=began)), timezone.now()) is not None
    assert fields["web_page"] == [""] and 'aria-hidden="true"><label for="web_page">' in page
    written = read(_posted(number=number, began=began, web_page="http://example.org"))
    assert ("filled", "1") in written.fields() and ("began", began) in written.fields()


def _posted(**fields: str) -> QueryDict:
    posted = QueryDict(mutable=True)
    posted.update(fields)
    return posted


def test_the_digest_of_words_is_forgotten_when_no_rule_asks_for_it(world: Any) -> None:
    reported(as_of=NOON)
    assert shape.forget(now=NOON + timedelta(hours=23)) == 0
    assert shape.forget(now=NOON + timedelta(hours=25)) == 1
    assert SentForm.objects.get().alike == ""


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"measure": "puzzle"}, "measure"),
        ({"at_least": 0}, "at_least is 1 or more"),
        ({"seconds": 3}, "'seconds' is not known here"),
        ({"reason": {"en": "Only English"}}, "reason"),
    ],
)
def test_rules_that_make_no_sense_are_refused_with_every_fault(changed: dict[str, Any], found: str) -> None:
    rule = {"id": "x", "measure": "rate", "at_least": 3, "minutes": 2, "reason": {"en": "a", "cy": "b"}}
    with pytest.raises(HoldingFaulty) as faulty:
        rules.read_book(
            {"edition": 1, "reviewed": "", "never": ["no_such_set"], "rules": [{**rule, **changed}]}
        )
    assert found in str(faulty.value) and "no_such_set" in str(faulty.value)
