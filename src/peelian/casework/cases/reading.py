"""What a case that was looked at holds: answers, parties, tags, linked cases, and what was done. For pages and APIs.

    seen = case_for(actor, reference, purpose="case_work", as_of=now)
    answers_of(seen) ; parties_of(seen) ; tags_of(seen) ; linked_to(seen) ; acts_of(seen)

Each is one query, `parties_of` and `records_of` none: the look has asked for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from peelian.casework.cases import payloads, registry
from peelian.casework.cases.access import SeenCase, cases_for
from peelian.casework.cases.models import Case, CaseLink, CaseParty, PayloadVersion, Tag
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import Detail
from peelian.casework.records.models import Person
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import open_sealed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """One act: its number, name, time, actor as the ledger names them, reason code, facts, and the words that came with it."""

    seq: int
    what: str
    when: datetime
    who: str
    reason: str
    facts: dict[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link to another case. `reference` is empty where the actor may not see that one."""

    kind: str
    starts: datetime
    ends: datetime | None
    reference: str


def answers_of(seen: SeenCase) -> dict[str, Any]:
    """The latest answers, in the current shape of the kind's questions; {} after disposal."""
    row = PayloadVersion.objects.filter(case=seen.case).select_related("case").order_by("-number").first()
    if row is None:
        return {}
    try:
        text = open_sealed(row, "sealed", seen)
    except KeyDestroyed:
        return {}
    return payloads.read(registry.kind(seen.case.kind), row.schema, text)


def parties_of(seen: SeenCase) -> list[CaseParty]:
    """Who had a part when the case was looked at, with the person; the present ones first."""
    return sorted(seen.parties, key=lambda party: (party.ends is not None, party.starts, party.pk))


def records_of(seen: SeenCase, person: Person) -> list[Person]:
    """The records of the same person that stood together when the case was looked at, the kept one first."""
    kept = person.merged_into_id or person.pk
    same = [one for one in seen.people if kept in (one.pk, one.merged_into_id)]
    return sorted(same, key=lambda one: (one.pk != kept, one.pk))


def tags_of(seen: SeenCase) -> list[Tag]:
    """The tags that the case bears."""
    return list(Tag.objects.filter(cases__case=seen.case).order_by("slug"))


def linked_to(seen: SeenCase) -> list[Linked]:
    """The case's links, those that hold first. A case out of the actor's scope is told without its reference."""
    rows = list(CaseLink.objects.filter(Q(a=seen.case) | Q(b=seen.case)).order_by("starts", "id"))
    others = {row.pk: row.b_id if row.a_id == seen.case.pk else row.a_id for row in rows}
    visible: dict[int, Case] = cases_for(seen.actor).in_bulk(set(others.values())) if rows else {}
    found = [Linked(row.kind, row.starts, row.ends, _reference(visible.get(others[row.pk]))) for row in rows]
    return sorted(found, key=lambda link: link.ends is not None)


def _reference(case: Case | None) -> str:
    return case.reference if case is not None else ""


def acts_of(seen: SeenCase) -> list[Done]:
    """Everything that was done with the case, newest first, with the notes that the seen key opens."""
    held = Detail.objects.filter(stream=OuterRef("stream"), seq=OuterRef("seq"))
    rows = list(
        entries.history(seen.case.uid).annotate(
            held=Subquery(held.values("sealed")), held_key=Subquery(held.values("key_id"))
        )
    )
    notes = {}
    for row in rows:
        if row.held is not None:
            detail = Detail(stream=row.stream, seq=row.seq, key_id=row.held_key, sealed=row.held)
            notes[row.seq] = json.loads(open_sealed(detail, "sealed", seen)).get("note", "")
    return [
        Done(
            seq=entry.seq,
            what=entry.action,
            when=_EPOCH + timedelta(microseconds=entry.at),
            who=entry.actor,
            reason=entry.reason_code,
            facts=entries.facts_of(entry),
            note=notes.get(entry.seq, ""),
        )
        for entry in reversed(rows)
    ]
