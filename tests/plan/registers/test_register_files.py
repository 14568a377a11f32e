"""A register is read whole: a mistake in it is named with its entry and a way to mend it, in both languages."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from peelian.plan.commitments.shape import Entry, read_text
from peelian.plan.registers.citations import citation, citations, read_citation
from peelian.plan.registers.funds import read_funds
from peelian.plan.registers.problems import BadRegisterFile, UnknownEntry
from peelian.plan.registers.reading import entries
from peelian.plan.registers.services import read_service, service, services
from peelian.reference import figures

FUND = """
[[funds]]
id = "new"
title = { en = "New", cy = "Newydd" }
funder = { en = "Home Office", cy = "Y Swyddfa Gartref" }
recipient = { en = "Forces", cy = "Heddluoedd" }
sources = ["A18"]
"""
SERVICE = """
[[services]]
id = "new"
status = "planned"
title = { en = "New", cy = "Newydd" }
does = { en = "Does a thing.", cy = "Gwneud peth." }
"""
CITATION = """
[[citations]]
key = "NEW-1"
title = "A page"
publisher = "Home Office"
"""


def listed(key: str, id_key: str, build: Callable[[Entry], Any]) -> Callable[[Entry], Any]:
    return lambda table: entries(table, key, id_key, build)


READERS: dict[str, Callable[[Entry], Any]] = {
    FUND: read_funds,
    SERVICE: listed("services", "id", read_service),
    CITATION: listed("citations", "key", read_citation),
}


def refused(text: str, good: str) -> str:
    with pytest.raises(BadRegisterFile) as caught:
        read_text(text, "register.toml", READERS[good], BadRegisterFile)
    message, welsh = str(caught.value), caught.value.message("cy")
    assert "register.toml" in message
    assert "Nid yw" in welsh
    assert not re.search(r"\{(key|got|known|hint|file|en|cy|most)\}", message + welsh)
    return message


@pytest.mark.parametrize("good", READERS, ids=["funds", "services", "citations"])
def test_the_good_entry_is_read_and_twice_the_same_id_is_not(good: str) -> None:
    assert read_text(good, "register.toml", READERS[good], BadRegisterFile)
    assert "is there twice" in refused(good + good, good)


@pytest.mark.parametrize(
    ("good", "old", "new", "words"),
    [
        (FUND, 'funder = { en = "Home Office", cy', 'payer = { en = "Home Office", cy', "'payer' is not known here"),
        (FUND, ', cy = "Newydd"', "", "'title' needs a text for both en and cy; cy is missing"),
        (FUND, "sources", 'annual_from = "2018-19"\nsources', "'2018-19' is not a period"),
        (FUND, "sources", 'new_money = "maybe"\nsources', "'new_money' is 'maybe'"),
        (FUND, "sources", 'parts = [{ period = "fy_2018_19" }]\nsources', "'fund' is missing"),
        (FUND, "sources", 'largest = [{ areas = 10, pounds = 1.5 }]\nsources', "write a whole number"),
        (FUND, "sources", 'waits = [{ period = "fy_2018_19" }]\nsources', "'still_waiting_on' is missing"),
        (
            FUND,
            "sources",
            'stated_totals = [{ stage = "promised", period = "fy_2018_19", pounds = 1 }]\nsources',
            "'stage' is 'promised'",
        ),
        (SERVICE, '"planned"', '"ready"', "'status' is 'ready'"),
        (SERVICE, "[[services]]", "[[service]]", "'service' is not known here"),
        (CITATION, "publisher", 'trust = "sure"\npublisher', "'trust' is 'sure'"),
        (CITATION, "publisher", 'published = "May 2018"\npublisher', "not a day, a month or a year"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(good: str, old: str, new: str, words: str) -> None:
    assert old in good
    assert words in refused(good.replace(old, new, 1), good)


def test_a_citation_that_a_packaged_figure_has_is_found_by_its_key_in_capitals() -> None:
    found, packaged = citation("ADDER-148"), figures.citations()["adder-148"]
    assert (found.title, found.address) == (packaged.title, packaged.address)


def test_a_citation_in_both_lists_has_the_fuller_address_and_keeps_the_registers_trust() -> None:
    both = [one for key, one in citations().items() if key.lower() in figures.citations()]
    for own in both:
        found = citation(own.key)
        assert found.exact or not own.exact, own.key
        assert found.trust == own.trust
    for own in citations().values():
        if own.exact:
            assert citation(own.key) is own


def test_a_day_that_was_assumed_is_not_told_as_the_day_of_publication() -> None:
    for key, one in figures.citations().items():
        if one.vintage_basis == "assumed" and key.upper() not in citations():
            assert citation(key.upper()).published == "", key


def test_a_copy_says_that_it_is_one_in_both_languages() -> None:
    copies = [one for one in citations().values() if one.trust == "copy"]
    assert copies
    assert all("copy" in one.trust_in("en") and "copi" in one.trust_in("cy") for one in copies)


def test_an_unknown_key_or_service_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownEntry, match="Did you mean"):
        citation("NCLCC-24")
    with pytest.raises(UnknownEntry, match="Did you mean") as caught:
        service("attendence")
    assert "attendance" in caught.value.message("cy")


def test_every_service_says_what_it_will_do_in_both_languages() -> None:
    for one in services().values():
        assert one.does["en"] != one.does["cy"]
        assert one.status_in("cy") != one.status
