"""Tags and links of one case."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.actions import marking
from peelian.casework.cases.models import Case, CaseLink, CaseTag
from peelian.casework.cases.problems import NoSuchCase, NotAllowed
from peelian.casework.cases.references import read_reference, shown
from peelian.casework.desk import words
from peelian.casework.desk.acting_forms import Asked, Form, answer_form
from peelian.casework.desk.fields import Field, select
from peelian.casework.desk.frame import page
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.offering import can
from peelian.casework.desk.opening import listed_case
from peelian.casework.desk.problems import NoOtherCase
from peelian.reference.problems import Bilingual

TAG = "case.tag"
_PUT, _TAKE = "put:", "take:"


@page("GET", "POST", may=(TAG,))
def tag(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Put a tag on, or take one off."""
    return answer_form(request, reference, _tag)


def _tag(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case)
    borne = {one.tag.slug: one.tag for one in CaseTag.objects.filter(case=case).select_related("tag")}
    free = [one for one in marking.tags_for(case) if one.slug not in borne]
    groups = (
        (
            Bilingual("Put on", "Gosod"),
            tuple((_PUT + one.slug, Bilingual(one.name_en, one.name_cy)) for one in free),
        ),
        (
            Bilingual("Take off", "Tynnu"),
            tuple((_TAKE + slug, Bilingual(one.name_en, one.name_cy)) for slug, one in sorted(borne.items())),
        ),
    )
    return Form(
        Bilingual("Tags of this case", "Tagiau'r achos hwn"),
        Bilingual("Change the tags", "Newid y tagiau"),
        (
            Field(
                "tag",
                Bilingual("Tag", "Tag"),
                "select",
                tuple(group for group in groups if group[1]),
                required=True,
            ),
        ),
        _run_tag,
    )


def _run_tag(asked: Asked) -> object:
    chosen = asked.typed["tag"]
    run = marking.untag_case if chosen.startswith(_TAKE) else marking.tag_case
    return run(
        asked.case.reference,
        tag=chosen.partition(":")[2],
        actor=asked.actor,
        as_of=asked.now,
        version=asked.version,
    )


@page("GET", "POST", may=(TAG,))
def link(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Say that another case belongs to this one."""
    return answer_form(request, reference, _link)


def _link(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case)
    return Form(
        Bilingual("Link this case to another", "Cysylltu'r achos hwn ag un arall"),
        Bilingual("Link", "Cysylltu"),
        (
            Field("other", Bilingual("Reference of the other case", "Cyfeirnod yr achos arall"), longest=20),
            select(
                "kind", Bilingual("How they belong together", "Sut y maent yn perthyn"), words.LINKS.items()
            ),
        ),
        _run_link,
    )


def _run_link(asked: Asked) -> object:
    other = read_reference(asked.typed["other"])
    try:
        return marking.link_cases(
            asked.case.reference,
            other=other,
            kind=asked.typed["kind"],
            actor=asked.actor,
            as_of=asked.now,
            version=asked.version,
        )
    except NoSuchCase:
        listed_case(asked.actor, asked.case.reference)
        raise NoOtherCase from None


@page("GET", "POST", may=(TAG,))
def unlink(request: HttpRequest, reference: str) -> HttpResponseBase:
    """End a link, with a reason."""
    return answer_form(request, reference, _unlink)


def _unlink(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case)
    return Form(
        Bilingual("End a link to another case", "Dod â chysylltiad ag achos arall i ben"),
        Bilingual("End the link", "Dod â'r cysylltiad i ben"),
        (
            select("link", Bilingual("Link", "Cysylltiad"), _links(actor, case)),
            select("reason", Bilingual("Reason", "Rheswm"), words.UNLINK_REASONS.items()),
        ),
        _run_unlink,
    )


def _links(actor: Actor, case: Case) -> list[tuple[str, Bilingual]]:
    rows = list(CaseLink.objects.filter(Q(a=case) | Q(b=case), ends=None).order_by("id"))
    others = {row.pk: row.b_id if row.a_id == case.pk else row.a_id for row in rows}
    seen = cases_for(actor).in_bulk(set(others.values()))
    found = []
    for row in rows:
        other = seen.get(others[row.pk])
        if other is not None:
            said, how = shown(other.reference), words.LINKS[row.kind]
            found.append((f"{other.reference}:{row.kind}", Bilingual(f"{said}: {how}", f"{said}: {how.cy}")))
    return found


def _run_unlink(asked: Asked) -> object:
    other, _, kind = asked.typed["link"].partition(":")
    return marking.unlink_cases(
        asked.case.reference,
        other=other,
        kind=kind,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
        version=asked.version,
    )


def _may(actor: Actor, case: Case) -> None:
    kind = kind_of(case)
    if kind is None or not can(actor, case, kind, TAG):
        raise NotAllowed
