"""What belongs to what: links that are ended and begun, never rewritten.

"As true on" asks what held at a time, by what we know today; "as known on" asks what we thought at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from peelian.casework.records.models import Link
from peelian.casework.records.problems import LinkEnded, UnknownRelation

RELATIONS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("case", "incident"): ("concerns",),
    ("person", "incident"): ("reporter", "victim", "witness", "subject"),
    ("person", "crime"): ("victim", "witness", "suspect"),
    ("person", "person"): ("parent", "partner", "guardian", "interpreter", "acts_for"),
    ("person", "place"): ("lives_at", "works_at"),
    ("incident", "place"): ("happened_at",),
    ("incident", "incident"): ("series", "same_as"),
}
ENDED: Final = ("ended", "mistake", "corrected")


def link(
    from_kind: str,
    from_id: int,
    relation: str,
    to_kind: str,
    to_id: int,
    *,
    starts: datetime,
    as_of: datetime,
) -> Link:
    """Begin a link that is true from `starts` and known from `as_of`. Raises UnknownRelation."""
    if relation not in RELATIONS.get((from_kind, to_kind), ()):
        raise UnknownRelation
    return Link.objects.create(
        from_kind=from_kind,
        from_id=from_id,
        relation=relation,
        to_kind=to_kind,
        to_id=to_id,
        starts=starts,
        recorded_at=as_of,
    )


def end(found: Link, *, as_of: datetime, reason: str, ends: datetime | None = None) -> Link:
    """Say that the link no longer holds: from `ends` on ("ended"), or that it never did ("mistake", "corrected")."""
    if found.ended_at is not None:
        raise LinkEnded
    if reason == "ended" and ends is None:
        ends = max(as_of, found.starts + timedelta(microseconds=1))
    if reason not in ENDED or (ends is not None and ends <= found.starts):
        raise UnknownRelation
    found.ended_at, found.ended_reason, found.ends = as_of, reason, ends
    found.save(update_fields=["ended_at", "ended_reason", "ends"])
    return found


def links_of(
    kind: str, id_: int, *, true_on: datetime | None = None, known_on: datetime | None = None
) -> QuerySet[Link]:
    """The links of a record, either way. `true_on`: those that held then; `known_on`: as we thought at that time."""
    rows = Link.objects.filter(Q(from_kind=kind, from_id=id_) | Q(to_kind=kind, to_id=id_))
    if known_on is not None:
        rows = rows.filter(recorded_at__lte=known_on)
        unended = Q(ended_at=None) | Q(ended_at__gt=known_on)
    else:
        unended = Q(ended_at=None)
    if true_on is not None:
        rows = rows.filter(starts__lte=true_on)
        rows = rows.filter(unended | Q(ended_reason="ended", ends__gt=true_on))
    else:
        rows = rows.filter(unended)
    return rows.order_by("starts", "id")
