"""`peelian due`: what it shows of a schedule, and trying again, in both languages."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from peelian.casework.schedule.items import schedule
from peelian.casework.schedule.models import ScheduledItem
from peelian.cli.app import run
from tests.casework.schedule import kinds_for_tests as made

KEY = "test.run:17:20261126"


@pytest.fixture
def failed(committing_db: object) -> ScheduledItem:
    with transaction.atomic():
        item = schedule(made.RUN, timezone.now() - timedelta(days=3), KEY)
        schedule("test.of_tomorrow", timezone.now() - timedelta(days=2), "unhandled")
    ScheduledItem.objects.filter(pk=item.pk).update(state="failed", attempts=8, problem_code="test-broken")
    return item


def state_of(item: ScheduledItem) -> str:
    return ScheduledItem.objects.get(pk=item.pk).state


@pytest.mark.usefixtures("committing_db")
def test_an_empty_schedule_stands_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["due", "show"]) == 0
    assert capsys.readouterr().out == "0 overdue, 0 failed.\n"


def test_what_failed_waits_or_is_handled_by_nobody_is_told(
    failed: ScheduledItem, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["due", "show"]) == 3
    told = capsys.readouterr().out
    assert "1 overdue, 1 failed." in told
    assert "test.of_tomorrow" in told
    assert f"{KEY}: due " in told and "8 attempts (test-broken)" in told
    assert run(["--lang", "cy", "due", "show"]) == 3
    assert "1 yn hwyr, 1 wedi methu." in capsys.readouterr().out


def test_a_failed_item_is_tried_again_when_asked(
    failed: ScheduledItem, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["due", "retry", KEY, "--dry-run"]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert state_of(failed) == "failed"
    assert run(["due", "retry", KEY]) == 0
    assert state_of(failed) == "waiting"
    assert run(["due", "retry", KEY]) == 1
    assert "No item with that key has failed" in capsys.readouterr().err
