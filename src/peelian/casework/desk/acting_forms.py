"""The forms to act on one case: each shows its questions, does one thing, and tells when somebody else was first.

The number of the version that the officer saw travels in the form. If the case has changed since, nothing is done: the
same form comes back with what changed, what was typed, and the new number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.actions import giving, moving
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import BadReference, Conflict, NoSuchCase, NotAllowed, NotFromHere
from peelian.casework.desk import words
from peelian.casework.desk.choices import people_choices, person_chosen, team_chosen, team_groups
from peelian.casework.desk.fields import Field, allowed, day_typed, note, reasons, select, typed
from peelian.casework.desk.frame import page, see, show
from peelian.casework.desk.history import changed_words
from peelian.casework.desk.lines import kind_of, state_title
from peelian.casework.desk.offering import OWN_FORMS, can, may_move, transition
from peelian.casework.desk.opening import listed_case
from peelian.casework.desk.problems import ChooseFromList, DayUnreadable, NoOtherCase
from peelian.reference.problems import Bilingual, Problem

Typed = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act is done with."""

    actor: Actor
    case: Case
    typed: Typed
    version: int | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Form:
    """A form on one case: its words, its questions, and what it does.

    `back`: the page of the desk to go to afterwards, with its `done`, where that is not the case. `ready` raises what
    keeps the form from being shown; when it is sent, the act itself finds that out, after who was first.
    """

    title: Bilingual
    button: Bilingual
    fields: tuple[Field, ...]
    run: Callable[[Asked], object]
    warning: bool = False
    lede: Bilingual | None = None
    back: tuple[str, str] | None = None
    ready: Callable[[], object] | None = None


def answer_form(
    request: HttpRequest, reference: str, make: Callable[[Actor, Case, datetime], Form]
) -> HttpResponseBase:
    """The page of a form: shown, or done and back to the case."""
    actor, now = actor_of(request), timezone.now()
    case = listed_case(actor, reference)
    form = make(actor, case, now)
    if request.method == "GET":
        if form.ready is not None:
            form.ready()
        return show_form(request, case, form, {})
    given = typed(request, form.fields)
    try:
        _must_fit(form, given)
        form.run(Asked(actor, case, given, version_of(request), now))
    except NoSuchCase:
        raise
    except Conflict as conflict:
        return show_form(request, listed_case(actor, reference), form, given, conflict=conflict)
    except Problem as problem:
        return show_form(request, case, form, given, problem=problem)
    if form.back is not None:
        return see(form.back[0], f"done={form.back[1]}")
    return after(request, reference)


def after(request: HttpRequest, reference: str, done: str = "done") -> HttpResponseBase:
    """Back to the case; to the desk where the act took it out of one's sight."""
    try:
        listed_case(actor_of(request), reference)
    except NoSuchCase:
        return see("desk", "done=gone")
    return see("desk-case", f"done={done}", reference=reference)


def show_form(
    request: HttpRequest,
    case: Case,
    form: Form,
    given: Typed,
    *,
    problem: Problem | None = None,
    conflict: Conflict | None = None,
) -> HttpResponseBase:
    """The form, with what was typed; status 409 where somebody else was first."""
    return show(
        request,
        "act.html",
        409 if conflict else 200,
        case=case,
        form=form,
        typed=given,
        problem=problem,
        wrong_at=field_of(form, problem),
        state=state_title(case),
        changed=changed_words(case, version_of(request), timezone.now()) if conflict else None,
        conflict=conflict,
    )


def field_of(form: Form, problem: Problem | None) -> str:
    """The id of the field that a problem is about; empty where it is about none, or about several."""
    if isinstance(problem, ChooseFromList):
        fits = [one.id for one in form.fields if one.label == problem.fields.get("field")]
    elif isinstance(problem, DayUnreadable):
        fits = [one.id for one in form.fields if one.kind == "date"]
    elif isinstance(problem, BadReference | NoOtherCase):
        fits = [one.id for one in form.fields if one.kind == "text"]
    else:
        fits = []
    return fits[0] if len(fits) == 1 else ""


def version_of(request: HttpRequest) -> int | None:
    """The version that the form was made at; -1 (no version has it) where it holds none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _must_fit(form: Form, given: Typed) -> None:
    for field in form.fields:
        value = given[field.id]
        if field.kind == "select" and (value or field.required) and not allowed(field, value):
            raise ChooseFromList(field=field.label)


def _may(actor: Actor, case: Case, permission: str) -> None:
    kind = kind_of(case)
    if kind is None or not can(actor, case, kind, permission):
        raise NotAllowed


# --- giving ------------------------------------------------------------------------------------------------
@page("GET", "POST", may=("case.assign",))
def assign(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give the case to somebody of its team."""
    return answer_form(request, reference, _assign)


def _assign(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, "case.assign")
    people = people_choices(case.team, now, but=case.owner_id)
    return Form(
        Bilingual("Give this case to somebody", "Rhoi'r achos hwn i rywun"),
        Bilingual("Give", "Rhoi"),
        (
            select("to", Bilingual("Who", "Pwy"), people),
            reasons(words.GIVING_REASONS),
            note(),
        ),
        _run_assign,
    )


def _run_assign(asked: Asked) -> object:
    to = person_chosen(asked.case.team, asked.now, asked.typed["to"])
    if to is None:
        raise ChooseFromList(field=Bilingual("Who", "Pwy"))
    return giving.assign_case(
        asked.case.reference,
        to=to,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
        version=asked.version,
        note=asked.typed["note"],
    )


@page("GET", "POST", may=("case.hand_over",))
def hand_over(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Move the case to another team."""
    return answer_form(request, reference, _hand_over)


def _hand_over(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, "case.hand_over")
    return Form(
        Bilingual("Hand this case to another team", "Trosglwyddo'r achos hwn i dîm arall"),
        Bilingual("Hand over", "Trosglwyddo"),
        (
            Field("team", Bilingual("Team", "Tîm"), "select", team_groups(case.team, now), required=True),
            reasons(words.HANDING_REASONS),
            note(),
        ),
        _run_hand_over,
        lede=Bilingual(
            "The time limits run on. You may lose sight of the case.",
            "Mae'r terfynau amser yn rhedeg ymlaen. Efallai na fyddwch yn gweld yr achos mwyach.",
        ),
    )


def _run_hand_over(asked: Asked) -> object:
    team = team_chosen(asked.typed["team"])
    if team is None:
        raise ChooseFromList(field=Bilingual("Team", "Tîm"))
    return giving.hand_over_case(
        asked.case.reference,
        to_team=team,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
        version=asked.version,
        note=asked.typed["note"],
    )


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
@page("GET", "POST")
def move(request: HttpRequest, reference: str, transition: str) -> HttpResponseBase:
    """Any transition of the kind that has no form of its own: wait, go on, close, open again."""
    return answer_form(request, reference, lambda actor, case, now: _move(actor, case, transition))


def _move(actor: Actor, case: Case, name: str) -> Form:
    kind = kind_of(case)
    found = transition(kind, case, name) if kind and name not in OWN_FORMS else None
    if kind is None or not any(each.name == name for each in kind.transitions) or name in OWN_FORMS:
        raise NoSuchCase
    if found is None:
        raise NotFromHere(
            state=kind.state(case.state).title, allowed=_allowed(kind.transitions_from(case.state))
        )
    if not may_move(actor, case, kind, found):
        raise NotAllowed
    to = kind.state(found.to)
    waits = to.klass == "waiting" and any(found.to in use.pauses_on for use in kind.clocks)
    fields = [reasons(found.reasons, required=found.needs_reason)] if found.reasons else []
    if waits:
        fields.append(_UNTIL)
    return Form(
        found.title,
        found.title,
        (*fields, note()),
        lambda asked: _run_move(asked, name),
        warning=to.klass == "closed",
        lede=_LEDE_CLOSE if to.klass == "closed" else _LEDE_WAIT if waits else None,
    )


_UNTIL: Final = Field(
    "until",
    Bilingual(
        "Until which day (14 days if you leave it empty)", "Tan ba ddiwrnod (14 diwrnod os gadewir yn wag)"
    ),
    "date",
    hint=Bilingual(
        "The time limit runs on by itself after it.", "Mae'r terfyn amser yn rhedeg ymlaen ohono'i hun wedyn."
    ),
)
_LEDE_CLOSE: Final = Bilingual(
    "The person reads the reason that you choose. Closed does not say that the matter is put right.",
    "Mae'r person yn darllen y rheswm a ddewiswch. Nid yw cau yn dweud bod y mater wedi'i ddatrys.",
)
_LEDE_WAIT: Final = Bilingual(
    "The time limit stands still while you wait. One that is late already stays late.",
    "Mae'r terfyn amser yn sefyll tra byddwch yn aros. Mae un sydd eisoes yn hwyr yn aros yn hwyr.",
)


def _allowed(transitions: tuple[object, ...]) -> Bilingual:
    titles = [each.title for each in transitions]  # type: ignore[attr-defined]
    return Bilingual(", ".join(titles), ", ".join(title.cy for title in titles))


def _run_move(asked: Asked, name: str) -> object:
    until = None
    if asked.typed.get("until"):
        until = day_typed(asked.typed["until"])
        if until is None or until <= asked.now:
            raise DayUnreadable
    return moving.move_case(
        asked.case.reference,
        transition=name,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed.get("reason", ""),
        version=asked.version,
        note=asked.typed["note"],
        until=until,
    )
