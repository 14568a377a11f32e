"""The made-up year: labelled, repeatable, never beside real cases; its chains hold, copies included."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from peelian.accounts.actors import actor_for
from peelian.accounts.models import Grant, Team, User
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.models import Case, CaseParty, PayloadVersion
from peelian.casework.clocks.models import Clock
from peelian.casework.ledger.contents import check_contents
from peelian.casework.ledger.models import LedgerEntry, Stream
from peelian.casework.ledger.verify import Verified, verify
from peelian.casework.records.models import Person
from peelian.casework.sealing.models import VaultKey
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.models import Message, Sending
from peelian.law.engine import provision
from peelian.project.demo import copying
from peelian.project.demo.commands import last_moment
from peelian.project.demo.copying import Copier
from peelian.project.demo.patterns import MODELS, pattern_of
from peelian.project.demo.problems import NotYetOver, RealCases, TooEarly
from peelian.project.demo.running import busiest_supervisor, planned, write, year_of
from peelian.project.demo.stories import YEAR
from peelian.project.demo.telling import tell
from peelian.project.demo.world import prepared
from tests.support.cases import make_world
from tests.support.databases import Clone

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
A_YEAR = year_of(1829, UNTIL)


def verified() -> Verified:
    """Every chain, and the sealed details that the entries committed to."""
    return verify().also(check_contents())


def test_stories_depend_on_seed_and_number_alone() -> None:
    assert A_YEAR.story(7) == year_of(1829, UNTIL).story(7)
    assert A_YEAR.story(7) != year_of(1830, UNTIL).story(7)


def test_every_force_has_a_story_and_each_story_ends_within_the_year() -> None:
    stories = [A_YEAR.story(number) for number in range(300)]
    assert {story.force for story in stories} == set(range(43))
    for story in stories:
        moments = [story.opened_at, *(step.at for step in story.steps)]
        assert moments == sorted(moments)
        assert UNTIL - YEAR <= moments[0] <= moments[-1] < UNTIL


def test_the_words_are_reserved_for_examples_and_marked() -> None:
    for number in range(200):
        story = A_YEAR.story(number)
        assert story.question.startswith(("[Made up]", "[Ffug]"))
        assert story.contact.endswith(("@example.org", "Exampleton", "")) or story.contact[:9] in {
            "07700 900",
            "01632 960",
        }


def test_a_plan_is_told_and_nothing_written(db: None) -> None:
    plan = planned(A_YEAR, 50)
    assert (plan.cases, plan.forces) == (50, 43)
    assert plan.actions > 50
    assert not Case.objects.exists()


def test_it_is_refused_beside_a_real_case(db: None) -> None:
    make_world().opened()
    with pytest.raises(RealCases):
        write(A_YEAR, 1)
    assert not Team.objects.filter(slug__startswith="demo-").exists()


def test_told_cases_are_marked_sent_to_nobody_and_hold(committing_db: Clone) -> None:
    assert write(A_YEAR, 12) == 12
    assert write(A_YEAR, 14) == 2, "what was told is not told again"
    assert Case.objects.filter(synthetic=True).count() == Case.objects.count() == 14
    assert Person.objects.filter(synthetic=False).count() == 0
    assert not Sending.objects.exists()
    assert Grant.objects.filter(role="supervisor").count() == 43
    found = verified()
    assert found.holds
    assert found.later == 0, "the end is signed"


def test_the_log_of_sqlite_does_not_grow_with_every_case(
    committing_db: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    if committing_db.engine != "sqlite":
        pytest.skip("the log of SQLite")
    monkeypatch.setattr("peelian.project.demo.running.LOGGED", 3)
    log = Path(committing_db.names["default"] + "-wal")
    write(A_YEAR, 6)
    before = log.stat().st_size
    write(A_YEAR, 24)
    assert log.stat().st_size < 1.5 * before


@pytest.mark.parametrize("processors", [1, 2])
def test_copies_are_whole_cases_with_keys_and_chains_of_their_own(
    committing_db: Clone, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    """In units and portions, made here or in a process beside; the last ones are not full."""
    monkeypatch.setattr("os.cpu_count", lambda: processors)
    monkeypatch.setattr(copying, "UNIT", 14)
    monkeypatch.setattr(copying, "HELD", 7)
    write(A_YEAR, 10)
    told = {model: model._default_manager.count() for model, _ in MODELS}
    done: list[int] = []
    Copier([pattern_of(case) for case in Case.objects.order_by("pk")], seed=3).copy(0, 30, say=done.append)

    assert done == [14, 28, 30]
    assert {model: model._default_manager.count() for model, _ in MODELS} == {
        model: count * 4 for model, count in told.items()
    }
    assert verified().holds
    for model in (Case, Person):
        keys = list(model._default_manager.values_list("key_id", flat=True))
        assert len(set(keys)) == len(keys)
        assert VaultKey.objects.using("vault").filter(pk__in=keys).count() == len(keys)
    assert Counter(Case.objects.values_list("state", flat=True)) == {
        state: count * 4
        for state, count in Counter(Case.objects.order_by("pk")[:10].values_list("state", flat=True)).items()
    }
    uids = list(Case.objects.order_by("pk")[10:].values_list("uid", flat=True))
    assert uids == sorted(uids), "indexes grow at their end"
    assert {uid[0] for uid in uids} >= set("0123456789abcde"), "over the whole range"


def test_copying_goes_on_after_the_last_whole_unit(
    committing_db: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BrokenOffError(Exception):
        pass

    def broken_off(done: int, of: int) -> None:
        if done == 16:
            raise BrokenOffError

    monkeypatch.setattr("peelian.project.demo.running.told_of", lambda cases: min(cases, 6))
    monkeypatch.setattr(copying, "UNIT", 10)
    monkeypatch.setattr(copying, "HELD", 5)
    with pytest.raises(BrokenOffError):
        write(A_YEAR, 40, say=broken_off)
    assert Case.objects.count() == 16
    assert write(A_YEAR, 40) == 24
    assert write(A_YEAR, 40) == write(A_YEAR, 3) == 0, "as many are here already, and more"
    assert Case.objects.count() == 40
    found = verified()
    assert (found.holds, found.later) == (True, 0)


def test_a_copy_opens_under_its_own_key_and_stands_at_its_own_time(committing_db: Clone) -> None:
    write(A_YEAR, 4)
    first = Case.objects.order_by("pk")[0]
    Copier([pattern_of(first)], seed=3).copy(0, 1)
    copy = Case.objects.order_by("-pk")[0]

    assert copy.reference != first.reference
    moved = first.opened_at - copy.opened_at
    for one, other in zip(Clock.objects.filter(case=first), Clock.objects.filter(case=copy), strict=True):
        assert (one.due_at - other.due_at, one.started_at - other.started_at) == (moved, moved)
        assert (one.state, one.version) == (other.state, other.version)
    door = Door(frozenset({copy.key_id}), "test")
    own = [
        open_sealed(row, "sealed", door)
        for row in PayloadVersion.objects.filter(case=copy).select_related("case")
    ]
    before = Door(frozenset({first.key_id}), "test")
    assert own == [
        open_sealed(row, "sealed", before)
        for row in PayloadVersion.objects.filter(case=first).select_related("case")
    ]
    assert [m.number for m in Message.objects.filter(case=copy)] == [
        m.number for m in Message.objects.filter(case=first)
    ]
    assert CaseParty.objects.get(case=copy).person != CaseParty.objects.get(case=first).person
    entry = LedgerEntry.objects.get(stream=copy.uid, seq=1)
    assert copy.opened_at.isoformat(timespec="seconds")[:19] in entry.facts
    assert Stream.objects.get(pk=copy.uid).seq == copy.version


def test_an_action_on_a_copy_goes_on_where_its_chain_ends(committing_db: Clone) -> None:
    from peelian.accounts.actors import system_actor
    from peelian.casework.cases.actions.moving import close_case, reopen_case

    write(A_YEAR, 6)
    Copier([pattern_of(case) for case in Case.objects.order_by("pk")], seed=3).copy(0, 6)
    copy = Case.objects.order_by("-pk")[0]
    actor = system_actor("worker", UNTIL)
    if copy.klass == "closed":
        reopen_case(copy.reference, actor=actor, as_of=UNTIL)
    else:
        close_case(copy.reference, actor=actor, as_of=UNTIL, reason="answered")
    tell(A_YEAR, 6, prepared(UNTIL))
    assert verified().holds, "and new rows take the numbers after the copies'"


def test_a_year_that_is_not_over_is_refused_and_the_default_ends_in_the_past() -> None:
    now = datetime.now(UTC)
    for days in (0, 1, 1500):
        with pytest.raises(NotYetOver):
            last_moment(f"{now + timedelta(days=days):%Y-%m-%d}")
    assert last_moment(f"{now - timedelta(days=1):%Y-%m-%d}") < now
    assert last_moment("") <= now


def test_a_year_before_the_pledge_is_refused_with_the_first_one_that_can_be_told() -> None:
    """By Peelian's own law: a question of the first moment of the year has a rule, one of the year before has none."""
    for early in ("0001-05-01", "1999-12-31"):
        with pytest.raises(TooEarly) as refused:
            last_moment(early)
    first = refused.value.fields["first"]
    pledge = provision("neighbourhood.reply")
    begins = last_moment(str(first)) - YEAR
    assert pledge.version_on(begins.date()) is not None
    assert pledge.version_on(begins.date() - timedelta(days=1)) is None
    with pytest.raises(TooEarly):
        last_moment(f"{date.fromisoformat(str(first)) - timedelta(days=1)}")


def test_it_is_said_whose_link_opens_the_desk(
    committing_db: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    """A supervisor who sees cases; the command that is named draws their link."""
    from django.core.management import call_command

    write(A_YEAR, 20)
    address = busiest_supervisor()
    supervisor = User.objects.get(email=address)
    forces = Counter(Case.objects.filter(closed_at=None).values_list("opened_force", flat=True))
    assert forces[address.partition(".")[0]] == max(forces.values())
    assert cases_for(actor_for(supervisor)).exists()
    call_command("account_link", address)
    assert "/account/set-up?code=" in capsys.readouterr().out
