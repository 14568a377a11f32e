"""A form on one case: it shows its questions, does one thing, and tells when somebody else was first.

    @form_page("case.assign")
    def assign(actor: Actor, case: Case, now: datetime) -> Form: ...

The number of the version that the officer saw travels in the form. If the case has changed since, nothing is done: the
same form comes back with what changed, what was typed, and the new number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import View, actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import BadReference, Conflict, NoSuchCase, NotAllowed
from peelian.casework.desk.fields import Faults, Field, faults, typed
from peelian.casework.desk.frame import page, see, show
from peelian.casework.desk.history import changed_words
from peelian.casework.desk.lines import kind_of, state_title
from peelian.casework.desk.offering import can
from peelian.casework.desk.opening import listed_case, seen_case
from peelian.casework.desk.problems import ChooseFromList, DayUnreadable, NoOtherCase
from peelian.casework.records.problems import BadBirthDate
from peelian.casework.threads.problems import BadAddress, BadHours
from peelian.reference.problems import Bilingual, Problem

Typed = dict[str, str]
_TOLD: Final = ("reason", "note")
"""Questions whose answer an action takes under the same name."""
_FIELDS: Final[dict[type[Any], tuple[str, ...]]] = {
    BadAddress: ("address",),
    BadHours: ("hours",),
    BadBirthDate: ("birth_date", "right"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act is done with."""

    actor: Actor
    case: Case
    typed: Typed = field(repr=False)
    version: int
    now: datetime

    def do(self, action: Callable[..., object], **more: object) -> object:
        """Run an action on the case, with the reason and the note that were typed, where the form asks for them."""
        told = {name: self.typed[name] for name in _TOLD if name in self.typed}
        return action(
            self.case.reference,
            actor=self.actor,
            as_of=self.now,
            version=self.version,
            **told,
            **more,
        )


@dataclass(frozen=True, slots=True)
class About:
    """Whom or what a form is about, as people typed it; `filled`: what its fields hold before anybody types."""

    text: str = field(repr=False)
    filled: Typed = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is published."""

    title: Bilingual
    address: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form on one case: its words, its questions, and what it does.

    `back`: the page of the desk to go to afterwards, with its `done`, where that is not the case. `ready` raises what
    keeps the form from being shown; when it is sent, the act itself finds that out, after who was first. `about`: what
    of the sealed record stands beside the questions; a look is written before it is shown. `gives`: the page that shows
    what the act gave, once, as `given`, instead of the way back. `also`: what is wrong with several answers together, by
    field. `source`: the rule that the lede tells of.
    """

    title: Bilingual
    button: Bilingual
    fields: tuple[Field, ...]
    run: Callable[[Asked], object]
    warning: bool = False
    lede: Bilingual | None = None
    back: tuple[str, str] | None = None
    ready: Callable[[], object] | None = None
    about: Callable[[SeenCase], About] | None = None
    gives: str = ""
    also: Callable[[Typed, datetime], Faults] | None = None
    source: Source | None = None


def form_page(permission: str) -> Callable[[Callable[..., Form]], View]:
    """The page of the form that `make(actor, case, now)` gives, for those who hold `permission` for the case.

    What else the address names (the uid of a hold) goes to `make` by its name.
    """

    def wrap(make: Callable[..., Form]) -> View:
        @page("GET", "POST", may=(permission,))
        @wraps(make)
        def answered(request: HttpRequest, reference: str, **named: str) -> HttpResponseBase:
            actor, now = actor_of(request), timezone.now()
            case = listed_case(actor, reference)
            must(actor, case, permission)
            return _answer(request, case, make(actor, case, now, **named), now)

        return answered

    return wrap


def must(actor: Actor, case: Case, permission: str) -> None:
    """Raise NotAllowed unless scope and the kind's own rule allow it."""
    kind = kind_of(case)
    if kind is None or not can(actor, case, kind, permission):
        raise NotAllowed


def _answer(request: HttpRequest, case: Case, form: Form, now: datetime) -> HttpResponseBase:
    """The form shown; or what it does done, and back to the case."""
    actor = actor_of(request)
    given = typed(request, form.fields) if "version" in request.POST else None
    if request.method == "GET" or "look_reason" in request.POST:
        if form.ready is not None:
            form.ready()
        return _show(request, case, form, given)
    given = typed(request, form.fields)
    wrong = _faults(form, given, now)
    if wrong:
        return _show(request, case, form, given, wrong=wrong)
    try:
        gave = form.run(Asked(actor, case, given, version_of(request), now))
    except NoSuchCase:
        raise
    except Conflict as conflict:
        return _show(request, listed_case(actor, case.reference), form, given, conflict=conflict)
    except Problem as problem:
        return _show(request, case, form, given, problem=problem, wrong=_at_field(form, problem))
    if form.gives:
        return show(request, form.gives, case=case, form=form, given=gave)
    if form.back is not None:
        return see(form.back[0], f"done={form.back[1]}")
    return after(request, case.reference)


def after(request: HttpRequest, reference: str, done: str = "done") -> HttpResponseBase:
    """Back to the case; to the desk where the act took it out of one's sight."""
    try:
        listed_case(actor_of(request), reference)
    except NoSuchCase:
        return see("desk", "done=gone")
    return see("desk-case", f"done={done}", reference=reference)


def _show(
    request: HttpRequest,
    case: Case,
    form: Form,
    given: Typed | None,
    *,
    problem: Problem | None = None,
    wrong: Faults | None = None,
    conflict: Conflict | None = None,
) -> HttpResponseBase:
    """The form, with what was typed and everything that is wrong with it; status 409 where somebody else was first.

    Until that is told, the form keeps the version that the officer saw, however often it comes back.
    """
    about = form.about(seen_case(request, case.reference, purpose="case_work")) if form.about else None
    return show(
        request,
        "act.html",
        409 if conflict else 200,
        case=case,
        form=form,
        about=about.text if about else "",
        typed=given if given is not None else about.filled if about else {},
        problem=problem or next(iter((wrong or {}).values()), None),
        faults=wrong or {},
        version=version_of(request) if "version" in request.POST and conflict is None else case.version,
        state=state_title(case),
        changed=changed_words(case, version_of(request), timezone.now()) if conflict else None,
        conflict=conflict,
    )


def _faults(form: Form, given: Typed, now: datetime) -> Faults:
    """Everything that is wrong, before anything is done: field by field, and what does not go together."""
    own = faults(form.fields, given, now)
    more = form.also(given, now) if form.also is not None else {}
    return {one.id: (own | more)[one.id] for one in form.fields if one.id in own or one.id in more}


def _at_field(form: Form, problem: Problem) -> Faults:
    name = field_of(form, problem)
    return {name: problem} if name else {}


def field_of(form: Form, problem: Problem | None) -> str:
    """The id of the field that a problem is about; empty where it is about none, or about several."""
    if isinstance(problem, ChooseFromList):
        fits = [one.id for one in form.fields if one.label == problem.fields.get("field")]
    elif isinstance(problem, DayUnreadable):
        fits = [one.id for one in form.fields if one.kind == "date"]
    elif isinstance(problem, BadReference | NoOtherCase):
        fits = [one.id for one in form.fields if one.kind == "text"]
    else:
        fits = [one.id for one in form.fields if one.id in _FIELDS.get(type(problem), ())]
    return fits[0] if len(fits) == 1 else ""


def version_of(request: HttpRequest) -> int:
    """The version that the form was made at; -1 (no version has it) where it holds none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
