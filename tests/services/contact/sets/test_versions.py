"""A version that was used is not changed: answers given in it are asked, kept and read rightly when a new one begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from peelian.casework.cases import payloads
from peelian.services.contact.sets import asking
from peelian.services.contact.sets.checking import first_faulty
from peelian.services.contact.sets.model import QuestionSet
from peelian.services.contact.sets.payload import payload_of, schema_of
from peelian.services.contact.sets.problems import SetFaulty
from peelian.services.contact.sets.reading import sets
from tests.services.contact.sets.made_up import one
from tests.services.contact.sets.used_versions import asked_in, recorded
from tests.support.cases import QUESTION

# Version 1 asks which door and a word about the lock. Version 2, from 1 March: the door's "side" is now called "other" and
# "roof" is new; the lock is not asked any more; an alarm is. What was `door` is now called `way_in`.
TWO = """
pages = ["where_in", "locked", "alarm", "same"]
[[versions]]
number = 1
from = 2026-01-01
reviewed_en = false
reviewed_cy = false
[[versions]]
number = 2
from = 2026-03-01
reviewed_en = false
reviewed_cy = false
[[upcasts]]
from = 1
renamed = { door = "way_in" }
values = { way_in = { side = "other" } }
[page.where_in]
title = { en = "Where did they get in?", cy = "Ble aethant i mewn?" }
[[page.where_in.questions]]
id = "door"
kind = "choice"
until = 1
label = { en = "Door", cy = "Drws" }
missing = { en = "Choose", cy = "Dewiswch" }
choices = [
  { id = "front", label = { en = "Front", cy = "Blaen" } },
  { id = "side", label = { en = "Side", cy = "Ochr" } },
]
[[page.where_in.questions]]
id = "way_in"
kind = "choice"
since = 2
label = { en = "Way in", cy = "Ffordd i mewn" }
missing = { en = "Choose", cy = "Dewiswch" }
choices = [
  { id = "front", label = { en = "Front", cy = "Blaen" } },
  { id = "other", label = { en = "Other", cy = "Arall" } },
  { id = "roof", label = { en = "Roof", cy = "To" } },
]
[page.locked]
title = { en = "How was it locked?", cy = "Sut oedd ar glo?" }
until = 1
[[page.locked.questions]]
id = "lock"
kind = "text"
required = false
[page.alarm]
title = { en = "Is there an alarm?", cy = "A oes larwm?" }
since = 2
[[page.alarm.questions]]
id = "alarm"
kind = "yes_no"
missing = { en = "Choose", cy = "Dewiswch" }
[page.same]
title = { en = "What was taken?", cy = "Beth gafodd ei gymryd?" }
[[page.same.questions]]
id = "taken"
kind = "choices"
missing = { en = "Choose", cy = "Dewiswch" }
choices = [
  { id = "cash", label = { en = "Cash", cy = "Arian" } },
  { id = "video", label = { en = "Videos", cy = "Fideos" }, until = 1 },
  { id = "phone", label = { en = "Phone", cy = "Ffôn" }, since = 2 },
]
"""
BEFORE, AFTER = date(2026, 2, 28), date(2026, 3, 1)
GIVEN = {"door": ("side",), "lock": ("two bolts",), "taken": ("cash", "video")}


@pytest.fixture
def found(tmp_path: Path) -> QuestionSet:
    return one(tmp_path, TWO)


def stored(found: QuestionSet, answers: dict[str, tuple[str, ...]], on: date) -> dict[str, object]:
    kind = replace(QUESTION, payload=schema_of(found))
    return payloads.check(kind, payload_of(found, answers, found.version(on)))


def test_the_version_of_a_day_is_the_last_that_has_begun(found: QuestionSet) -> None:
    numbers = [found.version(day).number for day in (date(2025, 1, 1), BEFORE, AFTER, date(2030, 1, 1))]
    assert numbers == [1, 1, 2, 2]


def test_each_version_asks_its_own_pages_questions_and_choices(found: QuestionSet) -> None:
    asked = {
        version.number: {
            page.id: {one.id: [choice.id for choice in one.choices] for one in page.questions}
            for page in found.pages_at(version)
        }
        for version in found.versions
    }
    assert asked == {
        1: {
            "where_in": {"door": ["front", "side"]},
            "locked": {"lock": []},
            "same": {"taken": ["cash", "video"]},
        },
        2: {
            "where_in": {"way_in": ["front", "other", "roof"]},
            "alarm": {"alarm": ["yes", "no"]},
            "same": {"taken": ["cash", "phone"]},
        },
    }


def test_a_report_begun_the_day_before_can_be_sent_as_it_was_asked(found: QuestionSet) -> None:
    """And lies in the case in today's shape, with the answers to what is not asked any more."""
    assert first_faulty(found, GIVEN, found.version(BEFORE), on=AFTER) is None
    expected = {"way_in": "other", "lock": "two bolts", "taken": ["cash", "video"]}
    assert stored(found, GIVEN, BEFORE) == expected


def test_a_report_that_goes_on_in_the_new_version_is_asked_what_changed_and_keeps_the_rest(
    found: QuestionSet,
) -> None:
    was, now = found.versions
    assert asking.changed_pages(found, was, now) == ("where_in", "alarm", "same")
    assert asking.kept(found, GIVEN, now) == {"taken": ("cash",)}
    page, faults = first_faulty(found, GIVEN, now, on=AFTER) or (None, {})
    assert page is not None
    assert (page.id, list(faults)) == ("where_in", ["way_in"])


def test_an_old_case_is_read_in_the_new_shape_and_a_new_one_as_it_is(found: QuestionSet) -> None:
    schema = schema_of(found)
    assert payloads.upcast(schema, 1, {"door": "side", "taken": ["video"]}) == {
        "way_in": "other",
        "taken": ["video"],
    }
    assert payloads.upcast(schema, 2, {"way_in": "roof"}) == {"way_in": "roof"}
    assert stored(found, {"way_in": ("roof",), "alarm": ("no",), "taken": ("phone",)}, AFTER) == {
        "way_in": "roof",
        "alarm": "no",
        "taken": ["phone"],
    }


def test_the_schema_of_a_version_holds_all_that_was_ever_asked(found: QuestionSet) -> None:
    fields = {
        number: {field.name: field.choices for field in fields}
        for number, fields in schema_of(found).versions.items()
    }
    assert fields == {
        1: {"door": ("front", "side"), "lock": (), "taken": ("cash", "video")},
        2: {
            "way_in": ("front", "side", "other", "roof"),
            "lock": (),
            "taken": ("cash", "video", "phone"),
            "alarm": ("yes", "no"),
        },
    }


def test_nothing_but_words_changes_in_a_page_that_is_not_asked_again(tmp_path: Path) -> None:
    same = TWO.replace(", until = 1 },", " },").replace(", since = 2 },", " },")
    found = one(tmp_path, same)
    assert asking.changed_pages(found, *found.versions) == ("where_in", "alarm")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("from = 2026-03-01", "from = 2025-03-01"), "version 2 does not begin after version 1"),
        (
            ("[[upcasts]]\nfrom = 1", "[[upcasts]]\nfrom = 2"),
            "upcasts from version 2, which has no next version",
        ),
        (('renamed = { door = "way_in" }', "renamed = { door = 2 }"), "renamed = "),
    ],
)
def test_versions_that_do_not_follow_on_are_refused(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    assert change[0] in TWO
    with pytest.raises(SetFaulty, match=words):
        one(tmp_path, TWO.replace(*change))


# --- the sets themselves ----------------------------------------------------------------------------------
@pytest.mark.parametrize("id_", sorted(sets()))
def test_a_version_asks_what_it_asked_when_it_was_first_used(id_: str) -> None:
    """The order of pages may change, and every word. For another question or choice a version is added: see
    docs/how-to/add-a-question-set.md, and `used_versions.py`."""
    found, held = sets()[id_], recorded()[id_]
    assert {str(version.number): asked_in(found, version) for version in found.versions} == held
