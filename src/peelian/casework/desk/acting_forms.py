"""The forms to give a case to somebody, to take it, and to move it to its next state."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.actions import giving, moving
from peelian.casework.cases.kinds import Kind, Transition
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import Conflict, NoSuchCase, NotAllowed
from peelian.casework.desk import words
from peelian.casework.desk.choices import people_choices, person_chosen, team_chosen, team_groups
from peelian.casework.desk.fields import Field, coming_day, note, reasons, select
from peelian.casework.desk.forms import Asked, Form, form_page, version_of
from peelian.casework.desk.frame import SEE, page, see, show
from peelian.casework.desk.history import changed_words
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.offering import OWN_FORMS, held_back, may_move, not_from_here, transition_of
from peelian.casework.desk.opening import listed_case
from peelian.casework.desk.problems import ChooseFromList
from peelian.reference.problems import Bilingual

_WHO: Final = Bilingual("Who", "Pwy")
_TEAM: Final = Bilingual("Team", "Tîm")


# --- giving ------------------------------------------------------------------------------------------------
@form_page("case.assign")
def assign(actor: Actor, case: Case, now: datetime) -> Form:
    """Give the case to somebody of its team."""
    return Form(
        Bilingual("Give this case to somebody", "Rhoi'r achos hwn i rywun"),
        Bilingual("Give", "Rhoi"),
        (
            select("to", _WHO, people_choices(case.team, now, but=case.owner_id)),
            reasons(words.GIVING_REASONS),
            note(),
        ),
        _assign,
    )


def _assign(asked: Asked) -> object:
    to = person_chosen(asked.case.team, asked.now, asked.typed["to"])
    if to is None:
        raise ChooseFromList(field=_WHO)
    return asked.do(giving.assign_case, to=to)


@form_page("case.hand_over")
def hand_over(actor: Actor, case: Case, now: datetime) -> Form:
    """Move the case to another team."""
    return Form(
        Bilingual("Hand this case to another team", "Trosglwyddo'r achos hwn i dîm arall"),
        Bilingual("Hand over", "Trosglwyddo"),
        (
            Field("team", _TEAM, "select", team_groups(case.team, now), required=True),
            reasons(words.HANDING_REASONS),
            note(),
        ),
        _hand_over,
        lede=Bilingual(
            "The time limits run on. You may lose sight of the case.",
            "Mae'r terfynau amser yn rhedeg ymlaen. Efallai na fyddwch yn gweld yr achos mwyach.",
        ),
    )


def _hand_over(asked: Asked) -> object:
    team = team_chosen(asked.typed["team"])
    if team is None:
        raise ChooseFromList(field=_TEAM)
    return asked.do(giving.hand_over_case, to_team=team)


@page("POST", may=("case.take",))
def take(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Take this very case."""
    actor = actor_of(request)
    case = listed_case(actor, reference)
    try:
        giving.take_case(reference, actor=actor, as_of=timezone.now(), version=version_of(request))
    except Conflict as conflict:
        changed = changed_words(case, version_of(request), timezone.now())
        return show(request, "changed.html", 409, case=case, changed=changed, conflict=conflict)
    return see("desk-case", "done=taken", reference=reference)


# --- moving ------------------------------------------------------------------------------------------------
_UNTIL: Final = Field(
    "until",
    Bilingual(
        "Until which day (14 days if you leave it empty)", "Tan ba ddiwrnod (14 diwrnod os gadewir yn wag)"
    ),
    "date",
    hint=Bilingual(
        "The time limit runs on by itself after it.", "Mae'r terfyn amser yn rhedeg ymlaen ohono'i hun wedyn."
    ),
    check=coming_day,
)
_LEDE_CLOSE: Final = Bilingual(
    "The person reads the reason that you choose. Closed does not say that the matter is put right.",
    "Mae'r person yn darllen y rheswm a ddewiswch. Nid yw cau yn dweud bod y mater wedi'i ddatrys.",
)
_LEDE_WAIT: Final = Bilingual(
    "The time limit stands still while you wait. One that is late already stays late.",
    "Mae'r terfyn amser yn sefyll tra byddwch yn aros. Mae un sydd eisoes yn hwyr yn aros yn hwyr.",
)


@form_page(SEE)
def move(actor: Actor, case: Case, now: datetime, transition: str) -> Form:
    """Any transition of the kind that has no form of its own: wait, go on, close, open again."""
    kind, found = _wanted(actor, case, transition)
    to = kind.state(found.to)
    closes = to.klass == "closed"
    waits = to.klass == "waiting" and any(found.to in use.pauses_on for use in kind.clocks)
    fields = [reasons(found.reasons, required=found.needs_reason)] if found.reasons else []
    if waits:
        fields.append(_UNTIL)
    return Form(
        found.title,
        found.title,
        (*fields, note()),
        lambda asked: asked.do(
            moving.move_case, transition=transition, until=coming_day(asked.typed.get("until", ""), asked.now)
        ),
        warning=closes,
        lede=_LEDE_CLOSE if closes else _LEDE_WAIT if waits else None,
    )


def _wanted(actor: Actor, case: Case, name: str) -> tuple[Kind, Transition]:
    """The transition `name` of the case's kind, which the actor may run now. Raises NoSuchCase, NotFromHere, NotAllowed,
    and what the kind's guard says must be done first."""
    kind = kind_of(case)
    if kind is None or name in OWN_FORMS or not any(each.name == name for each in kind.transitions):
        raise NoSuchCase
    found = transition_of(kind, case, name)
    if found is None:
        raise not_from_here(kind, case)
    if not may_move(actor, case, kind, found):
        raise NotAllowed
    held = held_back(case, kind)
    if held is not None and name not in held.allowed:
        raise held.problem
    return kind, found
