"""The signature is the published one, and the check in the how-to takes ours and nothing else. T-33."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from peelian.casework.outbox.delivering import deliver_all
from peelian.services.contact.hooks.sending import step
from peelian.services.contact.hooks.signing import new_secret, signature, signed
from tests.services.contact.hooks.receivers import Receiver, Registered
from tests.support.cases import HOUR, World

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = 1614265330
BODY = b'{"test": 2432232314}'
PUBLISHED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
"""The vector that the reference libraries of Standard Webhooks are tested with."""

Check = Callable[..., Any]


@pytest.fixture
def genuine(repository: Path) -> Check:
    """The receiver's check as the how-to prints it."""
    text = (repository / "docs" / "how-to" / "receive-webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 12
    assert set(re.findall(r"^import (.*)$", code, re.MULTILINE)) == {"base64, hashlib, hmac, time"}
    names: dict[str, Any] = {}
    exec(code, names)
    found: Check = names["genuine"]
    return found


def test_the_published_vector_is_signed_as_published(genuine: Check) -> None:
    assert signature(SECRET, ID, AT, BODY) == PUBLISHED
    assert signed(ID, AT, BODY, [SECRET]) == {
        "webhook-id": ID,
        "webhook-timestamp": str(AT),
        "webhook-signature": PUBLISHED,
    }
    headers = {"webhook-id": ID, "webhook-timestamp": str(AT), "webhook-signature": PUBLISHED}
    assert genuine(headers, BODY, SECRET, now=AT)


def test_the_check_of_the_how_to_refuses_all_that_is_not_ours(genuine: Check) -> None:
    now = int(time.time())
    headers = signed(ID, now, BODY, [SECRET])
    assert genuine(headers, BODY, SECRET)
    assert not genuine(headers, BODY + b" ", SECRET)
    assert not genuine(headers, BODY, new_secret())
    for name, value in (("webhook-id", "msg_other"), ("webhook-timestamp", str(now - 1))):
        assert not genuine({**headers, name: value}, BODY, SECRET), name
    assert not genuine(headers, BODY, SECRET, now=now + 301)
    assert not genuine(headers, BODY, SECRET, now=now - 301)
    assert not genuine({**headers, "webhook-signature": "v1, v2,x"}, BODY, SECRET)


def test_a_secret_is_thirty_two_random_bytes() -> None:
    made = {new_secret() for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", one) for one in made)


def test_what_arrives_passes_the_check_of_the_how_to(
    world: World, niche: Registered, receiver: Receiver, genuine: Check
) -> None:
    world.opened(as_of=timezone.now() - HOUR)
    deliver_all()
    assert step() == 1
    (got,) = receiver.got
    assert genuine(got.headers, got.body, niche.secret)
    assert not genuine(got.headers, got.body, new_secret())
