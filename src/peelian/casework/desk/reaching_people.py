"""Somebody has reached the person in another way, or says why not; and the files of a case, handed out."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NeedsReason, NotAllowed
from peelian.casework.desk.acting_forms import Asked, Form, answer_form
from peelian.casework.desk.case_page import ask_reason
from peelian.casework.desk.fields import note, select
from peelian.casework.desk.frame import page
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.offering import can
from peelian.casework.desk.opening import given_reason, remember
from peelian.casework.files.serving import file_for, response
from peelian.casework.threads.failing import settle_task
from peelian.casework.threads.models import ContactTask
from peelian.casework.threads.problems import NoSuchTask
from peelian.casework.threads.tasks import OUTCOME_WORDS, REASONS
from peelian.reference.problems import Bilingual

ANSWER = "case.answer"


@page("GET", "POST", may=(ANSWER,))
def settle(request: HttpRequest, reference: str, uid: str) -> HttpResponseBase:
    """What came of reaching the person."""
    return answer_form(request, reference, lambda actor, case, now: _settle(actor, case, uid, now))


def _settle(actor: Actor, case: Case, task: str, now: datetime) -> Form:
    kind = kind_of(case)
    if kind is None or not can(actor, case, kind, ANSWER):
        raise NotAllowed
    found = ContactTask.objects.filter(case=case, uid=task, done_at=None).first()
    if found is None:
        raise NoSuchTask
    return Form(
        Bilingual("Somebody must reach the person", "Rhaid i rywun gyrraedd y person"),
        Bilingual("Save", "Cadw"),
        (
            select("outcome", Bilingual("What came of it", "Beth ddaeth ohono"), OUTCOME_WORDS.items()),
            note(),
        ),
        lambda asked: _run(asked, task),
        lede=REASONS.get(found.reason_code),
    )


def _run(asked: Asked, task: str) -> object:
    return settle_task(
        asked.case.reference,
        task=task,
        outcome=asked.typed["outcome"],
        actor=asked.actor,
        as_of=asked.now,
        note=asked.typed["note"],
        version=asked.version,
    )


@page("GET", "POST", may=("file.see",))
def file(request: HttpRequest, reference: str, uid: str) -> HttpResponseBase:
    """One file of the case, after the look is written; never shown inside a page."""
    now = timezone.now()
    try:
        seen = file_for(
            actor_of(request),
            reference,
            uid,
            purpose="case_work",
            as_of=now,
            reason=given_reason(request, reference, now),
        )
    except NeedsReason as problem:
        return ask_reason(request, problem)
    remember(request, reference, now)
    return response(seen)
