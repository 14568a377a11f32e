"""Two records of one person are joined, and put apart again: a person decides, and each case of theirs is told.

Permission `record.merge` in a case of each of the two. Every case in which one of them has or had a part gets an entry:
who reads it later sees why another record stands there. Where the actor may not see such a case, the system writes the
entry and names who ordered it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor, system_actor
from peelian.casework.cases.access import RESTRICTED, cases_for
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import SEE, acting_inside, one_transaction
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.records import merging, people
from peelian.casework.records.models import Merge, Person
from peelian.casework.records.problems import NoSuchRecord
from peelian.reference.problems import Bilingual

MERGE: Final = "record.merge"
JOIN_REASONS: Final = {
    "same_person": Bilingual("The person said so, or proved it", "Dywedodd y person hynny, neu ei brofi"),
    "same_details": Bilingual("Both records were compared", "Cymharwyd y ddau gofnod"),
}
APART_REASONS: Final = {
    "two_people": Bilingual("They are two people", "Dau berson ydynt"),
    "joined_by_mistake": Bilingual("They were joined by mistake", "Fe'u hunwyd drwy gamgymeriad"),
}


def merge_people(*, kept: str, absorbed: str, actor: Actor, as_of: datetime, reason: str) -> Merge:
    """Join two records of one person, both in the actor's scope. Raises NoSuchRecord, NotMergeable."""
    with one_transaction("person.merge"):
        one, two = _mergeable(actor, kept), _mergeable(actor, absorbed)
        with _telling("case.join_people", one, two, actor=actor, as_of=as_of, reason=reason) as acts:
            made = merging.merge(one, two, actor=actor, as_of=as_of, reason=reason)
            for act in acts:
                act.fact(merge=made.pk, kept=made.kept_id, absorbed=made.absorbed_id)
        return made


def undo_merge(merge: int, *, actor: Actor, as_of: datetime, reason: str) -> merging.Undone:
    """Undo a merge of a person in the actor's scope. Raises NoSuchRecord, NotMerged, NotMergeable."""
    with one_transaction("person.undo_merge"):
        found = Merge.objects.select_related("kept", "absorbed").filter(pk=merge).first()
        if found is None:
            raise NoSuchRecord
        kept = _mergeable(actor, found.kept.uid)
        with _telling(
            "case.part_people", kept, found.absorbed, actor=actor, as_of=as_of, reason=reason
        ) as acts:
            undone = merging.undo(found, actor=actor, as_of=as_of, reason=reason)
            for act in acts:
                act.fact(merge=found.pk, kept=found.kept_id, absorbed=found.absorbed_id)
        return undone


def joined_with(person: Person) -> list[Merge]:
    """The joins into this record that stand, the last first: that one can be undone."""
    kept = person.merged_into or person
    return list(Merge.objects.filter(kept=kept, undone_at=None).select_related("absorbed").order_by("-pk"))


@contextmanager
def _telling(action: str, *both: Person, actor: Actor, as_of: datetime, reason: str) -> Iterator[list[Act]]:
    """An act on each of their cases, always locked in the order of their references, before the persons' own chains."""
    same = [one for person in both for one in people.identities(person)]
    theirs = Case.objects.filter(parties__person__in=same, disposed_at=None).distinct()
    visible = set(cases_for(actor).filter(pk__in=theirs).values_list("reference", flat=True))
    system = system_actor("joining", as_of)
    with ExitStack() as stack:
        acts = []
        for reference in theirs.order_by("reference").values_list("reference", flat=True):
            by = actor if reference in visible else system
            act = stack.enter_context(
                acting_inside(reference, action=action, actor=by, as_of=as_of, reason=reason, permission=SEE)
            )
            if by is system:
                act.fact(ordered_by=actor.code)
            acts.append(act)
        yield acts


def _mergeable(actor: Actor, uid: str) -> Person:
    """A person with a part in a case where the actor may merge; and for a restricted one, may read what is restricted."""
    person = Person.objects.filter(uid=uid, disposed_at=None).select_related("merged_into").first()
    if person is None:
        raise NoSuchRecord
    same = people.identities(person)
    mine = CaseParty.objects.filter(actor.where(MERGE, team="case__team"), case__disposed_at=None)
    if any(one.restricted for one in same):
        mine = mine.filter(actor.where(RESTRICTED, team="case__team"))
    if not mine.filter(person__in=same).exists():
        raise NoSuchRecord
    return person
