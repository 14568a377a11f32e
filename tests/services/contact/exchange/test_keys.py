"""What a key may do by what it was given: the table of the how-to is what is held. T-31."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from peelian.accounts.models import ApiKey
from peelian.accounts.roles import book
from peelian.casework.cases.models import Case
from peelian.services.contact.exchange.refused import KEPT, sweep
from peelian.services.contact.models import InMessage
from tests.services.contact.exchange.systems import ADDRESS, System, key_for
from tests.support.cases import World

REFUSED = "/api/exchange/v1/refused"


def table(repository: Path) -> dict[str, set[str]]:
    """Kind of message -> what the how-to says that its key needs."""
    text = (repository / "docs" / "how-to" / "connect-a-record-system.md").read_text(encoding="utf-8")
    rows = re.findall(r"^ *\| send (.*?) \| (.*?) \|$", text, re.MULTILINE)
    return {
        kind: set(re.findall(r"`(.*?)`", needs))
        for kinds, needs in rows
        for kind in re.findall(r"`(.*?)`", kinds)
    }


def one_of(kind: str, system: System, case: Case) -> dict[str, Any]:
    at = timezone.now().isoformat()
    bodies: dict[str, dict[str, Any]] = {
        "case.state": {"state": "investigating", "changed_at": at},
        "officer.assigned": {"collar": "WM1234", "assigned_at": at},
        "crime.recorded": {"crime": "20/2/26", "offence": "domestic_burglary", "recorded_at": at},
        "outcome.set": {"crime": "20/1/26", "outcome": 18, "set_at": at},
        "message.sent": {"text": "We have news.", "sent_at": at},
    }
    if kind == "case.received":
        return system.received("CAD-77")
    return system.message(kind, case.reference, bodies[kind], version=9)


def test_a_key_sends_with_what_the_how_to_names_and_with_nothing_less(
    world: World, system: System, case: Callable[[], Case], repository: Path
) -> None:
    held = case()
    at = timezone.now().isoformat()
    for kind, body in (
        ("officer.assigned", {"collar": "WM1234", "assigned_at": at}),
        ("crime.recorded", {"crime": "20/1/26", "offence": "domestic_burglary", "recorded_at": at}),
    ):
        system.post(system.message(kind, held.reference, body), 201)
    programs = book().without_account["programs"]
    asked = table(repository)
    assert set(asked) == {
        "case.received",
        "case.state",
        "officer.assigned",
        "crime.recorded",
        "outcome.set",
        "message.sent",
    }
    row = ApiKey.objects.get(prefix=system.key.split("_")[1])
    for kind, needs in asked.items():
        assert needs <= programs
        for missing in sorted(needs):
            row.scopes = " ".join(sorted(programs - {missing}))
            row.save()
            assert system.post(one_of(kind, system, held))["status"] in {403, 404}, (kind, missing)
        row.scopes = " ".join(sorted(needs))
        row.save()
        system.post({**one_of(kind, system, held), "source": system.source}, 201)


@pytest.mark.parametrize("change", ["revoked_at", "expires_at"])
def test_a_key_that_was_taken_back_or_has_ended_opens_nothing(system: System, change: str) -> None:
    ApiKey.objects.update(
        **{"made_at": timezone.now() - timedelta(days=9), change: timezone.now() - timedelta(days=1)}
    )
    system.post(system.received(), 401)
    system.get(status=401)
    assert not Case.objects.exists()


def test_a_key_in_the_address_is_no_key(system: System) -> None:
    assert (
        system.client.get(ADDRESS, {"key": system.key, "Authorization": f"Bearer {system.key}"}).status_code
        == 401
    )


def test_what_was_refused_is_listed_for_its_sender_alone_until_it_is_swept(
    system: System, stranger: System
) -> None:
    wrong = system.received(name="Mrs Pengelly")
    system.post(wrong, 422)
    found = system.get(REFUSED)
    assert [(one["id"], one["code"]) for one in found["refused"]] == [(wrong["id"], "exchange-faulty")]
    assert "Pengelly" not in str(found)
    assert stranger.get(REFUSED)["refused"] == []
    system.post(system.received("CAD-5"), 201)
    assert sweep(now=timezone.now() + KEPT - timedelta(hours=1)) == 0
    assert sweep(now=timezone.now() + KEPT) == 1
    assert [one.state for one in InMessage.objects.all()] == ["accepted"]
    assert system.get(REFUSED) == {"refused": [], "after": 0, "more": False}


def test_a_key_for_reading_alone_takes_nothing_in(world: World) -> None:
    reader = System(key_for(world.force, "rosa", "case.see"))
    reader.post(reader.received(), 403)
    assert not Case.objects.exists()
