"""The provider of messages is away for an hour (given, not waited for): reports are taken all the while, nothing is lost,
nothing is sent twice, and nobody is asked to ring people who only had to wait.

The worker's own code talks to a real server on this computer that is not there, answers with a fault, says nothing, or
takes what it is given and breaks the line. Notify can be asked by our reference what it took: then nothing is sent
twice. A mail server cannot be asked: of what it took before the line broke nobody knows, so it is never sent again
blindly; a person is asked to decide, and whoever has it sent again may send it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peelian.accounts.models import Grant
from peelian.casework.cases.models import Case
from peelian.casework.outbox.delivering import deliver_all
from peelian.casework.threads import sending
from peelian.casework.threads.failing import settle_task
from peelian.casework.threads.models import ContactTask, Sending
from peelian.casework.threads.providers import notify as by_notify
from peelian.casework.threads.providers import smtp as by_smtp
from peelian.services.contact.numbers import new_number
from tests.casework.threads.conftest import mail, notify
from tests.faults.casework.asking import reference_in
from tests.services.contact.report.filling import BURGLARY, text_of
from tests.support.cases import World, make_world
from tests.support.mail_server import HANGS, MailServer
from tests.support.notify_server import NotifyServer

__all__ = ["mail", "notify"]

Away = Callable[[NotifyServer, pytest.MonkeyPatch], AbstractContextManager[None]]
HOUR = timedelta(hours=1)
TURN = timedelta(minutes=6)
"""Between two turns of the worker: longer than a provider asks to be left alone, and a claim without news is over."""
NOBODY_LISTENS = "127.0.0.1:9"
PEOPLE = 2


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def address(number: int) -> str:
    return f"asha{number}@example.org"


def reported(number: int) -> str:
    """The last page of a report of somebody who is told by e-mail, sent; its reference."""
    sent = {
        **BURGLARY,
        "q.told.email": address(number),
        "number": new_number(),
        "version": "1",
        "at": "check",
    }
    found = reference_in(text_of(Client().post("/report", {**sent, "do": "send"})))  # type: ignore[arg-type]
    assert found is not None
    return found


def worked(begins: datetime, lasts: timedelta) -> datetime:
    """The worker's turns over a time, without waiting for it; when that is over."""
    now = begins
    while now < begins + lasts:
        sending.hand_over(now=now)
        sending.ask_outcomes(now=now)
        now += TURN
    return now


def an_hour_of_reports() -> datetime:
    """People report, and the worker works; when the hour is over. Each report has its case and is told of at once."""
    now = timezone.now()
    told = []
    for number in range(PEOPLE):
        told.append(reported(number))
        now = worked(now, HOUR / PEOPLE)
    assert Case.objects.filter(reference__in=told).count() == Sending.objects.count() == PEOPLE
    return now


def states() -> set[str]:
    return set(Sending.objects.values_list("state", flat=True))


@contextmanager
def closed(server: NotifyServer, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody listens at its address."""
    with patch.context() as away:
        away.setenv("PEELIAN_NOTIFY_ADDRESS", f"http://{NOBODY_LISTENS}")
        yield


@contextmanager
def failing(server: NotifyServer, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """It answers every request with a fault of its own."""
    server.refusals = [(503, "Exception", "Internal server error")] * 1000
    yield
    server.refusals = []


@contextmanager
def silent(server: NotifyServer, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """It takes the line and says nothing; it is waited for a moment instead of twenty seconds."""
    server.hangs = True
    with patch.context() as away:
        away.setattr(by_notify, "SECONDS", 0.1)
        yield
    server.hangs = False


@contextmanager
def saying(server: MailServer, step: str, says: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The mail server answers so at a step; where it says nothing, it is waited for a moment instead of twenty seconds."""
    server.answers[step] = says
    with patch.context() as away:
        if says == HANGS:
            away.setattr(by_smtp, "SECONDS", 1.0 if step == "end" else 0.1)
        yield
    server.answers.clear()


@pytest.mark.parametrize("away", [closed, failing, silent])
def test_an_hour_without_the_provider_loses_nothing_and_sends_nothing_twice(
    world: World, notify: NotifyServer, monkeypatch: pytest.MonkeyPatch, away: Away
) -> None:
    with away(notify, monkeypatch):
        now = an_hour_of_reports()
        assert notify.sent == []
    assert states() <= {"queued", "handing"}
    each_is_told_once(notify, now)


def test_what_the_provider_took_before_the_line_broke_is_asked_for_and_not_sent_again(
    world: World, notify: NotifyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes each message, breaks the line, and then cannot even be asked until the hour is over."""
    notify.breaks_after_taking = True
    now = timezone.now()
    for number in range(PEOPLE):
        reported(number)
        sending.hand_over(now=now)
        with closed(notify, monkeypatch):
            now = worked(now, HOUR / PEOPLE)
    notify.breaks_after_taking = False
    assert len(notify.sent) == PEOPLE
    assert states() == {"handing"}
    each_is_told_once(notify, now)


def each_is_told_once(server: NotifyServer, now: datetime) -> None:
    """The provider is back: within the hour each has one message, under the reference that is written down for it."""
    worked(now, HOUR)
    assert sorted(one["email_address"] for one in server.sent) == [address(one) for one in range(PEOPLE)]
    keys = sorted(Sending.objects.values_list("idempotency_key", flat=True))
    assert sorted(one["reference"] for one in server.sent) == keys
    assert states() == {"delivered"}
    assert not ContactTask.objects.exists()


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("greeting", HANGS),
        ("mail", ""),
        ("rcpt", "451 4.3.0 later"),
        ("end", "452 4.3.1 no room on the disk"),
    ],
)
def test_an_hour_without_the_mail_server_loses_nothing_and_sends_nothing_twice(
    world: World, mail: MailServer, monkeypatch: pytest.MonkeyPatch, step: str, says: str
) -> None:
    with saying(mail, step, says, monkeypatch):
        now = an_hour_of_reports()
    assert mail.taken == []
    assert states() == {"queued"}
    worked(now, HOUR)
    assert sorted(recipient for _, recipient, _ in mail.taken) == [address(one) for one in range(PEOPLE)]
    assert sorted(sender.partition("@")[0] for sender, _, _ in mail.taken) == sorted(
        f"bounce+{key}" for key in Sending.objects.values_list("idempotency_key", flat=True)
    )
    assert not ContactTask.objects.exists()


@pytest.mark.parametrize(("says", "taken"), [("", PEOPLE), (HANGS, 0)])
def test_what_a_mail_server_may_have_taken_is_not_sent_again_until_a_person_says_so(
    world: World, mail: MailServer, monkeypatch: pytest.MonkeyPatch, says: str, taken: int
) -> None:
    """Taken or not taken, it looks the same from here: a task for each, and a second message by decision only."""
    with saying(mail, "end", says, monkeypatch):
        now = an_hour_of_reports()
    now = worked(now, 3 * HOUR)
    assert len(mail.taken) == taken
    assert states() == {"held"}
    tasks = list(ContactTask.objects.select_related("case").order_by("id"))
    assert [one.reason_code for one in tasks] == ["outcome_unknown"] * PEOPLE
    decided(world, tasks[0], "told_by_phone", now)
    decided(world, tasks[1], "sent_again", now)
    worked(now, HOUR)
    assert len(mail.taken) == taken + 1
    to_second = [message["Message-ID"] for _, recipient, message in mail.taken if recipient == address(1)]
    assert len(to_second) == len(set(to_second)) == (2 if taken else 1), "sent twice, if it was taken before"


def decided(world: World, task: ContactTask, outcome: str, now: datetime) -> None:
    team = world.force.contact_team
    Grant.objects.get_or_create(
        user=world.cerys, role="supervisor", team=team, defaults={"starts": task.made_at, "reason": "new"}
    )
    settle_task(
        task.case.reference, task=task.uid, outcome=outcome, actor=world.actor("cerys", now), as_of=now
    )


def test_reports_are_taken_while_no_worker_runs_and_told_when_one_does(
    world: World, notify: NotifyServer
) -> None:
    """The queue stands for an hour: each report has its case at once, and everything that it set off waits."""
    told = [reported(number) for number in range(PEOPLE)]
    assert Case.objects.filter(reference__in=told).count() == PEOPLE
    assert notify.sent == []
    later = timezone.now() + HOUR
    assert deliver_all(now=later) > 0
    assert deliver_all(now=later) == 0
    each_is_told_once(notify, later)
