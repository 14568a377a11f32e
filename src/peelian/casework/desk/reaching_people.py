"""Somebody has reached the person in another way, or says why not; and the files of a case, handed out."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.desk.fields import note, select
from peelian.casework.desk.forms import Form, form_page
from peelian.casework.desk.frame import page
from peelian.casework.desk.opening import given_reason, remember
from peelian.casework.files.serving import file_for, response
from peelian.casework.threads.failing import settle_task
from peelian.casework.threads.models import ContactTask
from peelian.casework.threads.problems import NoSuchTask
from peelian.casework.threads.tasks import OUTCOME_WORDS, REASONS
from peelian.reference.problems import Bilingual


@form_page("case.answer")
def settle(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """What came of reaching the person."""
    found = ContactTask.objects.filter(case=case, uid=uid, done_at=None).first()
    if found is None:
        raise NoSuchTask
    return Form(
        Bilingual("Somebody must reach the person", "Rhaid i rywun gyrraedd y person"),
        Bilingual("Save", "Cadw"),
        (
            select("outcome", Bilingual("What came of it", "Beth ddaeth ohono"), OUTCOME_WORDS.items()),
            note(),
        ),
        lambda asked: asked.do(settle_task, task=uid, outcome=asked.typed["outcome"]),
        lede=REASONS.get(found.reason_code),
    )


@page("GET", "POST", may=("file.see",))
def file(request: HttpRequest, reference: str, uid: str) -> HttpResponseBase:
    """One file of the case, after the look is written; never shown inside a page."""
    now = timezone.now()
    seen = file_for(
        actor_of(request),
        reference,
        uid,
        purpose="case_work",
        as_of=now,
        reason=given_reason(request, reference, now),
    )
    remember(request, reference, now)
    return response(seen)
