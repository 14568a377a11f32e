"""What disposal does. Rows first, in the action's transaction; keys second, once that is on disk; files with them.

The case row, its chain, its clocks and states stay: they say that there was a case, who did what and when, and nothing
of anybody. A person goes with their last case; a place with its last incident. Backups keep rows that no key opens,
and copies of the vault are closed by the next `peelian keys rotate kek` (docs/how-to: T-12).

Every model with a sealed column is named in `ROWS`; a test finds one that is not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models

from peelian.casework.cases.acting import Act
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.files.disposing import delete_files
from peelian.casework.ledger import chain
from peelian.casework.ledger.consulting import consult_stream
from peelian.casework.ledger.models import Detail
from peelian.casework.records.models import Incident, Link, Person, Place
from peelian.casework.retention.models import Disposal, Proposal
from peelian.casework.sealing.fields import SealedField
from peelian.casework.sealing.vault import alive, destroy_key

Wipe = Callable[[Disposal], None]

OF_NOBODY: Final = {"contact.Hook"}
"""Sealed, but of no case and nobody: the secret that a webhook is signed with goes when the webhook ends."""
ROWS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "case": (
        ("threads.ContactTask", "case"),
        ("threads.Sending", "case"),
        ("files.Attachment", "case"),
        ("threads.Message", "case"),
        ("threads.Thread", "case"),
        ("cases.PayloadVersion", "case"),
        ("cases.CaseNote", "case"),
        ("retention.Hold", "case"),
        ("contact.HookDelivery", "case"),
        ("contact.HeldReport", "case"),
        ("contact.InMessage", "case"),
        ("contact.Noticed", "case"),
        ("contact.OutMessage", "case"),
        ("contact.Triage", "case"),
    ),
    "person": (
        ("threads.ContactRule", "person"),
        ("threads.ContactPoint", "person"),
        ("records.PersonIndex", "person"),
        ("records.Person", "pk"),
    ),
    "place": (("records.PlaceIndex", "place"), ("records.Place", "pk")),
}
"""Model and the way from its row to the case, person or place. Sealed columns are emptied; rows that are nothing else go."""
EMPTIED: Final[dict[str, dict[str, object]]] = {
    "records.Person": {},
    "records.Place": {},
    "contact.InMessage": {},
    "retention.Hold": {},
    "files.Attachment": {"state": "destroyed", "message": None, "digest": b"", "received_digest": b""},
}
"""Rows that stay, with their sealed columns empty, and what else they say then."""
_AT_ONCE: Final = 200
_also: list[Wipe] = []


def also(wipe: Wipe) -> None:
    """Have `wipe(disposal)` called after the keys are destroyed (what a service keeps elsewhere). It must bear repeating."""
    if wipe not in _also:
        _also.append(wipe)


def dispose(act: Act, proposal: Proposal) -> Disposal:
    """Delete and empty the rows of a case inside the action `case.disposed`, and write the certificate."""
    case = act.case
    case.disposed_at = act.as_of
    people = _last_case_of(case)
    places = _last_incident_of(case)
    counts: Counter[str] = Counter()
    _wipe("case", [case.pk], counts)
    _wipe("person", [person.pk for person in people], counts)
    _wipe("place", [place.pk for place in places], counts)
    counts["ledger.Detail"] += _details([case.uid, *(person.uid for person in people)])
    CaseParty.objects.filter(case=case).delete()
    Person.objects.filter(pk__in=[person.pk for person in people]).update(disposed_at=act.as_of)
    keys = [case.key_id, *(person.key_id for person in people), *(place.key_id for place in places)]
    certificate = _certificate(act, proposal, counts, len(people), len(places), len(keys))
    act.fact(
        certificate=hashlib.sha256(certificate.encode()).hexdigest(),
        persons=len(people),
        places=len(places),
        keys=len(keys),
    )
    return Disposal.objects.create(
        case=case,
        proposal=proposal,
        proposed_by=proposal.proposed_by,
        approved_by=act.actor.code,
        at=act.as_of,
        keys=chain.canonical(sorted(str(key) for key in keys)),
        certificate=certificate,
    )


def finish(disposal: Disposal) -> int:
    """Destroy what keys are left of a disposal, and its files; how many keys. Can be done again and again."""
    destroyed = sum(destroy_key(key, certificate=disposal.uid) for key in keys_of(disposal))
    delete_files(disposal.case_id)
    for wipe in _also:
        wipe(disposal)
    return destroyed


def finish_all() -> int:
    """Finish disposals that a crash interrupted between the two databases; how many keys were still there."""
    return sum(finish(disposal) for disposal, _ in _interrupted())


def unfinished() -> int:
    """How many keys `finish_all` would destroy."""
    return sum(left for _, left in _interrupted())


def _interrupted() -> Iterator[tuple[Disposal, int]]:
    disposals = Disposal.objects.order_by("pk").iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(disposals, _AT_ONCE)):
        left = alive([key for disposal in batch for key in keys_of(disposal)])
        for disposal in batch:
            if mine := left.intersection(keys_of(disposal)):
                yield disposal, len(mine)


def keys_of(disposal: Disposal) -> list[UUID]:
    """The vault keys that the disposal destroys."""
    return [UUID(key) for key in json.loads(disposal.keys)]


def uncovered() -> list[str]:
    """Models with a sealed column that no disposal would reach."""
    named = {label for rows in ROWS.values() for label, _ in rows} | {"ledger.Detail"} | OF_NOBODY
    return sorted(
        model._meta.label
        for model in apps.get_models()
        if _sealed_columns(model) and model._meta.label not in named
    )


def _wipe(what: str, ids: list[int], counts: Counter[str]) -> None:
    for label, way in ROWS[what] if ids else ():
        model = _model(label)
        if model is None:
            continue
        rows = model._default_manager.filter(**{f"{way}__in": ids})
        if label in EMPTIED:
            counts[label] += rows.update(**EMPTIED[label], **dict.fromkeys(_sealed_columns(model)))
        else:
            counts[label] += rows.delete()[1].get(label, 0)


def _model(label: str) -> type[models.Model] | None:
    app, _, name = label.partition(".")
    if app not in apps.app_configs:
        return None
    return apps.get_app_config(app).models.get(name.lower())


def _sealed_columns(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def _details(uids: Iterable[str]) -> int:
    """The sealed details of these chains, and of the looks at them."""
    streams = [stream for uid in uids for stream in (uid, consult_stream(uid))]
    return Detail.objects.filter(stream__in=streams).delete()[0]


def _last_case_of(case: Case) -> list[Person]:
    """People of the case who have no other case that is not disposed of, with whoever was absorbed into them. Locked."""
    ids = set(CaseParty.objects.filter(case=case).values_list("person_id", flat=True))
    elsewhere = CaseParty.objects.filter(person_id__in=ids, case__disposed_at=None).exclude(case=case)
    ids -= set(elsewhere.values_list("person_id", flat=True))
    ids |= set(Person.objects.filter(merged_into_id__in=ids).values_list("pk", flat=True))
    return list(Person.objects.select_for_update().filter(pk__in=ids, disposed_at=None).order_by("uid"))


def _last_incident_of(case: Case) -> list[Place]:
    """Places of the case's incidents, and of nobody's else that is not disposed of."""
    mine = _incidents(Link.objects.filter(from_kind="case", from_id=case.pk))
    places = set(Incident.objects.filter(pk__in=mine, place__isnull=False).values_list("place_id", flat=True))
    live = Case.objects.filter(disposed_at=None).exclude(pk=case.pk).values("pk")
    theirs = _incidents(Link.objects.filter(from_kind="case", from_id__in=live, to_id__in=_at(places)))
    places -= set(Incident.objects.filter(pk__in=theirs).values_list("place_id", flat=True))
    lived_at = Link.objects.filter(
        from_kind="person", to_kind="place", to_id__in=places, from_id__in=_living(case)
    )
    places -= set(lived_at.values_list("to_id", flat=True))
    return list(Place.objects.filter(pk__in=places).order_by("uid"))


def _incidents(links: models.QuerySet[Link]) -> set[int]:
    return set(links.filter(to_kind="incident").values_list("to_id", flat=True))


def _at(places: set[int]) -> list[int]:
    return list(Incident.objects.filter(place_id__in=places).values_list("pk", flat=True))


def _living(case: Case) -> models.QuerySet[Any]:
    """People who have another case that is not disposed of."""
    parties = CaseParty.objects.filter(case__disposed_at=None).exclude(case=case)
    return parties.values("person_id")


def _certificate(  # noqa: PLR0917 - each is one line of the certificate
    act: Act, proposal: Proposal, counts: Counter[str], people: int, places: int, keys: int
) -> str:
    return chain.canonical(
        {
            "layout": 1,
            "case": act.case.uid,
            "kind": act.case.kind,
            "schedule": proposal.review.schedule,
            "reason": proposal.reason_code,
            "proposed_by": proposal.proposed_by,
            "proposed_at": proposal.at.isoformat(),
            "approved_by": act.actor.code,
            "at": act.as_of.isoformat(),
            "rows": {label: count for label, count in sorted(counts.items()) if count},
            "persons": people,
            "places": places,
            "keys": keys,
        }
    )
