"""Joining two records of one person, and undoing it.

The absorbed record stays, with `merged_into`; parts in cases and links are re-pointed and listed in `Merge.moved`, so
that undoing puts back these and no others. What is sealed under the absorbed record's key stays with it: readers go by
`people.identities`. One hop only: who was absorbed by the absorbed is moved along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q

from peelian.accounts.actors import Actor
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import Stream
from peelian.casework.records.models import Link, Merge, Person
from peelian.casework.records.problems import NotMergeable, NotMerged
from peelian.casework.records.writing import locked

PARTIES: Final = "cases.CaseParty"
"""By name, for it stands above this folder."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put back, and what came to the kept record since: it stays there, for a person to look at."""

    merge: Merge
    added_parties: tuple[int, ...]
    added_links: tuple[int, ...]


def merge(kept: Person, absorbed: Person, *, actor: Actor, as_of: datetime, reason: str) -> Merge:
    """Join `absorbed` into `kept`, inside the action's transaction; one entry on each chain. Raises NotMergeable."""
    chains = locked([kept, absorbed])
    kept, absorbed = _again(kept), _again(absorbed)
    if kept.pk == absorbed.pk or not _free(kept) or not _free(absorbed):
        raise NotMergeable
    moved = _move(kept, absorbed) | {"restricted": kept.restricted, "may_be_child": kept.may_be_child}
    if kept.birth_date is None:
        kept.may_be_child = absorbed.may_be_child
    kept.restricted = kept.restricted or absorbed.restricted
    kept.save(update_fields=["restricted", "may_be_child"])
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    made = Merge.objects.create(kept=kept, absorbed=absorbed, at=as_of, actor=actor.code, moved=moved)
    _write(chains, made, "person.merge", actor=actor, as_of=as_of, reason=reason)
    return made


def undo(merged: Merge, *, actor: Actor, as_of: datetime, reason: str) -> Undone:
    """Put back what the merge moved and still lies where it put it. Raises NotMerged, NotMergeable (undo the later first)."""
    kept, absorbed = merged.kept, merged.absorbed
    chains = locked([kept, absorbed])
    merged = Merge.objects.select_related("kept", "absorbed").get(pk=merged.pk)
    kept, absorbed = merged.kept, merged.absorbed
    if merged.undone_at is not None or absorbed.merged_into_id is None:
        raise NotMerged
    if kept.merged_into_id is not None or absorbed.merged_into_id != kept.pk or not _last(merged):
        raise NotMergeable
    moved = merged.moved
    _parties().filter(pk__in=moved["parties"], person=kept).update(person=absorbed)
    for side in ("from", "to"):
        Link.objects.filter(pk__in=moved[f"links_{side}"], **_at(side, kept)).update(
            **{f"{side}_id": absorbed.pk}
        )
    Person.objects.filter(pk__in=moved["absorbed"], merged_into=kept).update(merged_into=absorbed)
    kept.restricted, kept.may_be_child = moved["restricted"], moved["may_be_child"]
    kept.save(update_fields=["restricted", "may_be_child"])
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    merged.undone_at = as_of
    merged.save(update_fields=["undone_at"])
    _write(chains, merged, "person.undo_merge", actor=actor, as_of=as_of, reason=reason)
    return Undone(merged, *added_since(merged))


def _again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def _free(person: Person) -> bool:
    return person.merged_into_id is None and person.disposed_at is None


def _last(merged: Merge) -> bool:
    """Whether no later merge into the same record stands: undoing goes backwards."""
    later = Merge.objects.filter(kept_id=merged.kept_id, undone_at=None, pk__gt=merged.pk)
    return not later.exists()


def _parties() -> Any:
    return apps.get_model(PARTIES)._default_manager


def _at(side: str, person: Person) -> dict[str, Any]:
    return {f"{side}_kind": "person", f"{side}_id": person.pk}


def _move(kept: Person, absorbed: Person) -> dict[str, Any]:
    """Re-point parts, links and earlier absorptions; the ids of what was moved. A part that both have stays where it is."""
    both = _parties().filter(person=kept, ends=None).values_list("case_id", "part")
    same = Q(pk__in=[])
    for case, part in both:
        same |= Q(case_id=case, part=part)
    moved: dict[str, Any] = {
        "parties": _repoint(_parties().filter(person=absorbed).exclude(same), person=kept)
    }
    for side in ("from", "to"):
        links = Link.objects.filter(**_at(side, absorbed))
        moved[f"links_{side}"] = _repoint(links, **{f"{side}_id": kept.pk})
    moved["absorbed"] = _repoint(Person.objects.filter(merged_into=absorbed), merged_into=kept)
    return moved


def _repoint(rows: models.QuerySet[Any], **to: Any) -> list[int]:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=ids).update(**to)
    return ids


def added_since(merged: Merge) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The parts in cases and the links that came to the kept record after the merge: undoing leaves them there."""
    kept, moved = merged.kept, merged.moved
    came = _parties().filter(person=kept, starts__gt=merged.at).exclude(pk__in=moved["parties"])
    parties = came.values_list("pk", flat=True)
    links = Link.objects.filter(Q(**_at("from", kept)) | Q(**_at("to", kept)), recorded_at__gt=merged.at)
    links = links.exclude(pk__in=[*moved["links_from"], *moved["links_to"]])
    return tuple(parties.order_by("pk")), tuple(links.order_by("pk").values_list("pk", flat=True))


def _write(
    chains: dict[int, Stream], merged: Merge, action: str, *, actor: Actor, as_of: datetime, reason: str
) -> None:
    facts: dict[str, str | int] = {"as_of": as_of.isoformat(timespec="microseconds"), "merge": merged.pk}
    for person, part in ((merged.kept_id, "kept"), (merged.absorbed_id, "absorbed")):
        entries.append(
            chains[person], action=action, actor=actor.code, reason=reason, facts={**facts, "part": part}
        )
