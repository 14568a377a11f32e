"""Nothing about a person or a case passes the wall: planted words are found in no published file (threat T-11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peelian.accounts.actors import system_actor
from peelian.accounts.problems import NotAllowed
from peelian.casework.cases.actions.giving import take_case
from peelian.casework.cases.actions.moving import answer_case, reply_to_case
from peelian.casework.cases.actions.opening import NewParty, open_case
from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import facts_of
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.publish import publish
from peelian.casework.publish_problems import BadMonths
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.points import NewPoint, add_point
from peelian.casework.threads.writing import write_message
from peelian.facts.engine import cursor
from peelian.facts.store import open_store
from tests.support.cases import HOUR, World, make_world

pytestmark = pytest.mark.usefixtures("db")

ASKED = datetime(2026, 9, 7, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MARKERS = {
    "question": "quince-marmalade-question",
    "place": "quince-marmalade-place",
    "name": "Quincella Marmaladeworth",
    "email": "quincella@marmalade.example",
}
ANSWER = "quince-marmalade-answer"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home whose store takes published files without the packaged figures, which no test here needs."""
    monkeypatch.setenv("PEELIAN_HOME", str(tmp_path))
    monkeypatch.setattr("peelian.facts.home.prepare", lambda path=None: open_store(tmp_path))
    yield tmp_path


def asked(world: World, *, at: datetime = ASKED, synthetic: bool = False) -> Case:
    return open_case(
        "question",
        team=world.team,
        force=world.force.force_id,
        payload={"question": MARKERS["question"], "where_words": MARKERS["place"]},
        actor=world.actor("outside", at),
        as_of=at,
        synthetic=synthetic,
        parties=(NewParty("reporter", NewPerson(name=MARKERS["name"], email=MARKERS["email"])),),
        also=lambda act, people: add_point(act, people[0], NewPoint("email", MARKERS["email"])) and None,
    )


def answered(world: World, case: Case, after: timedelta) -> None:
    at = case.opened_at + after
    take_case(case.reference, actor=world.actor("ben", at), as_of=at)
    answer_case(
        case.reference,
        write=lambda act: write_message(act, text=ANSWER) and None,
        actor=world.actor("ben", at),
        as_of=at,
    )


def september(world: World, *, synthetic: bool = False, cases: int = 12) -> list[Case]:
    made = [asked(world, at=ASKED + number * HOUR, synthetic=synthetic) for number in range(cases)]
    for number, case in enumerate(made):
        answered(world, case, (10 if number < 6 else 80) * HOUR)
    return made


def out(first: str = "2026-09", last: str = "2026-09", **more: bool):  # type: ignore[no-untyped-def]
    return publish(first, last, actor=system_actor("publish", NOW), as_of=NOW, **more)


def figures(path: Path) -> dict[tuple[str, str, str], str]:
    lines = path.read_text().splitlines()[1:]
    cells = [line.split(",") for line in lines]
    return {(row[4], row[6], row[8]): row[9] for row in cells}


def test_what_is_published_is_what_was_counted(world: World, home: Path) -> None:
    made = september(world)
    reply_to_case(
        made[0].reference,
        write=lambda act: write_message(act, text="still dark") and None,
        actor=world.actor("outside", ASKED + 100 * HOUR),
        as_of=ASKED + 100 * HOUR,
    )
    (real,) = out()
    assert (real.made_up, real.loaded) == (False, True)
    found = figures(real.path)
    assert found["questions_in_time", "west-midlands", "numerator"] == "6", (
        "half were answered within 72 hours"
    )
    assert found["questions_in_time", "west-midlands", "denominator"] == "13", (
        "what was written back is owed too"
    )
    assert found["first_answer", "west-midlands", "numerator"] == "12"
    assert found["first_answer", "west-midlands", "p50"] == "10.0"
    assert found["first_answer", "west-midlands", "p90"] == "", "one in ten of twelve is one person"
    assert found["questions_reopened", "west-midlands", "numerator"] == "", "one person wrote back"
    assert found["questions_reopened", "west-midlands", "denominator"] == "12"


def test_planted_words_are_found_in_no_published_file_and_in_no_part_of_the_store(
    world: World, home: Path
) -> None:
    made = september(world)
    out()
    told = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"questions_in_time" in told, "something was published"
    for word in (*MARKERS.values(), ANSWER, "ben@example.org", "Ben"):
        assert word.encode() not in told
    for case in made:
        assert case.reference.encode() not in told
        assert case.uid.encode() not in told


def test_made_up_cases_go_to_a_file_and_a_dataset_of_their_own(world: World, home: Path) -> None:
    september(world, cases=7)
    september(world, synthetic=True, cases=9)
    real, made_up = out()
    assert figures(real.path)["questions_in_time", "west-midlands", "denominator"] == "7"
    assert figures(made_up.path)["questions_in_time", "west-midlands", "denominator"] == "9"
    assert made_up.path.name.startswith("made-up-")
    store = open_store(home)
    sources = {source.kind for source in store.sources()}
    assert sources == {"service-measures", "service-measures-made-up"}
    query = f"SELECT DISTINCT note FROM ({store.sql('service_measures_synthetic')})"
    held = cursor(store.folder).execute(query).fetchall()
    assert held == [("made-up data: no real person, case or force stands behind it",)]


def test_a_dry_run_writes_nothing(world: World, home: Path) -> None:
    september(world, cases=6)
    (real,) = out(dry_run=True)
    assert real.shown > 0
    assert not (home / "published").exists()
    assert not LedgerEntry.objects.filter(action="figures.publish").exists()


def test_the_ledger_says_that_it_was_published_and_which_file(world: World, home: Path) -> None:
    from hashlib import sha256

    september(world, cases=6)
    (real,) = out()
    entry = LedgerEntry.objects.get(action="figures.publish")
    assert facts_of(entry)["file_sha256"] == sha256(real.path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("first", "last"), [("2026-11", "2026-11"), ("2026-10", "2026-09"), ("x", "2026-09")]
)
def test_only_months_that_are_over_are_published(world: World, home: Path, first: str, last: str) -> None:
    with pytest.raises(BadMonths):
        out(first, last)


def test_nobody_publishes_for_some_forces_only(world: World, home: Path) -> None:
    """T-24: two partial publications would give away what each hides."""
    for name in ("ben", "cerys", "eve"):
        with pytest.raises(NotAllowed):
            publish("2026-09", "2026-09", actor=world.actor(name), as_of=NOW)


def test_a_cancelled_clock_is_not_counted_and_a_pause_is(world: World, home: Path) -> None:
    from peelian.casework.cases.actions.moving import close_case, pause_case

    made = september(world, cases=6)
    closed, paused = asked(world), asked(world)
    at = ASKED + 2 * HOUR
    close_case(closed.reference, actor=world.actor("ben", at), as_of=at, reason="withdrawn")
    take_case(paused.reference, actor=world.actor("ben", at), as_of=at)
    pause_case(
        paused.reference,
        actor=world.actor("ben", at),
        as_of=at,
        reason="waiting_for_person",
        until=at + 24 * HOUR,
    )
    (real,) = out()
    found = figures(real.path)
    assert found["questions_in_time", "west-midlands", "denominator"] == str(len(made) + 1)
    assert found["questions_paused", "west-midlands", "numerator"] == "", "one was paused, too few to show"
