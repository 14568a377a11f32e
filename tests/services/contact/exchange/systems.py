"""A force's record system with its key, and what it posts and reads."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from peelian.accounts.actions.keys import make_key
from peelian.accounts.actors import actor_for
from peelian.accounts.models import Force
from peelian.casework.outbox.delivering import deliver_all
from tests.walk.standing import holder

ADDRESS = "/api/exchange/v1/messages"
SCOPES = ("case.see", "case.open", "case.assign", "case.answer", "case.change", "record.change")


@dataclass
class System:
    """A record system: `key` in its header, `source` its name; times are now."""

    key: str
    source: str = "niche-1"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def message(
        self, kind: str, reference: str, body: dict[str, Any], version: int = 1, **more: Any
    ) -> dict[str, Any]:
        made = {"id": str(uuid4()), "kind": kind, "version": version, "made_at": now(), "source": self.source}
        return {**made, "reference": reference, "body": body, **more}

    def received(self, reference: str = "CAD-1", **body: Any) -> dict[str, Any]:
        return self.message(
            "case.received", reference, {"case_kind": "burglary", "received_at": now(), **body}
        )

    def post(self, message: Any, status: int | None = None) -> dict[str, Any]:
        got = self.client.post(
            ADDRESS, json.dumps(message), content_type="application/json", headers=self.headers()
        )
        assert status is None or got.status_code == status, got.content
        found: dict[str, Any] = got.json()
        return found

    def get(self, address: str = ADDRESS, status: int = 200, **query: Any) -> Any:
        got = self.client.get(address, query, headers=self.headers())
        assert got.status_code == status, got.content
        return got.json() if got["Content-Type"].startswith("application/json") else got.content.decode()

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}


def now() -> str:
    return (timezone.now() - timedelta(seconds=1)).isoformat()


def told() -> None:
    """The worker has caught up."""
    deliver_all()


def key_for(force: Force, name: str, *scopes: str) -> str:
    admin = holder(name, force, "administrator")
    at = timezone.now()
    _, text = make_key(
        name=name,
        scopes=scopes or SCOPES,
        force=force,
        expires_at=at + timedelta(days=30),
        actor=actor_for(admin, at),
        as_of=at,
    )
    return text
