"""E-mail to a real server on this computer: what is sent, and what each answer means at each step."""

from __future__ import annotations

import pytest

from peelian.casework.threads import sending
from peelian.casework.threads.models import ContactPoint, ContactTask, Sending
from tests.casework.threads.told import EMAIL, Told
from tests.support.cases import DAY, NOON
from tests.support.mail_server import MailServer


def _tried(asha: Told) -> Sending:
    row = asha.answer()
    sending.hand_over(now=NOON)
    return Sending.objects.get(pk=row.pk)


def test_what_arrives_is_a_reviewed_notice_that_no_machine_answers(asha: Told, mail: MailServer) -> None:
    asha.point()
    row = _tried(asha)
    ((sender, recipient, letter),) = mail.taken
    assert (sender, recipient) == (f"bounce+{row.idempotency_key}@example.net", EMAIL)
    assert (letter["From"], letter["Subject"]) == ("messages@example.net", "There is a message for you")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<{row.idempotency_key}@example.net>"
    assert "/track" in letter.get_content()
    assert (row.state, row.provider) == ("handed", "smtp")


def test_welsh_letters_arrive_whole(asha: Told, mail: MailServer) -> None:
    asha.point()
    asha.asha.language = "cy"
    asha.asha.save(update_fields=["language"])
    _tried(asha)
    assert "Bydd angen y cyfeirnod a'ch chwe gair arnoch." in mail.taken[0][2].get_content()


@pytest.mark.parametrize(
    ("step", "answer", "state", "code", "marked"),
    [
        ("rcpt", "550 5.1.1 no such person", "bounced", "smtp-550", True),
        ("rcpt", "550 no such person", "bounced", "smtp-550", True),
        ("rcpt", "552 5.2.2 mailbox full for good", "bounced", "smtp-552", True),
        ("rcpt", "550 5.7.1 we do not like your network", "queued", "smtp-550", False),
        ("rcpt", "451 4.7.1 come back later", "queued", "smtp-451", False),
        ("end", "554 5.1.1 no", "bounced", "smtp-554", True),
        ("end", "452 4.3.1 disk full", "queued", "smtp-452", False),
        ("mail", "530 5.7.0 sign in first", "queued", "smtp-sender-530", False),
        ("greeting", "421 too busy", "queued", "smtp-away", False),
        ("rcpt", "", "queued", "smtp-away", False),
    ],
)
def test_what_an_answer_means(
    asha: Told, mail: MailServer, step: str, answer: str, state: str, code: str, marked: bool
) -> None:
    asha.point()
    mail.answers[step] = answer
    row = _tried(asha)
    assert (row.state, row.problem_code, mail.taken) == (state, code, [])
    assert (ContactPoint.objects.get().bounced_at is not None) is marked


def test_a_line_that_breaks_after_the_words_left_is_never_sent_again_blindly(
    asha: Told, mail: MailServer
) -> None:
    """A mail server cannot be asked: a person makes sure."""
    asha.point()
    mail.answers["end"] = ""
    row = _tried(asha)
    assert (row.state, row.problem_code, len(mail.taken)) == ("held", "outcome_unknown", 1)
    assert ContactTask.objects.get().reason_code == "outcome_unknown"
    assert sending.hand_over(now=NOON + DAY) == 0


def test_an_address_with_a_line_break_cannot_add_a_header(asha: Told, mail: MailServer) -> None:
    """T-10: whatever came into the table, it stays within its header."""
    from peelian.casework.sealing.sealing import seal

    point = asha.point()
    point.address = seal(point, "address", "asha@example.org\r\nBcc: eve@example.org")
    point.save()
    row = _tried(asha)
    assert (mail.taken, row.state) == ([], "bounced")


def test_a_server_elsewhere_without_encryption_is_not_used() -> None:
    """T-10: only this very computer may be spoken to in the clear."""
    from peelian.casework.threads.envelope import sealed_for_sending
    from peelian.casework.threads.providers.base import Refused
    from peelian.casework.threads.providers.smtp import Smtp
    from tests.support.mail_server import mail_server

    envelope = sealed_for_sending(
        channel="email", address=EMAIL, subject="s", text="t", language="en", key="k"
    )
    with mail_server("127.0.0.2") as server:
        answer = Smtp("127.0.0.2", server.port, "messages@example.net").send(envelope)
    assert (answer, server.taken) == (Refused("smtp-away", wait=30), [])
