"""Fixtures of threads: Asha's case, and servers on this computer that Peelian sends by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.mail_server import MailServer, mail_server
from tests.support.notify_server import KEY, NotifyServer, notify_server

if TYPE_CHECKING:
    from tests.casework.threads.told import Told


@pytest.fixture
def asha(db: None) -> Told:
    """Asha has reported, and Ben may answer."""
    from tests.casework.threads.told import told

    return told()


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """E-mail goes by SMTP to a server here."""
    with mail_server() as server:
        monkeypatch.setenv("PEELIAN_EMAIL", f"smtp://127.0.0.1:{server.port}")
        monkeypatch.setenv("PEELIAN_EMAIL_FROM", "messages@example.net")
        yield server


@pytest.fixture
def notify(monkeypatch: pytest.MonkeyPatch) -> Iterator[NotifyServer]:
    """E-mail and text messages go by Notify, which is here."""
    with notify_server() as server:
        for name, value in {
            "PEELIAN_EMAIL": "notify",
            "PEELIAN_SMS": "notify",
            "PEELIAN_NOTIFY_KEY": KEY,
            "PEELIAN_NOTIFY_EMAIL": "11111111-1111-1111-1111-111111111111",
            "PEELIAN_NOTIFY_SMS": "22222222-2222-2222-2222-222222222222",
            "PEELIAN_NOTIFY_ADDRESS": server.address,
        }.items():
            monkeypatch.setenv(name, value)
        yield server
