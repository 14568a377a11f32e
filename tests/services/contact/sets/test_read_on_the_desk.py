"""The officer reads a report in the words in which it was asked, not in the codes under which it is kept."""

from __future__ import annotations

import pytest

from peelian.casework.cases.access import case_for
from peelian.casework.desk.case_page import answers_in_words
from tests.services.contact.risk.reports import report
from tests.support.cases import HOUR, NOON, WORD, World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_a_report_is_read_in_words_in_both_languages(world: World) -> None:
    case = report(
        world,
        offender_there="no",
        building="home",
        taken=["money", "jewellery"],
        when="between",
        when_from="2026-11-20",
        when_to="2026-11-21",
        when_to_time="night",
        where_postcode="CF10 3NQ",
        where_name="Caerdydd",
        happened="They came in.",
    )
    seen = case_for(world.actor("ben"), case.reference, purpose="case_work", as_of=NOON + HOUR)
    found = [(title, said, getattr(said, "cy", None), typed) for title, said, typed in answers_in_words(seen)]
    assert found == [
        ("Burglar still there", "No", "Na allai", False),
        (
            "Kind of building",
            "A home, or something joined to it",
            "Cartref, neu rywbeth sy'n sownd wrtho",
            False,
        ),
        (
            "When",
            "Between 20 November 2026 and 21 November 2026, at night, from midnight to 6am",
            "Rhwng 20 Tachwedd 2026 a 21 Tachwedd 2026, yn y nos, o hanner nos hyd 6yb",
            False,
        ),
        ("Where", "Caerdydd\nCF10 3NQ", None, True),
        ("What happened", "They came in.", None, True),
        (
            "Stolen or damaged",
            "Money or bank cards\nJewellery or watches",
            "Arian neu gardiau banc\nGemwaith neu oriorau",
            False,
        ),
    ]


def test_a_kind_without_words_of_its_own_is_read_as_before(world: World) -> None:
    seen = case_for(world.actor("ben"), world.opened().reference, purpose="case_work", as_of=NOON + HOUR)
    assert answers_in_words(seen) == [("What they wrote", WORD, True)]
