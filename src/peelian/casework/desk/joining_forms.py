"""The forms to join two records of one person, and to put them apart again. Nothing is joined unless somebody says so."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.actions import joining
from peelian.casework.cases.finding import Offered, duplicates_for
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.cases.references import shown
from peelian.casework.desk.case_page import opened
from peelian.casework.desk.fields import reasons, select
from peelian.casework.desk.forms import About, Asked, Form, form_page
from peelian.casework.records.merging import added_since
from peelian.casework.records.models import Merge, Person
from peelian.casework.records.people import identities
from peelian.casework.records.problems import NoSuchRecord, NotMerged
from peelian.reference.problems import Bilingual
from peelian.ui.language import gettext

_SHOWN: Final = 3
"""Of the cases that show a record, so many are named."""
DETAILS: Final = {
    "name": Bilingual("name", "enw"),
    "name_birth_date": Bilingual("name with date of birth", "enw gyda dyddiad geni"),
    "phone": Bilingual("telephone number", "rhif ffôn"),
    "email": Bilingual("email address", "cyfeiriad e-bost"),
    "postcode": Bilingual("postcode", "cod post"),
}
_COMPARE: Final = Bilingual(
    "These records agree with this one in two details or more, which does not make them one person: a family shares a "
    "telephone. Read the cases before you join. Every case of the two is told, and it can be undone.",
    "Mae'r cofnodion hyn yn cytuno â hwn mewn dau fanylyn neu fwy, ond nid yw hynny'n eu gwneud yn un person: mae teulu'n "
    "rhannu ffôn. Darllenwch yr achosion cyn uno. Hysbysir pob achos o'r ddau, a gellir ei ddadwneud.",
)
_NONE: Final = Bilingual(
    "No other record that you may see agrees with this one in two details.",
    "Nid oes cofnod arall y cewch ei weld yn cytuno â hwn mewn dau fanylyn.",
)


@form_page(joining.MERGE)
def join(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """The records that may be of the same person, and why; one of them is joined to this one."""
    person = _party(case, uid)
    offered = duplicates_for(actor, person)
    return Form(
        Bilingual("Other records of this person", "Cofnodion eraill o'r person hwn"),
        Bilingual("Join them", "Eu huno"),
        (
            select(
                "other", Bilingual("The other record", "Y cofnod arall"), [_choice(one) for one in offered]
            ),
            reasons(joining.JOIN_REASONS),
        ),
        lambda asked: _join(asked, person),
        lede=_COMPARE if offered else _NONE,
        about=lambda seen: About(_name(seen, person)),
    )


def _choice(one: Offered) -> tuple[str, Bilingual]:
    cases = ", ".join(shown(reference) for reference in one.references[:_SHOWN])
    agree = [DETAILS[kind] for kind in one.why]
    return one.person.uid, Bilingual(
        f"{cases}: the same {', '.join(agree)}", f"{cases}: yr un {', '.join(text.cy for text in agree)}"
    )


def _join(asked: Asked, person: Person) -> Merge:
    return joining.merge_people(
        kept=person.uid,
        absorbed=asked.typed["other"],
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
    )


@form_page(joining.MERGE)
def part(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Undo the last join of this person; what has come since is told before."""
    person = _party(case, uid)
    stands = joining.joined_with(person)
    if not stands:
        raise NotMerged
    last = stands[0]
    parties, links = (len(found) for found in added_since(last))
    return Form(
        Bilingual("Put two joined records apart", "Gwahanu dau gofnod a unwyd"),
        Bilingual("Put them apart", "Eu gwahanu"),
        (reasons(joining.APART_REASONS),),
        lambda asked: joining.undo_merge(
            last.pk, actor=asked.actor, as_of=asked.now, reason=asked.typed["reason"]
        ),
        lede=_stays(parties, links),
        about=lambda seen: About(_name(seen, person)),
    )


def _stays(parties: int, links: int) -> Bilingual:
    back = Bilingual(
        "What the join moved goes back to where it was.", "Mae'r hyn a symudodd yr uno yn mynd yn ôl i'w le."
    )
    if not parties and not links:
        return back
    return Bilingual(
        f"{back} Recorded since, and staying with the first record: parts in cases {parties}, links {links}. Look whether "
        "they belong to the other.",
        f"{back.cy} Cofnodwyd ers hynny, ac yn aros gyda'r cofnod cyntaf: rhannau mewn achosion {parties}, cysylltiadau "
        f"{links}. Edrychwch a ydynt yn perthyn i'r llall.",
    )


def _party(case: Case, uid: str) -> Person:
    """The record that stands for somebody of the case. Raises NoSuchRecord."""
    found = CaseParty.objects.filter(case=case, person__uid=uid).select_related("person__merged_into").first()
    if found is None:
        raise NoSuchRecord
    return identities(found.person)[0]


def _name(seen: SeenCase, person: Person) -> str:
    return opened(person, "name", seen) or gettext("Name not known")
