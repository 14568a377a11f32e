"""What a worker does with what is due: in order, once, late or not, failing or not. The time is given, never slept."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction

from peelian.casework.schedule import claiming, tidying, worker
from peelian.casework.schedule.claiming import ATTEMPTS, LEASE, claim
from peelian.casework.schedule.items import cancel, schedule
from peelian.casework.schedule.models import ScheduledItem
from peelian.casework.schedule.standing import failed, standing
from peelian.casework.schedule.worker import OneTurn, catch_up, start_recurring, tick, work
from tests.casework.schedule import kinds_for_tests as made
from tests.casework.schedule.kinds_for_tests import effects

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("db")


def state_of(key: str) -> tuple[str, str]:
    item = ScheduledItem.objects.get(key=key)
    return item.state, item.problem_code


def test_what_is_due_is_done_and_what_is_not_yet_waits() -> None:
    schedule(made.RUN, NOW, "now")
    schedule(made.RUN, NOW + timedelta(microseconds=1), "next")
    assert catch_up(now=NOW) == 1
    assert effects() == ["now"]
    item = ScheduledItem.objects.get(key="now")
    assert (item.state, item.ended_at, item.claimed_by, item.claimed_until) == ("done", NOW, "", None)


def test_three_days_without_a_worker_are_caught_up_in_order() -> None:
    for hour in range(72, 0, -1):
        schedule(made.RUN, NOW - hour * HOUR, f"{72 - hour:02}", subject_stream=f"case-{hour % 3}")
    assert catch_up(now=NOW) == 72
    done = effects()
    for stream in range(3):
        mine = [key for key in done if (72 - int(key)) % 3 == stream]
        assert mine == sorted(mine)
        assert len(mine) == 24


def test_items_of_one_time_are_done_in_the_order_in_which_they_were_made() -> None:
    for key in ("b", "a", "c"):
        schedule(made.RUN, NOW, key, subject_stream="case")
    catch_up(now=NOW)
    assert effects() == ["b", "a", "c"]


def test_an_item_waits_for_the_earlier_ones_of_its_stream_only() -> None:
    made.broken.add("first")
    try:
        schedule(made.FAILS, NOW - 2 * HOUR, "first", subject_stream="case")
        schedule(made.RUN, NOW - HOUR, "second", subject_stream="case")
        schedule(made.RUN, NOW, "other", subject_stream="another")
        schedule(made.RUN, NOW, "free")
        catch_up(now=NOW)
        assert sorted(effects()) == ["free", "other"]
        assert state_of("first") == ("waiting", "test-broken")
    finally:
        made.broken.clear()
    catch_up(now=NOW + HOUR)
    assert effects()[2:] == ["first", "second"]


def test_of_a_series_only_the_latest_that_is_due_is_done() -> None:
    for day in (3, 2, 1):
        schedule(made.LATEST, NOW - timedelta(days=day), f"reminder-{day}", series="case-1")
    schedule(made.LATEST, NOW + HOUR, "reminder-0", series="case-1")
    schedule(made.LATEST, NOW - timedelta(days=5), "of-another", series="case-2")
    schedule(made.LATEST, NOW - timedelta(days=5), "of-none")
    catch_up(now=NOW)
    assert sorted(effects()) == ["of-another", "of-none", "reminder-1"]
    assert state_of("reminder-3") == state_of("reminder-2") == ("cancelled", worker.SUPERSEDED)
    assert state_of("reminder-0") == ("waiting", "")


def test_an_earlier_one_of_a_series_is_not_done_after_the_later_one() -> None:
    schedule(made.LATEST, NOW - HOUR, "later", series="case-1")
    catch_up(now=NOW)
    schedule(made.LATEST, NOW - 2 * HOUR, "earlier", series="case-1")
    catch_up(now=NOW)
    assert effects() == ["later"]


def test_what_may_be_skipped_is_not_done_once_its_grace_is_over() -> None:
    schedule(made.SKIP, NOW - HOUR, "in-grace")
    schedule(made.SKIP, NOW - HOUR - timedelta(seconds=1), "too-late")
    catch_up(now=NOW)
    assert effects() == ["in-grace"]
    assert state_of("too-late") == ("cancelled", worker.SKIPPED)


def test_a_handler_that_acts_finishes_its_item_itself() -> None:
    schedule(made.ACTS, NOW, "acts")
    catch_up(now=NOW)
    assert effects() == ["acts"]


def test_a_handler_that_forgets_to_finish_is_a_failure() -> None:
    schedule(made.FORGETS, NOW, "forgets")
    tick(now=NOW)
    assert state_of("forgets") == ("waiting", "schedule-not-finished")


def test_a_failure_leaves_nothing_behind_and_waits_longer_each_time() -> None:
    made.broken.add("bad")
    try:
        schedule(made.FAILS, NOW, "bad")
        waits, moment = [], NOW
        for _ in range(ATTEMPTS - 1):
            tick(now=moment)
            after = ScheduledItem.objects.get(key="bad").retry_at
            assert after is not None
            assert tick(now=after - timedelta(microseconds=1)) == 0
            waits.append((after - moment).total_seconds())
            moment = after
        assert effects() == []
        assert all(4 <= wait <= 4320 for wait in waits)
        assert all(after > before for before, after in pairwise(waits))
        tick(now=moment)
    finally:
        made.broken.clear()
    assert state_of("bad") == ("failed", "test-broken")
    assert catch_up(now=moment + timedelta(days=9)) == 0


def test_a_failed_item_is_shown_and_no_longer_in_the_way() -> None:
    made.broken.add("bad")
    try:
        schedule(made.FAILS, NOW, "bad", subject_stream="case")
        schedule(made.RUN, NOW + HOUR, "after", subject_stream="case")
        for day in range(ATTEMPTS + 1):
            catch_up(now=NOW + timedelta(days=day))
    finally:
        made.broken.clear()
    assert effects() == ["after"]
    assert [item.key for item in failed(["case"])] == ["bad"]
    assert not failed(["another"]).exists()
    assert standing(NOW + timedelta(days=9)).failed == 1


def test_a_failure_is_told_by_its_code_and_never_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    """T-11: an error's text may hold a name."""
    schedule(made.FAILS, NOW, "it.crash")
    tick(now=NOW)
    assert state_of("it.crash") == ("waiting", "error-ValueError")
    assert "error-ValueError" in caplog.text
    assert "Asha" not in caplog.text


def test_an_item_that_is_claimed_is_not_claimed_again_within_its_lease() -> None:
    schedule(made.RUN, NOW, "one")
    (first,) = claim(NOW, "first", 10)
    assert claim(NOW + LEASE, "second", 10) == []
    (second,) = claim(NOW + LEASE + timedelta(seconds=1), "second", 10)
    assert (first.pk, first.claimed_by) != (second.pk, second.claimed_by)
    assert second.attempts == 2


def test_who_outlives_the_lease_leaves_no_effect() -> None:
    schedule(made.RUN, NOW, "one")
    (slow,) = claim(NOW, "slow", 10)
    (quick,) = claim(NOW + LEASE + timedelta(seconds=1), "quick", 10)
    work(slow, NOW + LEASE)
    assert effects() == []
    work(quick, NOW + LEASE)
    assert effects() == ["one"]
    work(slow, NOW + LEASE)
    assert effects() == ["one"]


def test_an_item_under_which_every_worker_dies_fails_in_the_end() -> None:
    schedule(made.RUN, NOW, "deadly")
    moment = NOW
    for _ in range(ATTEMPTS):
        assert len(claim(moment, "dies", 10)) == 1
        moment += LEASE + timedelta(seconds=1)
    assert claim(moment, "dies", 10) == []
    assert state_of("deadly") == ("failed", claiming.CRASHED)


def test_an_item_of_a_kind_that_nobody_handles_waits_and_is_told() -> None:
    schedule("test.of_tomorrow", NOW, "tomorrow")
    assert catch_up(now=NOW) == 0
    found = standing(NOW + HOUR)
    assert (found.unhandled, found.overdue, found.oldest) == (("test.of_tomorrow",), 1, NOW)


def test_a_cancelled_item_is_never_done() -> None:
    schedule(made.RUN, NOW, "one")
    cancel("one")
    assert catch_up(now=NOW) == 0


def test_a_batch_is_limited_and_asks_few_questions() -> None:
    for number in range(30):
        schedule(made.RUN, NOW, f"{number:02}")
    assert tick(now=NOW, limit=20) == 20
    assert tick(now=NOW, limit=20) == 10
    assert tick(now=NOW, limit=20) == 0


def test_the_turn_tells_its_handler_what_and_when() -> None:
    schedule(made.RUN, NOW - HOUR, "one", subject_stream="case", body={"case": 7, "code": "x"})
    (item,) = claim(NOW, "w", 1)
    turn = OneTurn(item, NOW)
    assert (turn.key, turn.kind, turn.due_at, turn.as_of) == ("one", made.RUN, NOW - HOUR, NOW)
    assert (turn.subject_stream, dict(turn.body)) == ("case", {"case": 7, "code": "x"})


def test_what_was_finished_long_ago_leaves_the_table_and_failures_stay() -> None:
    long_ago, lately = NOW - tidying.KEPT - HOUR, NOW - tidying.KEPT + HOUR
    for state in ("done", "cancelled", "failed", "waiting"):
        for name, due_at in (("old", long_ago), ("new", lately)):
            schedule(made.RUN, due_at, f"{state}-{name}")
            ScheduledItem.objects.filter(key=f"{state}-{name}").update(state=state)
    assert tidying.tidy(now=NOW) == 2
    gone = {"done-old", "cancelled-old"}
    assert not ScheduledItem.objects.filter(key__in=gone).exists()
    assert ScheduledItem.objects.count() == 6


# --- what comes again and again -----------------------------------------------------------------------------
def test_a_recurring_kind_always_has_one_next_item() -> None:
    start_recurring(now=NOW + timedelta(minutes=5))
    start_recurring(now=NOW + timedelta(minutes=6))
    waiting = ScheduledItem.objects.filter(kind=made.RECURS, state="waiting")
    assert [item.due_at for item in waiting] == [NOW + HOUR]
    catch_up(now=NOW + HOUR)
    assert [item.due_at for item in waiting.all()] == [NOW + 2 * HOUR]


def test_after_three_days_a_recurring_kind_is_done_once() -> None:
    start_recurring(now=NOW)
    later = NOW + timedelta(days=3, minutes=5)
    catch_up(now=later)
    assert len(effects()) == 1
    waiting = ScheduledItem.objects.filter(kind=made.RECURS, state="waiting")
    assert [item.due_at for item in waiting] == [NOW + timedelta(days=3, hours=1)]


def test_a_failed_turn_does_not_end_what_recurs() -> None:
    with transaction.atomic():
        start_recurring(now=NOW)
    ScheduledItem.objects.filter(kind=made.RECURS).update(attempts=ATTEMPTS - 1)
    (item,) = (one for one in claim(NOW + HOUR, "w", 99) if one.kind == made.RECURS)
    worker._failed(item, NOW + HOUR, "test-broken")
    states = sorted(ScheduledItem.objects.filter(kind=made.RECURS).values_list("state", flat=True))
    assert states == ["failed", "waiting"]
