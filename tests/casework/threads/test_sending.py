"""From an answer to the news of it: once, safely, or to a person who must act. Notify stands here as a real server."""

from __future__ import annotations

from datetime import timedelta

import pytest

from peelian.casework.cases.actions.recording import add_person
from peelian.casework.cases.models import Case
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.outbox.models import OutboxEvent
from peelian.casework.records.people import NewPerson
from peelian.casework.threads import claiming, sending
from peelian.casework.threads.failing import settle_task
from peelian.casework.threads.models import ContactPoint, ContactTask, Sending
from peelian.casework.threads.points import end_contact_point
from peelian.casework.threads.problems import NoSuchTask
from peelian.casework.threads.tasks import REASONS, tasks_for, tasks_of
from tests.casework.threads.told import ANSWER, EMAIL, PHONE, Told
from tests.support.cases import DAY, HOUR, NOON, WORD
from tests.support.notify_server import NotifyServer

MINUTE = timedelta(minutes=1)


def _fresh(row: Sending) -> Sending:
    return Sending.objects.get(pk=row.pk)


def _task(asha: Told) -> ContactTask:
    return ContactTask.objects.get(case=asha.case)


def test_the_news_goes_once_in_reviewed_words_and_never_the_answer_itself(
    asha: Told, notify: NotifyServer
) -> None:
    """T-08: a telephone lies where others see it."""
    asha.point()
    row = asha.answer()
    assert (sending.hand_over(now=NOON), sending.hand_over(now=NOON + DAY)) == (1, 0)
    (sent,) = notify.sent
    assert (sent["email_address"], sent["reference"]) == (EMAIL, row.idempotency_key)
    said = str(sent["personalisation"])
    assert "marmalade" not in said
    assert WORD not in said
    assert f"{asha.case.reference[:3]} {asha.case.reference[3:7]}" in said
    row = _fresh(row)
    assert (row.state, row.provider, row.notice) == ("handed", "notify", "message.plain@1")
    assert row.provider_ref == sent["id"]


def test_the_provider_is_asked_what_became_of_it(asha: Told, notify: NotifyServer) -> None:
    asha.point("sms")
    row = asha.answer()
    sending.hand_over(now=NOON)
    notify.status = "sending"
    assert sending.ask_outcomes(now=NOON + MINUTE) == 0
    notify.status = "delivered"
    assert sending.ask_outcomes(now=NOON + HOUR) == 1
    assert (_fresh(row).state, _fresh(row).ended_at) == ("delivered", NOON + HOUR)
    assert notify.sent[0]["phone_number"] == PHONE


def test_the_arrival_of_news_is_no_act_on_the_case(asha: Told, notify: NotifyServer) -> None:
    """An officer who is typing is not told that somebody else has changed the case."""
    asha.point()
    asha.answer()
    version = Case.objects.get(pk=asha.case.pk).version
    sending.hand_over(now=NOON)
    sending.ask_outcomes(now=NOON + HOUR)
    assert Case.objects.get(pk=asha.case.pk).version == version


def test_a_bounce_marks_the_point_and_goes_the_next_safe_way(asha: Told, notify: NotifyServer) -> None:
    first, second = asha.point(rank=1), asha.point("sms", rank=2)
    row = asha.answer()
    sending.hand_over(now=NOON)
    notify.status = "permanent-failure"
    sending.ask_outcomes(now=NOON + MINUTE)
    notify.status = "delivered"
    sending.hand_over(now=NOON + HOUR)
    assert _fresh(row).state == "bounced"
    assert ContactPoint.objects.get(pk=first.pk).bounced_at == NOON + MINUTE
    again = Sending.objects.latest("id")
    assert (again.point, again.state, again.message) == (second, "handed", row.message)
    assert [set(one) & {"email_address", "phone_number"} for one in notify.sent] == [
        {"email_address"},
        {"phone_number"},
    ]
    entry = history(asha.case.uid).last()
    assert entry is not None
    assert (entry.action, entry.actor, facts_of(entry)["code"]) == (
        "message.bounce",
        "system:messages",
        "notify-permanent-failure",
    )
    assert not tasks_of(asha.case)


def test_when_no_safe_way_is_left_somebody_must_act_and_the_desk_knows(
    asha: Told, notify: NotifyServer
) -> None:
    asha.point()
    row = asha.answer()
    notify.refusals = [(400, "ValidationError", "email_address Not a valid email address")]
    sending.hand_over(now=NOON)
    assert _fresh(row).state == "bounced"
    task = _task(asha)
    assert (task.reason_code, list(tasks_for(asha.world.actor("cerys")))) == ("bounced", [task])
    assert list(tasks_for(asha.world.actor("dev"))) == []
    assert OutboxEvent.objects.filter(name="contact_needed", stream=asha.case.uid).count() == 1
    settle_task(
        asha.case.reference, task=task.uid, outcome="told_by_phone", actor=asha.world.actor("ben"), as_of=NOON
    )
    assert tasks_of(asha.case) == []
    with pytest.raises(NoSuchTask):
        settle_task(
            asha.case.reference,
            task=task.uid,
            outcome="not_needed",
            actor=asha.world.actor("ben"),
            as_of=NOON,
        )


@pytest.mark.parametrize(
    ("channel", "safe", "rule", "reason"),
    [
        ("", "", {}, "no_safe_point"),
        ("email", "unknown", {}, "no_safe_point"),
        ("email", "no", {}, "no_safe_point"),
        ("email", "yes", {"never": True}, "asked_never"),
        ("phone", "yes", {}, "by_phone"),
        ("post", "yes", {}, "by_post"),
    ],
)
def test_nothing_leaves_where_it_is_not_safe(
    asha: Told, notify: NotifyServer, channel: str, safe: str, rule: dict[str, bool], reason: str
) -> None:
    """T-08: `unknown` is no; `never` is never; a call is a person's work."""
    if channel:
        asha.point(channel, safe)
    asha.rule(**rule)
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert notify.sent == []
    assert (_fresh(row).state, _task(asha).reason_code) == ("held", reason)
    assert REASONS[reason].cy != REASONS[reason]


def test_who_looks_at_the_page_is_sent_nothing_and_nobody_is_troubled(
    asha: Told, notify: NotifyServer
) -> None:
    asha.point("page", "unknown")
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert (_fresh(row).state, _fresh(row).provider, notify.sent, tasks_of(asha.case)) == (
        "delivered",
        "page",
        [],
        [],
    )


def test_it_waits_for_safe_hours_and_the_gate_is_asked_again_then(asha: Told, notify: NotifyServer) -> None:
    """T-08: what was safe when it was queued may not be when it goes."""
    point = asha.point(hours="tue 09:00-10:00")
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert (_fresh(row).state, _fresh(row).next_at, notify.sent) == ("queued", NOON + 21 * HOUR, [])
    end_contact_point(
        asha.case.reference,
        point=point.uid,
        actor=asha.world.actor("ben"),
        as_of=NOON + HOUR,
        reason="not_safe",
    )
    sending.hand_over(now=NOON + 21 * HOUR)
    assert (notify.sent, _fresh(row).state) == ([], "held")


def test_neutral_words_name_nothing_at_all(asha: Told, notify: NotifyServer) -> None:
    """T-08: neither the reference nor the page, in either language."""
    asha.point()
    asha.rule(neutral_only=True)
    asha.answer()
    sending.hand_over(now=NOON)
    said = str(notify.sent[0]["personalisation"])
    assert not any(sign.isdigit() for sign in said)
    assert "http" not in said
    assert "/ask" not in said


def test_nothing_is_sent_to_people_who_are_made_up(asha: Told, notify: NotifyServer) -> None:
    """T-08: an invented address may be somebody's."""
    Case.objects.filter(pk=asha.case.pk).update(synthetic=True)
    asha.point()
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert (_fresh(row).state, _fresh(row).provider, notify.sent) == ("delivered", "synthetic", [])


def test_to_a_child_only_neutral_words_go(asha: Told, notify: NotifyServer) -> None:
    """T-08: Ffion is fifteen; whoever holds her telephone learns nothing. An unknown age alone does not make it so."""
    ffion = add_person(
        asha.case.reference,
        part="victim",
        person=NewPerson(name="Ffion", birth_date="2011-05-31"),
        actor=asha.world.actor("ben"),
        as_of=NOON,
    )
    asha.asha = ffion
    asha.point("sms")
    asha.answer()
    sending.hand_over(now=NOON)
    assert [one["personalisation"]["text"] for one in notify.sent] == [
        "There is a message for you. You know where to look."
    ]


def test_welsh_is_answered_in_welsh(asha: Told, notify: NotifyServer) -> None:
    asha.point()
    asha.asha.language = "cy"
    asha.asha.save(update_fields=["language"])
    asha.answer()
    sending.hand_over(now=NOON)
    assert notify.sent[0]["personalisation"]["subject"] == "Mae neges ichi"


def test_when_the_line_breaks_after_it_was_taken_it_is_asked_for_and_not_sent_twice(
    asha: Told, notify: NotifyServer
) -> None:
    asha.point()
    row = asha.answer()
    notify.breaks_after_taking = True
    sending.hand_over(now=NOON)
    assert _fresh(row).state == "handing"
    notify.breaks_after_taking = False
    sending.hand_over(now=NOON + 2 * MINUTE)
    assert (_fresh(row).state, len(notify.sent)) == ("delivered", 1)


def test_a_worker_that_died_before_it_called_is_followed_by_one_that_asks_and_then_sends(
    asha: Told, notify: NotifyServer
) -> None:
    asha.point()
    row = asha.answer()
    (dead,) = claiming.claim(NOON, "dead", 5)
    claiming.begin(dead, NOON, point=ContactPoint.objects.get(), provider="notify")
    assert sending.hand_over(now=NOON + MINUTE) == 0
    sending.hand_over(now=NOON + HOUR)
    sending.hand_over(now=NOON + HOUR + MINUTE)
    assert (_fresh(row).state, len(notify.sent)) == ("handed", 1)


def test_a_worker_that_comes_back_too_late_writes_nothing(asha: Told, notify: NotifyServer) -> None:
    asha.point()
    asha.answer()
    (late,) = claiming.claim(NOON, "late", 5)
    (other,) = claiming.claim(NOON + HOUR, "other", 5)
    with pytest.raises(claiming.ClaimLost):
        claiming.end(late, "handed", NOON + HOUR)
    claiming.end(other, "handed", NOON + HOUR)


@pytest.mark.parametrize(
    ("status", "error", "seconds"),
    [(429, "RateLimitError", 30), (500, "Exception", 60), (403, "AuthError", 300)],
)
def test_a_provider_that_says_later_is_obeyed_and_nothing_is_dropped(
    asha: Told, notify: NotifyServer, status: int, error: str, seconds: int
) -> None:
    asha.point()
    row = asha.answer()
    notify.refusals = [(status, error, "later")]
    sending.hand_over(now=NOON)
    held = _fresh(row)
    assert (held.state, held.attempts, held.next_at) == ("queued", 0, NOON + timedelta(seconds=seconds))
    sending.hand_over(now=held.next_at)
    assert (_fresh(row).state, len(notify.sent)) == ("handed", 1)


def test_a_provider_that_is_away_for_a_day_is_given_up_for_this_news(
    asha: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELIAN_EMAIL", "smtp://127.0.0.1:9")
    asha.point()
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert (_fresh(row).state, _fresh(row).problem_code) == ("queued", "smtp-away")
    sending.hand_over(now=NOON + DAY)
    assert (_fresh(row).state, _task(asha).reason_code) == ("failed", "bounced")
    assert ContactPoint.objects.get().bounced_at is None


def test_a_setting_that_says_nothing_ends_with_a_person_and_not_with_silence(
    asha: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELIAN_EMAIL", "pigeon://roof")
    asha.point()
    row = asha.answer()
    now = NOON
    for _ in range(sending.ATTEMPTS):
        sending.hand_over(now=now)
        now += 2 * HOUR
    assert (_fresh(row).state, _task(asha).reason_code) == ("held", "fault")


def test_after_disposal_nobody_is_told_of_anything(asha: Told, notify: NotifyServer) -> None:
    """T-12: a message in the queue does not outlive its case."""
    asha.point()
    row = asha.answer()
    Case.objects.filter(pk=asha.case.pk).update(disposed_at=NOON)
    sending.hand_over(now=NOON)
    assert (_fresh(row).state, notify.sent) == ("failed", [])


def test_no_log_line_holds_an_address_or_a_word(
    asha: Told, notify: NotifyServer, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """T-11: whatever goes wrong."""
    asha.point()
    asha.answer()
    notify.refusals = [(400, "ValidationError", f"email_address {EMAIL} is bad")]
    with caplog.at_level("DEBUG", logger="peelian"):
        sending.hand_over(now=NOON)
    out = capsys.readouterr()
    told = (
        caplog.text
        + out.out
        + out.err
        + str(list(Sending.objects.values()))
        + str(list(ContactTask.objects.values()))
    )
    for planted in (EMAIL, "Asha", ANSWER):
        assert planted not in told
