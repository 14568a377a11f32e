"""The console shows that something would go out, and never to whom."""

from __future__ import annotations

import pytest
from django.conf import settings

from peelian.casework.threads import sending
from peelian.casework.threads.models import Sending
from tests.casework.threads.told import EMAIL, Told
from tests.support.cases import NOON


@pytest.mark.parametrize(
    ("asked", "production", "shown"), [("", False, False), ("1", False, True), ("1", True, False)]
)
def test_words_are_shown_in_a_rehearsal_alone_and_an_address_never(
    asha: Told,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    production: bool,
    shown: bool,
) -> None:
    """T-11: a production site writes neither, whatever is set."""
    monkeypatch.setenv("PEELIAN_CONSOLE_WORDS", asked)
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", production)
    asha.point()
    row = asha.answer()
    sending.hand_over(now=NOON)
    out = capsys.readouterr().out
    assert row.idempotency_key in out
    assert EMAIL not in out
    assert ("There is a message for you" in out) is shown
    assert (asha.case.reference[:3] in out.replace(row.idempotency_key, "")) is shown
    assert Sending.objects.get(pk=row.pk).state == "delivered"
