"""The forms about keeping a case: hold and lift, keep, propose, withdraw, and the second person's yes or no."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NotAllowed
from peelian.casework.desk import keeping, words
from peelian.casework.desk.acting_forms import Asked, Form, answer_form
from peelian.casework.desk.fields import Field, day_typed, note, reasons
from peelian.casework.desk.frame import page
from peelian.casework.desk.problems import DayUnreadable
from peelian.casework.retention import holding, proposing, reviewing
from peelian.casework.retention.models import Hold, Proposal
from peelian.casework.retention.problems import NoProposal, NoSuchHold, SamePerson
from peelian.reference.problems import Bilingual

REVIEWS: Final = "desk-reviews"
_NEXT: Final = Field(
    "next_on",
    Bilingual("Look at it again on (you can leave it empty)", "Edrych arno eto ar (gallwch ei adael yn wag)"),
    "date",
    hint=Bilingual(
        "Empty: the day that its schedule names. It cannot be later than that.",
        "Gwag: y diwrnod y mae ei amserlen yn ei enwi. Ni all fod yn hwyrach na hynny.",
    ),
)
_LOOK_AGAIN: Final = Field(
    "review_on",
    Bilingual(
        "Ask whether it is still needed on (you can leave it empty)",
        "Gofyn a oes ei angen o hyd ar (gallwch ei adael yn wag)",
    ),
    "date",
)


# --- holds -------------------------------------------------------------------------------------------------
@page("GET", "POST", may=(keeping.HOLD,))
def hold(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Place a legal hold."""
    return answer_form(request, reference, _hold)


def _hold(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.HOLD)
    return Form(
        Bilingual("Place a legal hold", "Gosod ataliad cyfreithiol"),
        Bilingual("Place the hold", "Gosod yr ataliad"),
        (reasons(holding.REASONS), _LOOK_AGAIN, note()),
        _run_hold,
        lede=Bilingual(
            "While a hold stands, nobody can dispose of the case, whatever its schedule says.",
            "Tra bo ataliad yn sefyll, ni all neb waredu'r achos, beth bynnag a ddywed ei amserlen.",
        ),
    )


def _run_hold(asked: Asked) -> object:
    day = _day(asked, "review_on")
    return holding.place_hold(
        asked.case.reference,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
        note=asked.typed["note"],
        review_on=day.date() if day else None,
        version=asked.version,
    )


@page("GET", "POST", may=(keeping.HOLD,))
def lift(request: HttpRequest, reference: str, uid: str) -> HttpResponseBase:
    """Lift one hold."""
    return answer_form(request, reference, lambda actor, case, now: _lift(actor, case, uid))


def _lift(actor: Actor, case: Case, uid: str) -> Form:
    _may(actor, case, keeping.HOLD)
    found = Hold.objects.filter(case=case, uid=uid).first()
    if found is None:
        raise NoSuchHold
    return Form(
        Bilingual("Lift a legal hold", "Codi ataliad cyfreithiol"),
        Bilingual("Lift the hold", "Codi'r ataliad"),
        (reasons(words.LIFT_REASONS),),
        lambda asked: holding.lift_hold(
            asked.case.reference,
            hold=uid,
            actor=asked.actor,
            as_of=asked.now,
            reason=asked.typed["reason"],
            version=asked.version,
        ),
        lede=keeping.reason_of(found),
    )


# --- reviews -----------------------------------------------------------------------------------------------
@page("GET", "POST", may=(keeping.REVIEW,))
def keep(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Reviewed: the case is kept, and looked at again on another day."""
    return answer_form(request, reference, _keep)


def _keep(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.REVIEW)
    return Form(
        Bilingual("Keep this case longer", "Cadw'r achos hwn yn hirach"),
        Bilingual("Keep it", "Ei gadw"),
        (reasons(reviewing.KEEP_REASONS), _NEXT, note()),
        _run_keep,
        back=(REVIEWS, "kept"),
    )


def _run_keep(asked: Asked) -> object:
    day = _day(asked, "next_on")
    return reviewing.keep_case(
        asked.case.reference,
        actor=asked.actor,
        as_of=asked.now,
        reason=asked.typed["reason"],
        note=asked.typed["note"],
        version=asked.version,
        next_at=day,
    )


@page("GET", "POST", may=(keeping.PROPOSE,))
def propose(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The first of two people: this case is no longer needed."""
    return answer_form(request, reference, _propose)


def _propose(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.PROPOSE)
    return Form(
        Bilingual("Propose that this case be disposed of", "Cynnig gwaredu'r achos hwn"),
        Bilingual("Propose it", "Ei gynnig"),
        (reasons(proposing.REASONS), note()),
        lambda asked: proposing.propose_disposal(
            asked.case.reference,
            actor=asked.actor,
            as_of=asked.now,
            reason=asked.typed["reason"],
            note=asked.typed["note"],
            version=asked.version,
        ),
        lede=Bilingual(
            "Nothing is destroyed yet. A second person must approve it, and it cannot be you.",
            "Ni ddinistrir dim eto. Rhaid i ail berson ei gymeradwyo, ac ni allwch chi fod y person hwnnw.",
        ),
        back=(REVIEWS, "proposed"),
    )


@page("GET", "POST", may=(keeping.PROPOSE,))
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Take a proposal back."""
    return answer_form(request, reference, _withdraw)


def _withdraw(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.PROPOSE)
    return Form(
        Bilingual("Withdraw the proposal of disposal", "Tynnu'r cynnig i waredu yn ôl"),
        Bilingual("Withdraw it", "Ei dynnu'n ôl"),
        (reasons(words.REFUSE_REASONS),),
        lambda asked: proposing.withdraw_proposal(
            asked.case.reference,
            actor=asked.actor,
            as_of=asked.now,
            reason=asked.typed["reason"],
            version=asked.version,
        ),
        lede=Bilingual(
            "The case is due for review again at once.", "Bydd yr achos i'w adolygu eto ar unwaith."
        ),
        back=(REVIEWS, "withdrawn"),
        ready=lambda: _proposal(case),
    )


# --- the second person ---------------------------------------------------------------------------------------
@page("GET", "POST", may=(keeping.APPROVE,))
def approve(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The second person's yes: the case is disposed of at once."""
    return answer_form(request, reference, _approve)


def _approve(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.APPROVE)
    return Form(
        Bilingual("Approve the disposal of this case", "Cymeradwyo gwaredu'r achos hwn"),
        Bilingual("Dispose of it for good", "Ei waredu am byth"),
        (reasons(proposing.REASONS),),
        lambda asked: proposing.approve_disposal(
            asked.case.reference,
            actor=asked.actor,
            as_of=asked.now,
            reason=asked.typed["reason"],
            version=asked.version,
        ),
        warning=True,
        lede=Bilingual(
            "What was written, who it is about, and the files are destroyed at once, and no backup brings them back. "
            "That the case existed, and which two people decided, stays on record.",
            "Dinistrir yr hyn a ysgrifennwyd, pwy y mae'n ymwneud â nhw, a'r ffeiliau ar unwaith, ac ni ddaw unrhyw gopi wrth "
            "gefn â nhw yn ôl. Bydd y ffaith i'r achos fodoli, a pha ddau berson a benderfynodd, yn aros ar gofnod.",
        ),
        back=(REVIEWS, "disposed"),
        ready=lambda: _second(actor, case),
    )


@page("GET", "POST", may=(keeping.APPROVE,))
def refuse(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The second person's no."""
    return answer_form(request, reference, _refuse)


def _refuse(actor: Actor, case: Case, now: datetime) -> Form:
    _may(actor, case, keeping.APPROVE)
    return Form(
        Bilingual("Refuse the disposal of this case", "Gwrthod gwaredu'r achos hwn"),
        Bilingual("Refuse it", "Ei wrthod"),
        (reasons(words.REFUSE_REASONS), note()),
        lambda asked: proposing.refuse_proposal(
            asked.case.reference,
            actor=asked.actor,
            as_of=asked.now,
            reason=asked.typed["reason"],
            note=asked.typed["note"],
            version=asked.version,
        ),
        lede=Bilingual(
            "The case is due for review again at once.", "Bydd yr achos i'w adolygu eto ar unwaith."
        ),
        back=(REVIEWS, "refused"),
        ready=lambda: _second(actor, case),
    )


def _second(actor: Actor, case: Case) -> None:
    if _proposal(case).proposed_by == actor.code:
        raise SamePerson


def _proposal(case: Case) -> Proposal:
    found = proposing.proposal_on(case)
    if found is None:
        raise NoProposal
    return found


def _may(actor: Actor, case: Case, permission: str) -> None:
    if not keeping.may(actor, case, permission):
        raise NotAllowed


def _day(asked: Asked, name: str) -> datetime | None:
    """The day of an optional field, still to come. Raises DayUnreadable."""
    text = asked.typed[name]
    if not text:
        return None
    day = day_typed(text)
    if day is None or day <= asked.now:
        raise DayUnreadable
    return day
