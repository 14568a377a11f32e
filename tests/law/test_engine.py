"""decide(): time limits and rules, what is in force, what is asked wrongly. A rule needs a TOML and a Python file only."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peelian.law.book import Book
from peelian.law.duration import Pause
from peelian.law.engine import decide, provision, provisions, rehearsing
from peelian.law.problems import BadFacts, NaiveTime, UnknownProvision
from peelian.plan.registers.citations import citation
from peelian.reference.calendars.working_days import LONDON
from tests.law.books import SEARCH, SEARCH_RULES, write

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVENT = datetime(2026, 11, 9, 10, tzinfo=LONDON)
OURS = (
    "crime_recording.record",
    "neighbourhood.reply",
    "victims_code.charge_decision",
    "victims_code.court_outcome",
    "victims_code.no_investigation",
    "victims_code.support_referral",
    "victims_code.suspect_event",
    "victims_code.written_confirmation",
)


@pytest.fixture
def search(tmp_path: Path) -> Book:
    """A made-up power in the manner of section 60: regimes by date and by force."""
    return write(tmp_path, SEARCH, SEARCH_RULES)


# --- what comes with Peelian --------------------------------------------------------------------------------
def test_the_provisions_are_these() -> None:
    assert tuple(sorted(provisions())) == OURS


@pytest.mark.parametrize("id_", OURS)
def test_each_cites_sources_on_record_and_speaks_both_languages(id_: str) -> None:
    one = provision(id_)
    assert all(citation(key).title for version in one.versions for key in version.citations)
    for words in (one.title, one.question, *(version.note for version in one.versions if version.note)):
        assert words.cy != str(words)


@pytest.mark.parametrize("id_", OURS)
def test_each_is_answered_with_one_duty_and_its_source(id_: str) -> None:
    found = decide(id_, {"event_at": EVENT}, as_of=NOW)
    (duty,) = found.duties
    assert found.permitted is True
    assert (found.provision, duty.code) == (id_, id_)
    assert duty.due_at is not None and duty.warn_at is not None
    assert EVENT <= duty.warn_at <= duty.due_at
    assert duty.citation in provision(id_).versions[0].citations
    assert found.reasons and all(reason.text.cy for reason in found.reasons)


def test_what_was_not_checked_says_so() -> None:
    certain = {id_: decide(id_, {"event_at": EVENT}, as_of=NOW).certainty for id_ in OURS}
    assert {id_ for id_, how in certain.items() if how == "unverified"} == {
        "crime_recording.record",
        "neighbourhood.reply",
        "victims_code.charge_decision",
        "victims_code.court_outcome",
    }


def test_a_holiday_that_was_worked_out_makes_the_answer_unverified() -> None:
    facts = {"event_at": datetime(2035, 12, 24, 12, tzinfo=LONDON)}
    found = decide("victims_code.suspect_event", facts, as_of=datetime(2036, 1, 1, tzinfo=UTC))
    assert found.certainty == "unverified"


def test_written_confirmation_is_our_target_and_due_with_the_response() -> None:
    found = decide("victims_code.written_confirmation", {"event_at": EVENT}, as_of=NOW)
    assert found.duties[0].due_at == EVENT
    assert any("target" in reason.text for reason in found.reasons)


# --- dates --------------------------------------------------------------------------------------------------
def test_before_the_first_version_nothing_is_worked_out() -> None:
    facts = {"event_at": datetime(2021, 3, 31, 23, 59, tzinfo=LONDON)}
    found = decide("victims_code.suspect_event", facts, as_of=NOW)
    assert (found.permitted, found.duties, found.version) == (None, (), "")
    assert "Thursday 1 April 2021" in found.reasons[0].text
    assert "Dydd Iau 1 Ebrill 2021" in found.reasons[0].text.cy


def test_what_was_recorded_after_as_of_was_not_known_then() -> None:
    recorded = datetime(2026, 11, 11, 9, tzinfo=LONDON)
    pause = Pause(recorded, recorded + timedelta(days=1), "person_asked_to_wait")
    facts = {"event_at": EVENT, "enhanced_from": recorded, "pauses": [pause]}
    before = decide("victims_code.suspect_event", facts, as_of=recorded - timedelta(hours=1))
    after = decide("victims_code.suspect_event", facts, as_of=recorded)
    assert before == decide("victims_code.suspect_event", {"event_at": EVENT}, as_of=recorded)
    assert (before.duties[0].enhanced, after.duties[0].enhanced) == (False, True)


def test_another_book_can_be_rehearsed_and_is_put_away_again(search: Book) -> None:
    with rehearsing(search):
        assert set(provisions()) == {"search.authorise", "search.announce"}
    assert tuple(sorted(provisions())) == OURS


# --- rules with Python of their own -------------------------------------------------------------------------
def asked(**facts: Any) -> dict[str, Any]:
    return {"begins_at": datetime(2019, 6, 1, 12, tzinfo=LONDON), "rank": "inspector", "hours": 12, **facts}


@pytest.mark.parametrize(
    ("facts", "permitted", "version"),
    [
        (asked(), False, "voluntary-scheme"),
        (asked(rank="chief_superintendent"), True, "voluntary-scheme"),
        (asked(force="kent"), True, "pilot"),
        (asked(force="kent", hours=16), False, "pilot"),
        (asked(force="dorset"), False, "voluntary-scheme"),
        (asked(force="kent", begins_at=datetime(2019, 8, 12, tzinfo=LONDON), hours=24), True, "all-forces"),
        (asked(begins_at=datetime(2014, 8, 25, tzinfo=LONDON)), None, ""),
    ],
)
def test_a_rule_is_judged_by_the_version_of_its_day_and_force(
    search: Book, facts: dict[str, Any], permitted: bool | None, version: str
) -> None:
    found = decide("search.authorise", facts, as_of=NOW, book=search)
    assert (found.permitted, found.version) == (permitted, version)
    assert found.reasons or permitted
    assert bool(found.duties) is (permitted is True)


def test_a_version_adds_its_note_and_its_certainty(search: Book) -> None:
    today = decide("search.authorise", asked(begins_at=NOW), as_of=NOW, book=search)
    assert [reason.text for reason in today.reasons] == ["Made permanent on 16 May 2022."]
    assert decide("search.authorise", asked(force="kent"), as_of=NOW, book=search).certainty == "unverified"


def test_a_rule_that_was_never_commenced_is_not_applied(search: Book) -> None:
    found = decide("search.announce", {}, as_of=NOW, book=search)
    assert found.permitted is None
    assert "not brought into force" in found.reasons[0].text


# --- asked wrongly ------------------------------------------------------------------------------------------
def test_every_fault_of_the_facts_is_told_at_once(search: Book) -> None:
    facts = {"rank": "sergeant", "hours": True, "hour": 3}
    with pytest.raises(BadFacts) as refused:
        decide("search.authorise", facts, as_of=NOW, book=search)
    told = refused.value.message()
    for words in (
        "'hour' is not a fact",
        "begins_at is missing",
        "rank is something else",
        "hours is something else",
    ):
        assert words in told
    assert "sergeant" not in told
    assert refused.value.message("cy") != told


def test_what_has_not_happened_yet_is_not_judged() -> None:
    with pytest.raises(BadFacts, match="has not happened yet"):
        decide("neighbourhood.reply", {"event_at": NOW + timedelta(seconds=1)}, as_of=NOW)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(BadFacts, match="event_at"):
        decide("neighbourhood.reply", {"event_at": datetime(2026, 11, 9)}, as_of=NOW)
    with pytest.raises(NaiveTime, match="as_of"):
        decide("neighbourhood.reply", {"event_at": EVENT}, as_of=datetime(2026, 11, 21))


@pytest.mark.parametrize("year", [1, 1899, 2199, 9999])
def test_a_year_out_of_this_world_is_refused(year: int) -> None:
    with pytest.raises(BadFacts, match="event_at"):
        decide("victims_code.suspect_event", {"event_at": datetime(year, 1, 1, tzinfo=UTC)}, as_of=NOW)


def test_an_unknown_provision_is_refused_with_a_near_one() -> None:
    with pytest.raises(UnknownProvision, match=r"victims_code\.suspect_event"):
        decide("victims_code.suspect_events", {"event_at": EVENT}, as_of=NOW)
