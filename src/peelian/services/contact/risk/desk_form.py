"""The desk's form "Decide how urgent": the force's own grades, what is suggested and why, and a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.urls import URLPattern, path

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.fields import Faults, Field, note, reasons, select
from peelian.casework.desk.forms import About, Asked, Form, Typed, form_page
from peelian.casework.desk.frame import words_of
from peelian.reference.problems import Bilingual
from peelian.services.contact.models import Triage
from peelian.services.contact.risk.grades import scheme_of
from peelian.services.contact.risk.model import USUAL, Grade, Scheme
from peelian.services.contact.risk.problems import SayWhyOtherwise
from peelian.services.contact.risk.shown import PAGE, urgency
from peelian.services.contact.risk.triage import AS_SUGGESTED, TRIAGE, decide, otherwise

_GRADE: Final = Bilingual("Grade", "Gradd")
_UNSURE: Final = Bilingual("not verified", "heb ei wirio")
_SUGGESTED: Final = Bilingual("suggested", "awgrymir")


@form_page(TRIAGE)
def decide_urgency(actor: Actor, case: Case, now: datetime) -> Form:
    """One of the force's grades, with a reason where it is not the one that the rules suggest."""
    row = Triage.objects.filter(case=case).first()
    scheme = scheme_of(case, now)
    suggested = scheme.of_level(row.suggested if row is not None else USUAL)
    return Form(
        Bilingual("Decide how urgent this case is", "Penderfynu pa mor frys yw'r achos hwn"),
        Bilingual("Decide", "Penderfynu"),
        (
            select("grade", _GRADE, [(one.id, grade_words(one, suggested)) for one in scheme.grades]),
            _reason(),
            note(),
        ),
        _decide,
        lede=_lede(suggested),
        about=lambda seen: About(_why(seen, now)),
        also=lambda typed, _now: _faults(typed, row, scheme),
    )


def _reason() -> Field:
    return reasons(words.URGENCY_REASONS, required=False)


def grade_words(one: Grade, suggested: Grade) -> Bilingual:
    """A grade with its target, and whether it is suggested and verified."""
    more = [text for text, holds in ((_SUGGESTED, one == suggested), (_UNSURE, not one.verified)) if holds]
    en = "".join(f"; {text}" for text in more)
    cy = "".join(f"; {text.cy}" for text in more)
    return Bilingual(f"{one.name}, {one.target}{en}", f"{one.name.cy}, {one.target.cy}{cy}")


def _lede(suggested: Grade) -> Bilingual:
    return Bilingual(
        f"The rules suggest: {suggested.name}. They know only what was answered. Read the report, then decide; where you "
        "decide otherwise, choose the reason.",
        f"Mae'r rheolau'n awgrymu: {suggested.name.cy}. Dim ond yr atebion y maent yn eu gwybod. Darllenwch yr adroddiad, "
        "yna penderfynwch; lle penderfynwch fel arall, dewiswch y rheswm.",
    )


def _why(seen: SeenCase, now: datetime) -> str:
    """What was noticed, a line each."""
    return "\n".join(words_of(one.reason) for one in urgency(seen.case, seen, now).flags)


def _faults(typed: Typed, row: Triage | None, scheme: Scheme) -> Faults:
    chosen = scheme.grade(typed.get("grade", ""))
    if chosen is None or not otherwise(row, chosen.level):
        return {}
    return {"reason": SayWhyOtherwise()} if typed.get("reason", "") in ("", AS_SUGGESTED) else {}


def _decide(asked: Asked) -> object:
    return asked.do(decide, grade=asked.typed["grade"])


PAGES: list[URLPattern] = [path("desk/cases/<str:reference>/urgency", decide_urgency, name=PAGE)]
"""The address of the form; `contact.urls` lays it."""
