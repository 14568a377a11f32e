"""Tags and links of one case."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.actions import marking
from peelian.casework.cases.models import Case, CaseLink, CaseTag
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.cases.references import read_reference, shown
from peelian.casework.desk import words
from peelian.casework.desk.fields import Field, reasons, select
from peelian.casework.desk.forms import Asked, Form, form_page
from peelian.casework.desk.opening import listed_case
from peelian.casework.desk.problems import NoOtherCase
from peelian.reference.problems import Bilingual

TAG = "case.tag"
_PUT, _TAKE = "put:", "take:"


@form_page(TAG)
def tag(actor: Actor, case: Case, now: datetime) -> Form:
    """Put a tag on, or take one off."""
    borne = {one.tag.slug: one.tag for one in CaseTag.objects.filter(case=case).select_related("tag")}
    free = [one for one in marking.tags_for(case, now) if one.slug not in borne]
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
        _tag,
    )


def _tag(asked: Asked) -> object:
    chosen = asked.typed["tag"]
    run = marking.untag_case if chosen.startswith(_TAKE) else marking.tag_case
    return asked.do(run, tag=chosen.partition(":")[2])


@form_page(TAG)
def link(actor: Actor, case: Case, now: datetime) -> Form:
    """Say that another case belongs to this one."""
    return Form(
        Bilingual("Link this case to another", "Cysylltu'r achos hwn ag un arall"),
        Bilingual("Link", "Cysylltu"),
        (
            Field(
                "other",
                Bilingual("Reference of the other case", "Cyfeirnod yr achos arall"),
                longest=20,
                check=lambda text, _now: read_reference(text),
            ),
            select(
                "kind", Bilingual("How they belong together", "Sut y maent yn perthyn"), words.LINKS.items()
            ),
        ),
        _link,
    )


def _link(asked: Asked) -> object:
    other = read_reference(asked.typed["other"])
    try:
        return asked.do(marking.link_cases, other=other, kind=asked.typed["kind"])
    except NoSuchCase:
        listed_case(asked.actor, asked.case.reference)
        raise NoOtherCase from None


@form_page(TAG)
def unlink(actor: Actor, case: Case, now: datetime) -> Form:
    """End a link, with a reason."""
    return Form(
        Bilingual("End a link to another case", "Dod â chysylltiad ag achos arall i ben"),
        Bilingual("End the link", "Dod â'r cysylltiad i ben"),
        (
            select("link", Bilingual("Link", "Cysylltiad"), _links(actor, case)),
            reasons(words.UNLINK_REASONS),
        ),
        _unlink,
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


def _unlink(asked: Asked) -> object:
    other, _, kind = asked.typed["link"].partition(":")
    return asked.do(marking.unlink_cases, other=other, kind=kind)
