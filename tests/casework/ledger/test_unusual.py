"""The rules on unusual reading (T-05), each with looks that meet it and looks that just do not."""

import json
import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from peelian.casework.ledger import consulting
from peelian.casework.ledger.asking import Asked
from peelian.casework.ledger.chain import canonical_facts
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.ledger.unusual import Look, Unusual, judged, rules, unusual
from tests.support.plans import plan_of

RULES = {rule.id: rule for rule in rules()}
MINUTE = 60_000_000
HOUR = timedelta(hours=1)
START = datetime(2026, 11, 16, 9, tzinfo=UTC)
SIZES = {"commitment": 32, "nonce": 16, "prev": 32, "hash": 32, "seal": 16}
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


def any_week(seed: int) -> list[AccessEntry]:
    """Looks of three people over a week, written as rows: some busy hours, some strange ones, some on the very minute."""
    chance = random.Random(seed)
    rows = []
    for number in range(1500):
        busy = chance.random() < 0.7
        at = START + (chance.randrange(3) * 40 if busy else chance.randrange(7 * 24)) * HOUR
        at += timedelta(minutes=chance.randrange(0, 90)) + chance.choice((0, 1)) * timedelta(microseconds=1)
        search = chance.random() < 0.1
        facts = {
            "as_of": "2026-11-22T00:00:00+00:00",
            "team": f"team:{chance.randrange(9)}",
            "open": chance.random() < 0.9,
            "own_case": chance.random() < 0.5,
            "own_team": chance.random() < 0.95,
            "restricted": chance.random() < 0.03,
        }
        rows.append(
            AccessEntry(
                stream=f"{number:032x}",
                seq=1,
                at=int(at.timestamp() * 1_000_000),
                action="look",
                actor=f"user:{chance.choice((17, 17, 17, 17, 18, 19))}",
                facts=canonical_facts({"by": "name"} if search else facts),
                what="search" if search else "case_page",
                purpose_code="case_work",
                subject="" if search else f"{chance.randrange(400):032x}",
                result_count=chance.randrange(2),
                **{name: b"x" * size for name, size in SIZES.items()},
            )
        )
    return rows


def counted_one_by_one(rows: list[AccessEntry], actors: list[str]) -> list[Unusual]:
    """The lines when every rule reads every look of everybody."""
    looks = [
        Look(
            row.actor,
            row.at,
            row.stream,
            row.seq,
            row.what,
            row.subject,
            row.result_count,
            json.loads(row.facts),
        )
        for row in sorted(rows, key=lambda row: (row.at, row.stream, row.seq))
    ]
    lines = [
        line
        for actor in actors
        for rule in rules()
        for line in judged(rule, [look for look in looks if look.actor == actor])
    ]
    return sorted(lines, key=lambda line: (line.last, line.actor, line.rule.id), reverse=True)


@pytest.mark.parametrize("seed", range(6))
def test_what_the_database_chooses_gives_the_lines_that_all_looks_give(db: None, seed: int) -> None:
    """T-05. The looks that no rule may count are not read; the lines are those of reading all of them."""
    rows = any_week(seed)
    AccessEntry.objects.bulk_create(rows)
    asked = ["user:17", "user:18"]

    found = unusual(asked, since=START - HOUR, until=START + timedelta(days=8))

    assert {line.rule.id for line in found} == set(RULES), "a week in which every rule speaks"
    assert found == counted_one_by_one(rows, asked)


def test_hours_begin_when_the_looks_do_not_by_the_clock(db: None) -> None:
    """Sixty records around a full hour, thirty before it and thirty after: many in an hour all the same."""
    rows = any_week(0)[:60]
    for number, row in enumerate(rows):
        row.actor, row.what, row.subject = "user:17", "case_page", f"{number:032x}"
        row.at = int((START + timedelta(seconds=59 * (number - 30))).timestamp() * 1_000_000)
    AccessEntry.objects.bulk_create(rows)

    found = unusual(["user:17"], since=START - HOUR, until=START + HOUR)

    assert [line.count for line in found if line.rule.id == "many_in_an_hour"] == [60]


def test_of_too_many_looks_the_newest_are_read(db: None) -> None:
    rows = any_week(1)
    AccessEntry.objects.bulk_create(rows)
    until = START + timedelta(days=8)

    some = unusual(["user:17"], since=START - HOUR, until=until, most=20)
    all_of_them = unusual(["user:17"], since=START - HOUR, until=until)

    outside, every = (
        [line for line in lines if line.rule.id == "outside_team"] for lines in (some, all_of_them)
    )
    assert outside[0].last == every[0].last and sum(line.count for line in outside) <= 20
    assert sum(line.count for line in every) > 20


def test_the_looks_that_rules_count_have_an_index_of_their_own(db: None) -> None:
    from django.db import connection

    AccessEntry.objects.bulk_create(any_week(2))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    mine = AccessEntry.objects.filter(actor__in=["user:17", "user:18"], at__gte=0, at__lt=2**60)

    plan = plan_of(mine.filter(Asked()))

    assert plan.indexes == {"ledger_access_asked"} and not plan.scanned, plan.text
