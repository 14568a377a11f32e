"""The desk's forms about rights: enhanced rights, personal statement, support, no crime recorded, answer to a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.urls import URLPattern, path

from peelian.accounts.actors import Actor
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions import rights
from peelian.casework.cases.actions.recording import CHANGE
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case
from peelian.casework.cases.right_words import GRANTED, NO_CRIME, REFUSED, STEPS
from peelian.casework.clocks.models import OPEN, Clock
from peelian.casework.desk.fields import Faults, Field, note, reasons, select
from peelian.casework.desk.forms import Asked, Form, Typed, form_page
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.offering import can, transition_of
from peelian.casework.desk.offers import Offer
from peelian.casework.desk.problems import WriteSomething
from peelian.casework.desk.recording_forms import CLOCK, STANDARD
from peelian.casework.threads.writing import LONGEST, write_message
from peelian.reference.problems import Bilingual
from peelian.services.contact.families import REVIEW

ENHANCED: Final = Offer("desk-enhanced", Bilingual("Decide on enhanced rights", "Penderfynu ar hawliau uwch"))
STATEMENT: Final = Offer("desk-statement", Bilingual("Personal statement", "Datganiad personol"))
SUPPORT: Final = Offer("desk-support", Bilingual("Refer to support", "Cyfeirio at gymorth"))
NOT_RECORDED: Final = Offer(
    "desk-no-crime", Bilingual("Say why no crime is recorded", "Dweud pam na chofnodir trosedd")
)
ANSWER_REVIEW: Final = Offer("desk-review-answer", Bilingual("Answer the review", "Ateb yr adolygiad"))
_REVIEWS: Final = ("review_stands", "review_changes")
_TO_PERSON: Final = Bilingual("Words to the person", "Geiriau i'r person")
_READ: Final = Bilingual(
    "The person reads this on their own page, in the language of the case.",
    "Mae'r person yn darllen hyn ar ei dudalen ei hun, yn iaith yr achos.",
)


def offers(actor: Actor, case: Case) -> Sequence[Offer]:
    """What can be done about rights with this case now, by this actor."""
    kind = kind_of(case)
    if kind is None or case.disposed_at is not None:
        return []
    found = []
    if _answers_review(actor, case, kind):
        found.append(ANSWER_REVIEW)
    if can(actor, case, kind, CHANGE):
        if "no_crime" in kind.acts and _owed(case, CLOCK):
            found.append(NOT_RECORDED)
        if "enhance" in kind.acts:
            found += [ENHANCED, STATEMENT, SUPPORT]
    return found


def _answers_review(actor: Actor, case: Case, kind: Kind) -> bool:
    return transition_of(kind, case, _REVIEWS[0]) is not None and can(actor, case, kind, REVIEW)


def _owed(case: Case, provision: str) -> bool:
    return Clock.objects.filter(case=case, provision=provision, state__in=OPEN).exists()


def _words(*, required: bool) -> Field:
    return Field("text", _TO_PERSON, "textarea", hint=_READ, required=required, longest=LONGEST)


# --- enhanced rights ---------------------------------------------------------------------------------------
@form_page(CHANGE)
def enhanced(actor: Actor, case: Case, now: datetime) -> Form:
    """Grant or refuse enhanced rights; refused, the person is told why."""
    groups = (
        (Bilingual("They have enhanced rights", "Mae ganddynt hawliau uwch"), tuple(GRANTED.items())),
        (Bilingual("They do not", "Nid oes ganddynt"), tuple(REFUSED.items())),
    )
    return Form(
        ENHANCED.words,
        Bilingual("Decide", "Penderfynu"),
        (
            Field(
                "reason",
                Bilingual("Decision and ground", "Penderfyniad a sail"),
                "select",
                groups,
                required=True,
            ),
            _words(required=False),
            note(),
        ),
        _enhance,
        lede=Bilingual(
            "With enhanced rights every clock of this case that still runs gets its shorter time at once.",
            "Gyda hawliau uwch mae pob cloc o'r achos hwn sy'n dal i redeg yn cael ei amser byrrach ar unwaith.",
        ),
        also=_refused_in_words,
    )


def _refused_in_words(typed: Typed, _now: datetime) -> Faults:
    untold = typed.get("reason") in REFUSED and not typed.get("text")
    return {"text": WriteSomething(field=_TO_PERSON)} if untold else {}


def _enhance(asked: Asked) -> object:
    text = asked.typed["text"]

    def write(act: Act) -> None:
        write_message(act, text=text)

    return asked.do(
        rights.decide_enhanced,
        granted=asked.typed["reason"] in GRANTED,
        write=write if text else None,
    )


# --- statement and support ---------------------------------------------------------------------------------
@form_page(CHANGE)
def statement(actor: Actor, case: Case, now: datetime) -> Form:
    """A personal statement was offered, made, or not wanted."""
    steps = [(step, STEPS["statement", step]) for step in ("offered", "taken", "declined")]
    return Form(
        STATEMENT.words,
        Bilingual("Note it", "Ei nodi"),
        (select("step", Bilingual("What happened", "Beth ddigwyddodd"), steps), note()),
        lambda asked: asked.do(rights.note_statement, step=asked.typed["step"]),
        lede=Bilingual(
            "The victim chooses whether to make one. Offer it; do not press.",
            "Y dioddefwr sy'n dewis a yw am wneud un. Cynigiwch ef; peidiwch â phwyso.",
        ),
    )


@form_page(CHANGE)
def support(actor: Actor, case: Case, now: datetime) -> Form:
    """The victim was referred to a service that supports victims, or did not want it."""
    steps = [("done", STEPS["support", "done"]), ("declined", STEPS["support", "declined"])]
    return Form(
        SUPPORT.words,
        Bilingual("Note it", "Ei nodi"),
        (select("step", Bilingual("What happened", "Beth ddigwyddodd"), steps), note()),
        lambda asked: asked.do(rights.refer_to_support, wanted=asked.typed["step"] == "done"),
        lede=Bilingual(
            "Give the service a way to reach them that they called safe, and no other.",
            "Rhowch i'r gwasanaeth ffordd o'u cyrraedd y dywedasant ei bod yn ddiogel, a dim un arall.",
        ),
    )


# --- no crime ----------------------------------------------------------------------------------------------
@form_page(CHANGE)
def no_crime(actor: Actor, case: Case, now: datetime) -> Form:
    """Why no crime is recorded; the person reads the reason."""
    return Form(
        NOT_RECORDED.words,
        Bilingual("No crime is recorded", "Ni chofnodir trosedd"),
        (reasons(NO_CRIME), note()),
        lambda asked: asked.do(rights.record_no_crime),
        warning=True,
        lede=Bilingual(
            "On the balance of probabilities the victim's word is normally enough to record a crime. Without evidence to "
            "the contrary, record it.",
            "Yn ôl yr hyn sy'n fwyaf tebygol, mae gair y dioddefwr fel arfer yn ddigon i gofnodi trosedd. Heb dystiolaeth "
            "i'r gwrthwyneb, cofnodwch hi.",
        ),
        source=STANDARD,
    )


# --- review ------------------------------------------------------------------------------------------------
@form_page(REVIEW)
def review_answer(actor: Actor, case: Case, now: datetime) -> Form:
    """The answer to who asked for a review, by somebody who did not take the decision."""
    kind = kind_of(case)
    found = [transition_of(kind, case, name) for name in _REVIEWS] if kind else []
    return Form(
        ANSWER_REVIEW.words,
        Bilingual("Answer", "Ateb"),
        (
            select(
                "result",
                Bilingual("The review", "Yr adolygiad"),
                [(one.name, one.title) for one in found if one],
            ),
            _words(required=True),
            note(),
        ),
        _review,
        lede=Bilingual(
            "Whoever took the decision cannot review it. Give the reasons in words that the person can follow.",
            "Ni all y sawl a gymerodd y penderfyniad ei adolygu. Rhowch y rhesymau mewn geiriau y gall y person eu dilyn.",
        ),
    )


def _review(asked: Asked) -> object:
    text = asked.typed["text"]

    def write(act: Act) -> None:
        write_message(act, text=text)

    return asked.do(rights.answer_review, transition=asked.typed["result"], write=write)


_CASE: Final = "desk/cases/<str:reference>"
PAGES: list[URLPattern] = [
    path(f"{_CASE}/rights/enhanced", enhanced, name=ENHANCED.page),
    path(f"{_CASE}/rights/statement", statement, name=STATEMENT.page),
    path(f"{_CASE}/rights/support", support, name=SUPPORT.page),
    path(f"{_CASE}/rights/no-crime", no_crime, name=NOT_RECORDED.page),
    path(f"{_CASE}/rights/review", review_answer, name=ANSWER_REVIEW.page),
]
"""The addresses of these forms; `contact.urls` lays them."""
