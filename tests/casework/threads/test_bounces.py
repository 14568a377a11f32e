"""Reports that come back by e-mail (RFC 3464): only what names a sending of ours changes anything."""

from __future__ import annotations

import pytest

from peelian.casework.threads import bounces, sending
from peelian.casework.threads.models import ContactPoint, Sending
from peelian.casework.threads.tasks import tasks_of
from tests.casework.threads.told import Told
from tests.support.cases import DAY, HOUR, NOON
from tests.support.mail_server import MailServer

LETTER = """From: MAILER-DAEMON@mx.example.org
To: bounce+{key}@example.net
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; asha@example.org
Action: {action}
Status: {status}

--b--
"""


@pytest.fixture
def handed(asha: Told, mail: MailServer) -> Sending:
    asha.point()
    row = asha.answer()
    sending.hand_over(now=NOON)
    return Sending.objects.get(pk=row.pk, state="handed")


def _letter(key: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    return LETTER.format(key=key, action=action, status=status).encode()


@pytest.mark.parametrize(
    ("action", "status", "what", "state", "marked"),
    [
        ("failed", "5.1.1", "bounced", "bounced", True),
        ("failed", "5.7.1", "bounced", "failed", False),
        ("failed", "4.4.7", "waiting", "handed", False),
        ("delayed", "4.2.2", "waiting", "handed", False),
        ("delivered", "2.0.0", "ignored", "handed", False),
    ],
)
def test_what_a_report_does(
    handed: Sending, action: str, status: str, what: str, state: str, marked: bool
) -> None:
    assert bounces.take(_letter(handed.idempotency_key, action, status), now=NOON + HOUR) == what
    assert Sending.objects.get(pk=handed.pk).state == state
    assert (ContactPoint.objects.get().bounced_at is not None) is marked


def test_news_that_came_back_goes_the_next_safe_way(asha: Told, mail: MailServer) -> None:
    """T-08: by the other way that the person called safe, never by one of which they said nothing."""
    asha.point()
    asha.point("sms", "unknown", rank=2)
    other = asha.point("sms", rank=3)
    row = asha.answer()
    sending.hand_over(now=NOON)
    assert bounces.take(_letter(row.idempotency_key), now=NOON + HOUR) == "bounced"
    again = Sending.objects.exclude(pk=row.pk).get()
    assert (again.message, again.person, again.state) == (row.message, row.person, "queued")
    sending.hand_over(now=NOON + HOUR)
    again.refresh_from_db()
    assert (again.point, again.provider, len(mail.taken), tasks_of(asha.case)) == (other, "console", 1, [])


def test_without_another_safe_way_an_officer_is_asked(asha: Told, mail: MailServer) -> None:
    """T-08: at once, and nothing more is sent."""
    asha.point()
    asha.point("sms", "no", rank=2)
    row = asha.answer()
    sending.hand_over(now=NOON)
    bounces.take(_letter(row.idempotency_key), now=NOON + HOUR)
    assert [(task.reason_code, task.sending) for task in tasks_of(asha.case)] == [("bounced", row)]
    assert (sending.hand_over(now=NOON + DAY), len(mail.taken), Sending.objects.count()) == (0, 1, 1)


def test_a_second_report_and_reports_of_others_change_nothing(handed: Sending) -> None:
    """T-10: anybody can write such a letter."""
    assert bounces.take(_letter(handed.idempotency_key), now=NOON) == "bounced"
    sendings = Sending.objects.count()
    assert bounces.take(_letter(handed.idempotency_key), now=NOON) == "ignored"
    assert bounces.take(_letter("0" * 32), now=NOON) == "ignored"
    assert Sending.objects.count() == sendings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LETTER, ""),
        (LETTER, "\udcff\udcfe"),
        (LETTER, "To: bounce+{key}@example.net\n\nAction: failed\nStatus: 5.1.1\n"),
        (LETTER, "To: bounce+{key}@example.net\nContent-Type: multipart/report\n\n" * 9999),
        ("multipart/report", "multipart/mixed"),
        ("message/delivery-status", "text/plain"),
        ("Action: failed\n", ""),
        ("bounce+{key}", "bounce+x"),
        ("To: bounce+{key}", "X-Other: bounce+{key}"),
    ],
)
def test_letters_that_are_no_report_are_passed_over(handed: Sending, old: str, new: str) -> None:
    """T-10: each says something of our sending, and none of them as a report does."""
    whole = LETTER.replace("{action}", "failed").replace("{status}", "5.1.1")
    changed = new if old == LETTER else whole.replace(old, new)
    assert changed != whole
    raw = changed.replace("{key}", handed.idempotency_key).encode(errors="surrogateescape")
    assert bounces.take(raw, now=NOON) == "ignored"
    assert Sending.objects.get(pk=handed.pk).state == "handed"
