"""The pages at which an administrator manages the webhooks of their force, and looks after what could not be sent.

They hold no reference and nothing of a case: who manages hooks need not be somebody who may read cases.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.days import today
from peelian.accounts.forces import open_on
from peelian.accounts.reaching import forces_for
from peelian.accounts.views.choosing import typed
from peelian.casework.desk.frame import page, see, show_template, words_of
from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.exchange.outbound import EVENTS
from peelian.services.contact.hooks import managing
from peelian.services.contact.hooks.addresses import LONGEST
from peelian.services.contact.hooks.managing import MANAGE
from peelian.services.contact.hooks.problems import HookNotWhole, NoSuchHook
from peelian.services.contact.hooks.sending import id_of
from peelian.services.contact.hooks.words import DROPPED, PAUSED, code_words
from peelian.services.contact.hooks.words import EVENTS as EVENT_WORDS
from peelian.services.contact.models import Hook, HookDelivery

NAME: Final = "desk-hooks"
TITLE: Final = Bilingual("Webhooks", "Gwe-fachau")
SHOWN: Final = 200
IN_FILE: Final = 10_000
COLUMNS: Final = ("id", "webhook", "event", "happened", "tries", "answer", "why", "failed")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@page("GET", "POST", may=(MANAGE,))
def hooks(request: HttpRequest) -> HttpResponseBase:
    """The webhooks of the forces within reach; a new one, whose secret is shown once."""
    if request.method == "GET":
        return _list(request)
    actor = actor_of(request)
    try:
        force = forces_for(actor, MANAGE).filter(open_on(today()), force_id=typed(request, "force")).first()
        if force is None:
            raise HookNotWhole
        hook, secret = managing.make_hook(
            name=typed(request, "name", 80),
            address=typed(request, "address", LONGEST + 1),
            events=request.POST.getlist("events"),
            force=force,
            actor=actor,
            as_of=timezone.now(),
        )
    except NoSuchHook:
        raise
    except Problem as problem:
        return _list(request, problem)
    return _show(request, "secret.html", hook=hook, secret=secret, again=False)


@page("GET", "POST", may=(MANAGE,))
def one(request: HttpRequest, uid: str) -> HttpResponseBase:
    """One webhook: what it is told, how it stands, and what can be done with it."""
    actor, now = actor_of(request), timezone.now()
    hook = managing.hook_for(actor, uid)
    if request.method == "GET":
        return _one(request, hook, now)
    match typed(request, "do"):
        case "events":
            try:
                managing.choose_events(uid, events=request.POST.getlist("events"), actor=actor, as_of=now)
            except HookNotWhole as problem:
                return _one(request, hook, now, problem)
        case "rotate":
            secret = managing.rotate(uid, actor=actor, as_of=now)
            return _show(request, "secret.html", hook=hook, secret=secret, again=True)
        case "pause":
            managing.pause(uid, actor=actor, as_of=now)
        case "go_on":
            managing.go_on(uid, actor=actor, as_of=now)
        case "end":
            managing.end(uid, actor=actor, as_of=now)
            return see(NAME)
        case _:
            raise NoSuchHook
    return see("desk-hook", uid=uid)


@page("GET", "POST", may=(MANAGE,))
def failed(request: HttpRequest) -> HttpResponseBase:
    """What could not be sent: send it again, or drop it with a reason; one, or all."""
    if request.method == "GET":
        return _failed(request)
    actor, now, which = actor_of(request), timezone.now(), typed(request, "which", 40)
    try:
        if typed(request, "do") == "again":
            managing.send_again(which, actor=actor, as_of=now)
        else:
            managing.drop(which, why=typed(request, "why"), actor=actor, as_of=now)
    except NoSuchHook:
        raise
    except Problem as problem:
        return _failed(request, problem)
    return see("desk-hooks-failed")


@page("GET", may=(MANAGE,))
def failed_file(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in managing.failed_for(actor_of(request))[:IN_FILE]:
        writer.writerow([_cell(value) for value in _line(row)])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="webhooks-not-sent.csv"'
    return response


def _line(row: HookDelivery) -> tuple[object, ...]:
    """One dead letter, in the order of COLUMNS; codes as they are, for machines."""
    return (
        id_of(row),
        row.hook.name,
        row.event,
        row.at.isoformat(),
        row.attempts,
        row.answer or "",
        row.problem_code,
        row.ended_at.isoformat() if row.ended_at else "",
    )


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _list(request: HttpRequest, problem: Problem | None = None) -> HttpResponse:
    actor = actor_of(request)
    return _show(
        request,
        "list.html",
        problem=problem,
        hooks=managing.hooks_for(actor)[:SHOWN],
        failed=managing.failed_for(actor).count(),
        forces=list(forces_for(actor, MANAGE).filter(open_on(today()))),
        typed={name: request.POST.get(name, "") for name in ("name", "address", "force")},
        ticked=request.POST.getlist("events") if request.method == "POST" else list(EVENTS),
    )


def _one(request: HttpRequest, hook: Hook, now: datetime, problem: Problem | None = None) -> HttpResponse:
    waiting = hook.deliveries.filter(state__in=["waiting", "claimed"])
    last = hook.deliveries.exclude(problem_code="").filter(state__in=["waiting", "failed"])
    return _show(
        request,
        "one.html",
        problem=problem,
        hook=hook,
        waiting=waiting.count(),
        failed=hook.deliveries.filter(state="failed").count(),
        last=last.order_by("-id").first() if hook.failures else None,
        overlap=hook.before_until if hook.before_until and now < hook.before_until else None,
        ticked=request.POST.getlist("events") if problem else hook.events.split(),
        hours=int(managing.OVERLAP.total_seconds() // 3600),
    )


def _failed(request: HttpRequest, problem: Problem | None = None) -> HttpResponse:
    rows = managing.failed_for(actor_of(request))
    return _show(
        request, "failed.html", problem=problem, rows=rows[:SHOWN], many=rows.count(), shown_rows=SHOWN
    )


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return show_template(
        request,
        f"contact/hooks/{template}",
        section=NAME,
        title=TITLE,
        all_events=EVENT_WORDS,
        paused=PAUSED,
        dropped=DROPPED,
        code_words=lambda code: words_of(code_words(code)),
        **context,
    )


PAGES: Final[list[URLPattern]] = [
    path("desk/hooks", hooks, name=NAME),
    path("desk/hooks/failed", failed, name="desk-hooks-failed"),
    path("desk/hooks/failed.csv", failed_file, name="desk-hooks-failed-file"),
    path("desk/hooks/<str:uid>", one, name="desk-hook"),
]
