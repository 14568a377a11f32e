"""Reports that come back by e-mail (RFC 3464): only what names a sending of ours changes anything."""

from __future__ import annotations

import pytest

from peelian.casework.threads import bounces, sending
from peelian.casework.threads.models import ContactPoint, Sending
from tests.casework.threads.told import Told
from tests.support.cases import HOUR, NOON
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


def test_a_second_report_and_reports_of_others_change_nothing(handed: Sending) -> None:
    """T-10: anybody can write such a letter."""
    assert bounces.take(_letter(handed.idempotency_key), now=NOON) == "bounced"
    sendings = Sending.objects.count()
    assert bounces.take(_letter(handed.idempotency_key), now=NOON) == "ignored"
    assert bounces.take(_letter("0" * 32), now=NOON) == "ignored"
    assert Sending.objects.count() == sendings


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"To: bounce+x@y\n\nhello", b"Content-Type: multipart/report\n\n" * 9999]
)
def test_letters_that_are_no_report_are_passed_over(handed: Sending, raw: bytes) -> None:
    assert bounces.take(raw, now=NOON) == "ignored"
    assert Sending.objects.get(pk=handed.pk).state == "handed"
