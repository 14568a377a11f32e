"""Who may be the same person: offered with the reason, never joined by itself.

Two records are offered when digests of at least two details agree. Digests under different index keys do not compare:
the schedule re-indexes after a rotation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.records.people import NewPerson, digests_of, identities

ENOUGH: Final = 2
AT_MOST: Final = 50
"""Of more who agree, the first so many in each number of details are offered: nobody compares more."""


@dataclass(frozen=True, slots=True)
class Possible:
    """Another record that may be the same person; `why` names the details that agree."""

    person: Person
    why: tuple[str, ...]


def possible_duplicates(person: Person) -> tuple[Possible, ...]:
    """The others that agree with the person (and whom they absorbed) in two details or more, the best first.

    Four queries, however many bear the same name. Who is out of an actor's scope is left out by the cases'
    `duplicates_for`; pages use that one.
    """
    own = identities(person)
    rows = PersonIndex.objects.filter(person__in=own).values_list("kind", "index_key", "digest")
    return _agreeing(rows, own)


def possible_people(new: NewPerson) -> tuple[Possible, ...]:
    """The same for somebody who is not recorded yet: a caller, while they are on the telephone. Three queries."""
    rows = digests_of(new)
    return _agreeing(rows, ()) if len(rows) >= ENOUGH else ()


def _agreeing(
    rows: Iterable[tuple[str, str, bytes | memoryview[int]]], own: Sequence[Person]
) -> tuple[Possible, ...]:
    wanted = Q(pk__in=[])
    for kind, key, digest in rows:
        wanted |= Q(kind=kind, index_key=key, digest=digest)
    agreeing = (
        PersonIndex.objects.filter(wanted)
        .exclude(person__in=own)
        .filter(person__disposed_at=None)
        .annotate(stands_for=Coalesce("person__merged_into_id", "person_id"))
    )
    ranked = agreeing.values("stands_for").annotate(details=Count("kind", distinct=True))
    enough = ranked.filter(details__gte=ENOUGH).order_by("-details", "stands_for")
    best = [row["stands_for"] for row in enough[:AT_MOST]]
    why: dict[int, set[str]] = defaultdict(set)
    for pk, kind in agreeing.filter(stands_for__in=best).values_list("stands_for", "kind"):
        why[pk].add(kind)
    people = Person.objects.filter(disposed_at=None).in_bulk(best)
    return tuple(Possible(people[pk], tuple(sorted(why[pk]))) for pk in best if pk in people)
