"""Digests written anew under the index key in use, after `peelian keys rotate index`.

    add_source(lambda person: [("email", …), …])    # threads: what is sealed there and indexed here
    reindex() ; old_digests_left()                  # 0: `finish_index` may drop the old key

Until it is done both keys are searched, so nothing is ever not found. A digest whose words are kept nowhere any more
(a telephone number that was only indexed) cannot be written anew; it is counted as left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final, get_args

from django.db import transaction

from peelian.casework.records.models import Person, PersonIndex, Place, PlaceIndex
from peelian.casework.records.people import index_more, own_details
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import KeyDestroyed, NothingToIndex
from peelian.casework.sealing.ring import ring
from peelian.casework.sealing.sealing import Door, open_sealed

KIND: Final = "records.reindex"
EVERY: Final = timedelta(days=1)
BATCH: Final = 200

Source = Callable[[Person], Iterable[tuple[str, str]]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Have the details that another folder keeps of a person indexed too: (kind, text) pairs."""
    if source not in _sources:
        _sources.append(source)


def reindex(*, batch: int = BATCH) -> int:
    """Write every digest under an old key anew, as far as its words are kept; how many records were done."""
    return _people(batch) + _places(batch)


def old_digests_left() -> int:
    """Digests under keys that are no longer in use."""
    active = ring().active("index").id
    left = [rows.objects.exclude(index_key=active).count() for rows in (PersonIndex, PlaceIndex)]
    return sum(left)


def _people(batch: int) -> int:
    active, done, last = ring().active("index").id, 0, 0
    while True:
        old = PersonIndex.objects.exclude(index_key=active).filter(person__gt=last)
        ids = list(old.order_by("person").values_list("person", flat=True).distinct()[:batch])
        if not ids:
            return done
        last = ids[-1]
        for person in Person.objects.filter(pk__in=ids, disposed_at=None):
            done += _person(person, active)


def _person(person: Person, active: str) -> bool:
    """The old name of a corrected record has no words any more: its digest stays under the old key."""
    try:
        pairs = [*own_details(person), *(pair for source in _sources for pair in source(person))]
    except KeyDestroyed:
        return False
    with transaction.atomic():
        index_more(person, pairs)
        for kind, text in pairs:
            new = _digests(kind, text)
            stale = [digest for key, digest in new if key != active]
            PersonIndex.objects.filter(person=person, kind=kind, digest__in=stale).delete()
    return True


def _digests(kind: str, text: str) -> list[tuple[str, bytes]]:
    known = next(each for each in get_args(blind.Kind) if each == kind)
    try:
        return blind.digests(known, text)
    except NothingToIndex:
        return []


def _places(batch: int) -> int:
    active, done, last = ring().active("index").id, 0, 0
    while True:
        old = PlaceIndex.objects.exclude(index_key=active).filter(place__gt=last)
        ids = list(old.order_by("place").values_list("place", flat=True).distinct()[:batch])
        if not ids:
            return done
        last = ids[-1]
        for place in Place.objects.filter(pk__in=ids, postcode__isnull=False):
            try:
                text = open_sealed(place, "postcode", Door(frozenset({place.key_id}), "reindex"))
                key, digest = blind.digest("postcode", text)
            except (KeyDestroyed, NothingToIndex):
                continue
            PlaceIndex.objects.filter(place=place, kind="postcode").update(digest=digest, index_key=key)
            done += 1


def _handle(turn: Turn) -> None:
    reindex()
    with transaction.atomic():
        turn.done()


SCHEDULED: Final = ScheduleKind(KIND, _handle, late="latest", acts=True, every=EVERY)
