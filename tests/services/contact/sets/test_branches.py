"""Which pages somebody meets, for the three sets whose order keeps people safe: written down by hand from the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.services.contact.sets import asking
from peelian.services.contact.sets.model import Ending
from peelian.services.contact.sets.reading import set_
from tests.services.contact.sets.made_up import one
from tests.services.contact.sets.strategies import TODAY

# What was answered (id=choice, several by +) | the pages, in order. What is not named is not answered.
BURGLARY = """
| still_there who_for anonymous safe_contact building entered when where happened taken injury seen vehicle evidence repeat worried name age language needs support
offender_there=no who=self anonymous=named | still_there who_for anonymous safe_contact building entered when where happened taken injury seen vehicle evidence repeat worried name age language needs support
offender_there=no who=other anonymous=named | still_there who_for for_other anonymous safe_contact building entered when where happened taken injury seen vehicle evidence repeat worried name age language needs support
offender_there=no who=other anonymous=without | still_there who_for for_other anonymous building entered when where happened taken injury seen vehicle evidence repeat worried language
offender_there=no who=witness anonymous=without | still_there who_for anonymous building entered when where happened taken injury seen vehicle evidence repeat worried language
"""
WEAPON = """
| danger anonymous safe_contact worry whose weapon under_18s person where when happened evidence traced name age language
danger=no anonymous=without whose=stranger | danger anonymous worry whose weapon under_18s person where when happened evidence traced language
danger=no anonymous=without whose=me | danger anonymous worry whose weapon under_18s where when happened evidence traced language
danger=no anonymous=named whose=me | danger anonymous safe_contact worry whose weapon under_18s where when happened evidence traced name age language
"""
ABUSE = """
| first safe_now who_for anonymous safe_contact relationship signs happened when now leaving children injury person where evidence wish name age language needs support
safe_now=safe who=self anonymous=named | first safe_now who_for anonymous safe_contact relationship signs happened when now leaving children injury person where evidence wish name age language needs support
safe_now=safe who=other anonymous=named | first safe_now who_for anonymous safe_contact for_other relationship signs happened when now leaving children injury person where evidence wish name age language needs support
safe_now=safe who=witness anonymous=without | first safe_now who_for anonymous for_other relationship signs happened when now leaving children injury person where evidence wish language
"""
TABLES = {"burglary": BURGLARY, "weapon_concern": WEAPON, "domestic_abuse": ABUSE}
ROWS = [
    (id_, *map(str.strip, row.split("|")))
    for id_, rows in TABLES.items()
    for row in rows.strip().splitlines()
]

# What was answered | after which page | what comes
NEXT = """
burglary | offender_there=yes | still_there | [still_there]
burglary | offender_there=yes past.still_there=yes | still_there | who_for
burglary | offender_there=yes past.still_there=no | still_there | [still_there]
burglary | offender_there=no | still_there | who_for
burglary | who=other | who_for | for_other
burglary | who=self | who_for | anonymous
burglary | anonymous=without | anonymous | building
burglary | anonymous=without | support | check
burglary | anonymous=without | language | check
burglary | anonymous=named | support | check
burglary | | | still_there
burglary | | no such page | still_there
weapon_concern | danger=yes | danger | [attack]
weapon_concern | worry=found+carries | worry | [found]
weapon_concern | worry=found past.found=yes | worry | whose
weapon_concern | worry=carries | worry | whose
domestic_abuse | | | first
domestic_abuse | safe_now=danger | safe_now | [danger]
domestic_abuse | safe_now=watched | safe_now | [watched]
domestic_abuse | safe_now=safe | safe_now | who_for
domestic_abuse | safe_now=watched past.danger=yes | safe_now | [watched]
"""

# What is revealed on the page itself: what was answered | page | questions asked there
REVEALED = """
burglary | seen=none | seen | seen
burglary | seen=saw | seen | seen suspect
burglary | taken=none | taken | taken
burglary | taken=money+damage | taken | taken taken_about
burglary | vehicle=unsure | vehicle | vehicle
burglary | vehicle=yes | vehicle | vehicle vehicle_about
burglary | hurt=treated | injury | hurt hurt_about
domestic_abuse | children=none | children | children
domestic_abuse | children=pregnant | children | children children_about
weapon_concern | traced=no | traced | traced
weapon_concern | traced=unsure | traced | traced traced_about
"""


def answered(text: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value.split("+")) for name, _, value in (one.partition("=") for one in text.split())}


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("id_", "given", "pages"), ROWS)
def test_the_pages_are_those_of_the_table(id_: str, given: str, pages: str) -> None:
    found = set_(id_)
    path = asking.path(found, answered(given), found.version(TODAY))
    assert [page.id for page in path] == pages.split()


@pytest.mark.parametrize(("id_", "given", "page", "expected"), rows(NEXT))
def test_what_comes_after_a_page(id_: str, given: str, page: str, expected: str) -> None:
    found = set_(id_)
    step = asking.after(found, page, answered(given), found.version(TODAY))
    said = "check" if step is None else f"[{step.id}]" if isinstance(step, Ending) else step.id
    assert said == expected


@pytest.mark.parametrize(("id_", "given", "page", "expected"), rows(REVEALED))
def test_what_is_asked_on_the_page_itself(id_: str, given: str, page: str, expected: str) -> None:
    asked = asking.asked_on(set_(id_).page(page), answered(given))
    assert [one.id for one in asked] == expected.split()


@pytest.mark.parametrize("id_", sorted(TABLES))
def test_danger_is_asked_and_safe_contact_settled_before_anything_is_told(id_: str) -> None:
    found = set_(id_)
    order = [page.id for page in found.pages]
    danger = {test.question for each in found.endings if "999" in each.numbers for test in each.when}
    asked_first = next(page for page in found.pages if page.questions)
    assert asked_first.questions[0].id in danger
    told = [
        page.id
        for page in found.pages
        if any(asked.kind in {"long", "when", "place"} for asked in page.questions)
    ]
    assert order.index("anonymous") < order.index("safe_contact") < min(map(order.index, told))
    assert order.index("name") > max(map(order.index, told))


def test_an_answer_left_behind_on_a_page_that_no_longer_applies_opens_nothing() -> None:
    """For oneself, and still with the answer that one gave about the other person before changing one's mind."""
    found = set_("burglary")
    given = answered("who=self contact_them=yes relation=friend")
    kept = asking.kept(found, given, found.version(TODAY))
    assert kept == {"who": ("self",)}


def test_an_ending_that_was_not_read_stops_the_sending_wherever_one_is() -> None:
    found = set_("domestic_abuse")
    version = found.version(TODAY)
    given = answered("safe_now=danger")
    assert [each.id for each in asking.stops(found, given, version)] == ["danger"]
    assert asking.stops(found, given | answered("past.danger=yes"), version) == ()
    assert asking.kept(found, given | answered("past.danger=yes past.watched=yes"), version) == {
        "safe_now": ("danger",),
        "past.danger": ("yes",),
    }


def test_a_form_that_ends_before_its_first_page_has_no_pages_and_lets_nobody_past(tmp_path: Path) -> None:
    text = """
online = false
[[versions]]
number = 1
from = 2026-01-01
reviewed_en = false
reviewed_cy = false
[[endings]]
id = "stop"
kind = "call"
title = { en = "Call", cy = "Ffoniwch" }
text = { en = "Now", cy = "Nawr" }
numbers = ["999"]
"""
    found = one(tmp_path, text)
    version, past = found.version(TODAY), {"past.stop": ("yes",)}
    assert asking.after(found, "", {}, version) == asking.after(found, "", past, version) == found.endings[0]
    assert asking.path(found, past, version) == ()
    assert asking.stops(found, past, version) == found.endings
