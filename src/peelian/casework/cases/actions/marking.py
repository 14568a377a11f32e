"""Tags on a case, and links between cases. Permission `case.tag`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from peelian.accounts.actors import Actor
from peelian.accounts.forces import answering
from peelian.casework.cases.act import Act
from peelian.casework.cases.acting import acting, acting_inside, one_transaction
from peelian.casework.cases.models import Case, CaseLink, CaseTag, Tag
from peelian.casework.cases.problems import AlreadySo, NoSuchTag, UnknownLinkKind

LINK_KINDS: Final = ("same_matter", "same_person", "series", "related")
_PERMISSION: Final = "case.tag"


def tags_for(case: Case, as_of: datetime) -> list[Tag]:
    """The tags that may be put on the case: those of all forces, of the force that it came to and of its successor."""
    return list(Tag.objects.filter(_fits(case, as_of)).order_by("slug"))


def _fits(case: Case, as_of: datetime) -> Q:
    own = {"", case.opened_force, answering(case.opened_force, as_of)}
    return Q(force__in=sorted(own), retired_at=None)


def tag_case(
    reference: str, *, tag: str, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Put the tag on. Raises NoSuchTag, AlreadySo."""
    with acting(
        reference,
        action="case.tag",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=_PERMISSION,
    ) as act:
        found = Tag.objects.filter(_fits(act.case, as_of), slug=tag).first()
        if found is None:
            raise NoSuchTag
        _, made = CaseTag.objects.get_or_create(case=act.case, tag=found)
        if not made:
            raise AlreadySo
        act.fact(tag=found.slug)
    return act.case


def untag_case(
    reference: str, *, tag: str, actor: Actor, as_of: datetime, reason: str = "", version: int | None = None
) -> Case:
    """Take the tag off. Raises AlreadySo."""
    with acting(
        reference,
        action="case.untag",
        actor=actor,
        as_of=as_of,
        reason=reason,
        version=version,
        permission=_PERMISSION,
    ) as act:
        gone, _ = CaseTag.objects.filter(case=act.case, tag__slug=tag).delete()
        if not gone:
            raise AlreadySo
        act.fact(tag=tag)
    return act.case


def link_cases(
    reference: str,
    *,
    other: str,
    kind: str,
    actor: Actor,
    as_of: datetime,
    reason: str = "",
    version: int | None = None,
) -> CaseLink:
    """Say that two cases belong together; both get an entry. Raises UnknownLinkKind, AlreadySo, as `acting` does."""
    if kind not in LINK_KINDS:
        raise UnknownLinkKind
    with _both(
        reference, other, action="case.link", actor=actor, as_of=as_of, reason=reason, version=version
    ) as (one, two):
        a, b = sorted((one.case.pk, two.case.pk))
        if a == b or CaseLink.objects.filter(a=a, b=b, kind=kind, ends=None).exists():
            raise AlreadySo
        made = CaseLink.objects.create(a_id=a, b_id=b, kind=kind, starts=as_of)
        one.fact(link=made.pk, link_kind=kind)
        two.fact(link=made.pk, link_kind=kind)
    return made


def link_on_opening(act: Act, links: Mapping[str, str]) -> None:
    """The same inside the act that opens a case: reference of an earlier case -> kind. Nobody else knows the new one yet,
    so the others alone are locked, in the order of their references.

    Who may open the case may say so of it; for the others it takes the permission. Raises UnknownLinkKind, and as `acting`
    does for them.
    """
    for reference in sorted(links):
        if links[reference] not in LINK_KINDS:
            raise UnknownLinkKind
        with acting_inside(
            reference, action="case.link", actor=act.actor, as_of=act.as_of, permission=_PERMISSION
        ) as other:
            a, b = sorted((act.case.pk, other.case.pk))
            made = CaseLink.objects.create(a_id=a, b_id=b, kind=links[reference], starts=act.as_of)
            other.fact(link=made.pk, link_kind=made.kind)
    if links:
        act.fact(links=len(links))


def unlink_cases(
    reference: str,
    *,
    other: str,
    kind: str,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None = None,
) -> CaseLink:
    """End a link, with a reason; it stays readable as what was thought. Raises AlreadySo, as `acting` does."""
    with _both(
        reference, other, action="case.unlink", actor=actor, as_of=as_of, reason=reason, version=version
    ) as (one, two):
        one.need_reason()
        a, b = sorted((one.case.pk, two.case.pk))
        found = CaseLink.objects.filter(a=a, b=b, kind=kind, ends=None).first()
        if found is None:
            raise AlreadySo
        found.ends = max(as_of, found.starts + timedelta(microseconds=1))
        found.save(update_fields=["ends"])
        one.fact(link=found.pk, link_kind=kind)
        two.fact(link=found.pk, link_kind=kind)
    return found


@contextmanager
def _both(
    reference: str,
    other: str,
    *,
    action: str,
    actor: Actor,
    as_of: datetime,
    reason: str,
    version: int | None,
) -> Iterator[tuple[Act, Act]]:
    """Act on two cases in one transaction, always locked in the order of their references. `version`: the first's."""
    if reference == other:
        raise AlreadySo
    versions = {reference: version, other: None}
    first, second = sorted((reference, other))

    def one(name: str):  # type: ignore[no-untyped-def]
        return acting_inside(
            name,
            action=action,
            actor=actor,
            as_of=as_of,
            reason=reason,
            version=versions[name],
            permission=_PERMISSION,
        )

    with one_transaction(action), one(first) as a, one(second) as b:
        yield (a, b) if first == reference else (b, a)
