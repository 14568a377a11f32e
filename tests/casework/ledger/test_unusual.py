"""The rules on unusual reading (T-05), each with looks that meet it and looks that just do not."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from peelian.casework.ledger import consulting
from peelian.casework.ledger.unusual import Look, judged, rules, unusual

RULES = {rule.id: rule for rule in rules()}
MINUTE = 60_000_000
NORMAL = {"own_team": True, "own_case": True, "open": True, "restricted": False}


def look(
    minute: float, *, subject: str = "", what: str = "case_page", results: int = 1, **facts: bool
) -> Look:
    """Ben looks, so many minutes after nine."""
    return Look(
        "user:17", int(minute * MINUTE), "s", 1, what, subject or uuid4().hex, results, NORMAL | facts
    )


def counts(rule: str, looks: list[Look]) -> list[int]:
    """How many looks each line of a rule counts."""
    return [line.count for line in judged(RULES[rule], looks)]


def test_every_rule_says_in_both_languages_what_it_saw_and_what_to_ask() -> None:
    assert len(RULES) >= 5
    for rule in RULES.values():
        assert (
            rule.title.cy != str(rule.title)
            and rule.ask.cy
            and rule.ask.endswith("?")
            and rule.ask.cy.endswith("?")
        )


def test_work_on_ones_own_cases_is_never_unusual() -> None:
    looks = [look(minute, subject="a" * 32, open=minute % 2 == 0, own_team=False) for minute in range(500)]

    assert [counts(rule, looks) for rule in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize(
    ("rule", "facts", "just_not", "enough"),
    [
        ("outside_team", {"own_team": False, "own_case": False}, 0, 1),
        ("closed_not_own", {"open": False, "own_case": False}, 4, 5),
        ("restricted", {"restricted": True, "own_case": False}, 0, 1),
        ("many_in_an_hour", {}, 59, 60),
    ],
)
def test_a_rule_speaks_from_its_number_on(
    rule: str, facts: dict[str, bool], just_not: int, enough: int
) -> None:
    assert counts(rule, [look(n / 2, **facts) for n in range(just_not)]) == []
    assert counts(rule, [look(n / 2, **facts) for n in range(enough)]) == [enough]


def test_sixty_records_over_two_hours_are_not_many_in_an_hour() -> None:
    assert counts("many_in_an_hour", [look(2 * n) for n in range(60)]) == []


def test_one_record_opened_sixty_times_is_one_record() -> None:
    assert counts("many_in_an_hour", [look(n / 10, subject="a" * 32) for n in range(100)]) == []


def test_empty_searches_add_up_and_searches_that_found_something_do_not() -> None:
    empty = [look(n, what="search", results=0) for n in range(10)]

    assert counts("searches_without_result", empty) == [10]
    assert counts("searches_without_result", [*empty[:9], look(10, what="search", results=1)]) == []


def test_a_long_evening_is_one_line_and_two_evenings_are_two() -> None:
    evening = [look(n, what="search", results=0) for n in range(30)]
    another = [look(5000 + n, what="search", results=0) for n in range(12)]

    assert counts("searches_without_result", evening + another) == [30, 12]


def test_the_log_is_asked_for_these_people_and_this_time_only(db: None) -> None:
    for actor in ("user:17", "user:18"):
        consulting.look(
            actor=actor,
            what="case_page",
            purpose="case_work",
            subject=uuid4().hex,
            facts={"own_team": False, "own_case": False, "open": True, "restricted": False},
        )
    now = datetime.now(UTC)
    hour = timedelta(hours=1)

    found = unusual(["user:17"], since=now - hour, until=now + hour)

    assert [(line.actor, line.rule.id, line.count) for line in found] == [("user:17", "outside_team", 1)]
    assert unusual(["user:17"], since=now - 2 * hour, until=now - hour) == []
    assert unusual([], since=now - hour, until=now + hour) == []
