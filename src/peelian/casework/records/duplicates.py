"""Who may be the same person: offered with the reason, never joined by itself.

Two records are offered when digests of at least two details agree. Digests under different index keys do not compare:
the schedule re-indexes after a rotation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from peelian.casework.records.models import Person, PersonIndex
from peelian.casework.records.people import identities

ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class Possible:
    """Another record that may be the same person; `why` names the details that agree."""

    person: Person
    why: tuple[str, ...]


def possible_duplicates(person: Person) -> tuple[Possible, ...]:
    """The others that agree with the person (and whom they absorbed) in two details or more, the best first.

    Who is out of an actor's scope is left out by the cases' `duplicates_for`; pages use that one.
    """
    own = identities(person)
    mine = PersonIndex.objects.filter(person__in=own).values_list("kind", "index_key", "digest")
    wanted = Q(pk__in=[])
    for kind, key, digest in mine:
        wanted |= Q(kind=kind, index_key=key, digest=digest)
    rows = PersonIndex.objects.filter(wanted).exclude(person__in=own)
    agreed: dict[int, set[str]] = defaultdict(set)
    for row in rows.filter(person__disposed_at=None).values_list(
        "person_id", "person__merged_into_id", "kind"
    ):
        agreed[row[1] or row[0]].add(row[2])
    enough = {pk: kinds for pk, kinds in agreed.items() if len(kinds) >= ENOUGH}
    people = Person.objects.in_bulk(enough)
    found = [Possible(people[pk], tuple(sorted(kinds))) for pk, kinds in enough.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.why), one.person.pk)))
