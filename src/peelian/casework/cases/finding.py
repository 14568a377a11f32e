"""Finding cases on the desk: by reference, by an exact detail of a person or place, by tags, states and dates.

A search is logged before its results are shown; what was typed is only committed to. Nothing out of scope is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, get_args

from django.db.models import Exists, OuterRef, Q, QuerySet

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import RESTRICTED, cases_for
from peelian.casework.cases.acting import one_transaction
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.problems import BadReference
from peelian.casework.cases.references import read_reference
from peelian.casework.ledger.consulting import look
from peelian.casework.records.duplicates import Possible, possible_duplicates, possible_people
from peelian.casework.records.models import Incident, Link, Person, PersonIndex, PlaceIndex
from peelian.casework.records.people import NewPerson, details_of
from peelian.casework.sealing import blind
from peelian.casework.sealing.problems import NothingToIndex

SEARCH: Final = "case.search"
DETAILS: Final = get_args(blind.Kind)
COUNTED: Final = 1000
"""A count beyond is told as "more than a thousand"."""
MOST_PEOPLE: Final = 5000
"""Of a name that more people bear, the first so many are looked at: nobody reads on, other details find them."""


@dataclass(frozen=True, slots=True, repr=False)
class Search:
    """What is looked for; empty fields ask nothing. `detail` is one of name, phone, email, postcode, name_birth_date."""

    reference: str = ""
    detail: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kind: str = ""
    opened_from: datetime | None = None
    opened_before: datetime | None = None
    open_only: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == Search()


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that may be of the same person: which details agree, and the cases that show it, the newest first."""

    person: Person
    why: tuple[str, ...]
    references: tuple[str, ...]


def find_cases(
    actor: Actor, search: Search, *, purpose: str, as_of: datetime, reason: str = ""
) -> QuerySet[Case]:
    """The cases in the actor's search scope that fit, after the search is logged. Newest first; page by key.

    That somebody has to do with a restricted case is itself restricted: by a detail such cases are found only where
    the actor may read them and gives a `reason`. A reference or detail that cannot be one finds nothing, and is logged
    too. Raises NotAllowed (of accounts).
    """
    actor.must(SEARCH)
    found = _matching(cases_for(actor, SEARCH), search)
    if search.detail or search.text:
        told = CaseParty.objects.filter(case=OuterRef("pk"), person__restricted=True)
        open_to_all = Q(restricted=False) & ~Exists(told)
        found = found.filter(open_to_all | actor.where(RESTRICTED) if reason.strip() else open_to_all)
    results = found[: COUNTED + 1].count()
    with one_transaction("look"):
        look(
            actor=actor.code,
            what="search",
            purpose=purpose,
            query=_typed(search),
            reason=reason.strip(),
            results=results,
            facts={"as_of": as_of.isoformat(timespec="seconds"), "by": search.detail or "fields"},
        )
    return found.order_by("-opened_at", "-id")


def _matching(rows: QuerySet[Case], search: Search) -> QuerySet[Case]:
    if search.reference:
        try:
            rows = rows.filter(reference=read_reference(search.reference))
        except BadReference:
            return rows.none()
    if search.detail or search.text:
        rows = rows.filter(_by_detail(search.detail, search.text))
    for tag in search.tags:
        rows = rows.filter(tags__tag__slug=tag)
    if search.states:
        rows = rows.filter(state__in=search.states)
    if search.kind:
        rows = rows.filter(kind=search.kind)
    if search.opened_from:
        rows = rows.filter(opened_at__gte=search.opened_from)
    if search.opened_before:
        rows = rows.filter(opened_at__lt=search.opened_before)
    return rows.filter(closed_at=None) if search.open_only else rows


def _by_detail(detail: str, text: str) -> Q:
    """Cases of the persons (and places, for a postcode) with that detail, merged records followed."""
    kind = next((known for known in DETAILS if known == detail), None)
    nothing = Q(pk__in=[])
    if kind is None:
        return nothing
    try:
        pairs = blind.digests(kind, text)
    except NothingToIndex:
        return nothing
    same = nothing
    for key, digest in pairs:
        same |= Q(kind=kind, index_key=key, digest=digest)
    wanted = CaseParty.objects.filter(person__in=_people_with(same)).values("case_id")
    if kind == "postcode":
        incidents = Incident.objects.filter(place__in=PlaceIndex.objects.filter(same).values("place_id"))
        links = Link.objects.filter(from_kind="case", to_kind="incident", to_id__in=incidents.values("pk"))
        wanted = wanted.union(
            links.values("from_id")
        )  # of one list an index of cases is asked, of two by turns none
    return Q(pk__in=wanted)


def _people_with(same: Q) -> set[int]:
    """Row numbers of everyone with such a digest, and of every other record of the same people. Each step by an index."""
    own = set(PersonIndex.objects.filter(same).values_list("person_id", flat=True)[:MOST_PEOPLE])
    if not own:
        return own
    merged = Person.objects.filter(pk__in=own, merged_into__isnull=False)
    kept = {pk for pk in merged.values_list("merged_into_id", flat=True) if pk is not None}
    return own | kept | set(Person.objects.filter(merged_into__in=own | kept).values_list("pk", flat=True))


def _typed(search: Search) -> str:
    parts = {
        "reference": search.reference,
        search.detail or "text": search.text,
        "tags": " ".join(search.tags),
        "states": " ".join(search.states),
        "kind": search.kind,
        "from": search.opened_from.isoformat() if search.opened_from else "",
        "before": search.opened_before.isoformat() if search.opened_before else "",
    }
    return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)


def duplicates_for(actor: Actor, person: Person) -> tuple[Offered, ...]:
    """Possible duplicates of a person that has been looked at, among the people whom the actor may see in cases."""
    return _offered(actor, possible_duplicates(person))


def duplicates_of_caller(
    actor: Actor, new: NewPerson, *, purpose: str, as_of: datetime
) -> tuple[Offered, ...]:
    """The same for somebody who is not recorded yet. It is a search, and logged as one before it is shown."""
    found = _offered(actor, possible_people(new))
    with one_transaction("look"):
        look(
            actor=actor.code,
            what="search",
            purpose=purpose,
            query="\n".join(f"{kind}: {text}" for kind, text in details_of(new) if text),
            results=len(found),
            facts={"as_of": as_of.isoformat(timespec="seconds"), "by": "details"},
        )
    return found


def _offered(actor: Actor, found: Sequence[Possible]) -> tuple[Offered, ...]:
    mine = CaseParty.objects.filter(
        actor.where("record.see", team="case__team"),
        case__disposed_at=None,
        case__restricted=False,
        person__in=[one.person for one in found],
        person__restricted=False,
    )
    cases: dict[int, list[str]] = defaultdict(list)
    for pk, reference in mine.order_by("-case__opened_at", "-id").values_list("person_id", "case__reference"):
        cases[pk].append(reference)
    return tuple(
        Offered(one.person, one.why, tuple(dict.fromkeys(cases[one.person.pk])))
        for one in found
        if one.person.pk in cases
    )
