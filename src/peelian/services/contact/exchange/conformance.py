"""The conformance kit: what a system must do that speaks this contract, tried from outside over HTTP, or on files.

Each check is told as it stands, `ok` or what was wrong. It sends made-up cases only (`made_up`), under a source and
references of its own. No web framework is needed.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from peelian.services.contact.exchange import tables
from peelian.services.contact.exchange.envelope import Message, read

MESSAGES: Final = "/api/exchange/v1/messages"
SECONDS: Final = 60
LARGEST: Final = 50_000_000
KINDS: Final = ("burglary", "theft", "criminal_damage", "antisocial_behaviour")
"""Kinds of case tried in turn until one is taken in."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: what was asked for, and what was wrong (empty: nothing)."""

    title: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: its status, its text, and what JSON it holds."""

    status: int
    text: str
    body: Any


@dataclass
class Other:
    """The system that is tried, at `url`, with `key`."""

    url: str
    key: str = field(repr=False)
    source: str = field(default_factory=lambda: f"kit-{uuid4().hex[:8]}")
    number: str = field(default_factory=lambda: f"KIT-{uuid4().hex[:8].upper()}0")

    def ask(self, body: object = None, *, key: str | None = None, **query: str | int) -> Got:
        """POST `body` where there is one, else GET. Raises OSError where nothing answers."""
        address = self.url.rstrip("/") + MESSAGES + (f"?{urlencode(query)}" if query else "")
        data = json.dumps(body).encode() if body is not None else None
        given = self.key if key is None else key
        headers = {"Authorization": f"Bearer {given}"} if given else {}
        request = urllib.request.Request(address, data, {**headers, "Content-Type": "application/json"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as got:  # noqa: S310 - the caller's own address
                return _got(got.status, got.read())
        except urllib.error.HTTPError as error:
            return _got(error.code, error.read())

    def message(
        self, kind: str, body: dict[str, Any], *, version: int = 1, number: str = ""
    ) -> dict[str, Any]:
        """A message of the kit's own."""
        made = {
            "id": str(uuid4()),
            "kind": kind,
            "version": version,
            "made_at": _now(),
            "source": self.source,
        }
        return {**made, "reference": number or self.number, "body": body}


def _got(status: int, raw: bytes) -> Got:
    text = raw.decode("utf-8", errors="replace")
    try:
        return Got(status, text, json.loads(text))
    except ValueError:
        return Got(status, text, None)


def _now() -> str:
    """A moment ago, so that clocks that differ a little do not matter."""
    return (datetime.now(UTC) - timedelta(seconds=30)).isoformat()


def against(other: Other) -> Iterator[Checked]:
    """Every check on a running system. Raises OSError where nothing answers."""
    yield from _keys(other)
    first = other.ask(limit=1)
    yield _said("the feed answers a key", first.status == 200, first)
    if first.status != 200:
        return
    yield from _feed(other)
    received, got = _received(other)
    yield _said("a case that was received is taken in (201)", got.status == 201, got)
    if got.status != 201:
        return
    yield from _replays(other, received, got)
    yield from _conflicts(other, received)
    yield from _refusals(other)


def _keys(other: Other) -> Iterator[Checked]:
    for key, title in (
        ("", "without a key nothing is answered (401)"),
        ("peelian_none", "a wrong key opens nothing (401)"),
    ):
        got = other.ask(key=key)
        yield _said(title, got.status == 401, got)


def _feed(other: Other) -> Iterator[Checked]:
    one, again = other.ask(limit=50), other.ask(limit=50)
    same = one.body is not None and one.body == again.body
    yield _said("the same question has the same answer", same, again)
    rows = (one.body or {}).get("messages", [])
    faulty = [
        place for row in rows if not isinstance(found := read(row, way="out"), Message) for place in found
    ]
    yield Checked(
        "every message of the feed fits the contract",
        ", ".join(f"{one.place}: {one.why}" for one in faulty[:5]),
    )
    table = other.ask(limit=50, format="csv")
    ids = [row.get("id") for row in tables.from_csv(table.text)] if table.status == 200 else None
    yield _said("CSV holds the same messages", ids == [row["id"] for row in rows], table)
    wrong = other.ask(after="yesterday")
    yield _said("a cursor that cannot be read is refused (400)", wrong.status == 400, wrong)


def _received(other: Other) -> tuple[dict[str, Any], Got]:
    for kind in KINDS:
        body = {"case_kind": kind, "received_at": _now(), "made_up": True, "language": "en"}
        message = other.message("case.received", body)
        got = other.ask(message)
        if got.status == 201:
            break
    return message, got


def _replays(other: Other, received: dict[str, Any], first: Got) -> Iterator[Checked]:
    for turn in ("once", "twice"):
        got = other.ask(received)
        same = got.status == 200 and _of(got, "version") == _of(first, "version")
        yield _said(f"sent again {turn}, it changes nothing (200, the same version)", same, got)
    several = other.ask([received, received])
    states = [one.get("status") for one in _of(several, "results") or ()]
    yield _said("a list is answered message by message", states == [200, 200], several)


def _conflicts(other: Other, received: dict[str, Any]) -> Iterator[Checked]:
    changed = other.ask({**received, "body": {**received["body"], "language": "cy"}})
    both = bool(_of(changed, "held")) and bool(_of(changed, "given"))
    yield _said(
        "the same id with other words is a conflict that shows both (409)",
        changed.status == 409 and both,
        changed,
    )
    twice = other.ask({**received, "id": str(uuid4())})
    yield _said("a case is not received twice (409)", twice.status == 409, twice)
    crime = {
        "crime": f"{other.number}/1",
        "offence": "domestic_burglary",
        "recorded_at": received["body"]["received_at"],
    }
    made = other.ask(other.message("crime.recorded", crime, version=5))
    yield _said("a crime is recorded (201)", made.status == 201, made)
    outcome = {"crime": crime["crime"], "outcome": 18, "set_at": crime["recorded_at"]}
    for version, status, title in (
        (7, 201, "its outcome is set (201)"),
        (7, 409, "the same version is no newer (409)"),
        (6, 409, "an older version does not win (409)"),
        (8, 201, "a newer version wins (201)"),
    ):
        got = other.ask(other.message("outcome.set", outcome, version=version))
        yield _said(title, got.status == status, got)


def _refusals(other: Other) -> Iterator[Checked]:
    wrong = other.message(
        "case.received", {"case_kind": "burglary", "received_at": "yesterday", "name": "A Person"}
    )
    got = other.ask(wrong)
    places = {one.get("place") for one in _of(got, "faults") or ()}
    told = got.status == 422 and "body.received_at" in places and len(places) == 2
    yield _said("every fault is told with its place (422)", told, got)
    yield _said("what was sent is not repeated", "A Person" not in got.text, got)
    nowhere = other.message(
        "case.state", {"state": "assessing", "changed_at": _now()}, number="KIT-NOWHERE-1"
    )
    got = other.ask(nowhere)
    yield _said("a case that is not there is not found (404)", got.status == 404, got)
    got = other.ask([])
    yield _said("what is no message is refused (400)", got.status == 400, got)


def _of(got: Got, name: str) -> Any:
    return got.body.get(name) if isinstance(got.body, dict) else None


def _said(title: str, right: bool, got: Got) -> Checked:
    return Checked(title) if right else Checked(title, f"{got.status} {got.text[:200]}")


# --- files ------------------------------------------------------------------------------------------------
def files(folder: Path) -> Iterator[Checked]:
    """Each .json, .jsonl and .csv file of a folder: every message of it, and every id only once."""
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".json", ".jsonl", ".csv"} or not path.is_file():
            continue
        wrong: list[str] = []
        count = 0
        try:
            for number, raw in enumerate(_rows(path), start=1):
                count += 1
                wrong += _wrong(f"{path.name}:{number}", raw, seen)
        except (ValueError, OSError, RecursionError) as error:
            wrong.append(f"{path.name} cannot be read: {error}")
        yield Checked(f"{path.name}: {count} messages", "; ".join(wrong))


def _rows(path: Path) -> Iterator[object]:
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST:,} bytes")
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        yield from tables.from_csv(text)
    elif path.suffix == ".jsonl":
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    else:
        held = json.loads(text)
        yield from held if isinstance(held, list) else [held]


def _wrong(where: str, raw: object, seen: dict[str, str]) -> Iterator[str]:
    found = read(raw)
    if not isinstance(found, Message):
        yield from (f"{where} {fault.place}: {fault.why}" for fault in found)
    elif (before := seen.setdefault(found.id, where)) != where:
        yield f"{where} id: it stands at {before} already"
