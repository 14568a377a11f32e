"""The forms about keeping a case: hold and lift, keep, propose, withdraw, and the second person's yes or no."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.desk import keeping, words
from peelian.casework.desk.fields import Field, coming_day, note, reasons
from peelian.casework.desk.forms import Asked, Form, form_page
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
    check=coming_day,
)
_LOOK_AGAIN: Final = Field(
    "review_on",
    Bilingual(
        "Ask whether it is still needed on (you can leave it empty)",
        "Gofyn a oes ei angen o hyd ar (gallwch ei adael yn wag)",
    ),
    "date",
    check=coming_day,
)
_DUE_AGAIN: Final = Bilingual(
    "The case is due for review again at once.", "Bydd yr achos i'w adolygu eto ar unwaith."
)


# --- holds -------------------------------------------------------------------------------------------------
@form_page(keeping.HOLD)
def hold(actor: Actor, case: Case, now: datetime) -> Form:
    """Place a legal hold."""
    return Form(
        Bilingual("Place a legal hold", "Gosod ataliad cyfreithiol"),
        Bilingual("Place the hold", "Gosod yr ataliad"),
        (reasons(holding.REASONS), _LOOK_AGAIN, note()),
        _hold,
        lede=Bilingual(
            "While a hold stands, nobody can dispose of the case, whatever its schedule says.",
            "Tra bo ataliad yn sefyll, ni all neb waredu'r achos, beth bynnag a ddywed ei amserlen.",
        ),
    )


def _hold(asked: Asked) -> object:
    day = coming_day(asked.typed["review_on"], asked.now)
    return asked.do(holding.place_hold, review_on=day.date() if day else None)


@form_page(keeping.HOLD)
def lift(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Lift one hold."""
    found = Hold.objects.filter(case=case, uid=uid).first()
    if found is None:
        raise NoSuchHold
    return Form(
        Bilingual("Lift a legal hold", "Codi ataliad cyfreithiol"),
        Bilingual("Lift the hold", "Codi'r ataliad"),
        (reasons(words.LIFT_REASONS),),
        lambda asked: asked.do(holding.lift_hold, hold=uid),
        lede=keeping.reason_of(found),
    )


# --- reviews -----------------------------------------------------------------------------------------------
@form_page(keeping.REVIEW)
def keep(actor: Actor, case: Case, now: datetime) -> Form:
    """Reviewed: the case is kept, and looked at again on another day."""
    return Form(
        Bilingual("Keep this case longer", "Cadw'r achos hwn yn hirach"),
        Bilingual("Keep it", "Ei gadw"),
        (reasons(reviewing.KEEP_REASONS), _NEXT, note()),
        lambda asked: asked.do(reviewing.keep_case, next_at=coming_day(asked.typed["next_on"], asked.now)),
        back=(REVIEWS, "kept"),
    )


@form_page(keeping.PROPOSE)
def propose(actor: Actor, case: Case, now: datetime) -> Form:
    """The first of two people: this case is no longer needed."""
    return Form(
        Bilingual("Propose that this case be disposed of", "Cynnig gwaredu'r achos hwn"),
        Bilingual("Propose it", "Ei gynnig"),
        (reasons(proposing.REASONS), note()),
        lambda asked: asked.do(proposing.propose_disposal),
        lede=Bilingual(
            "Nothing is destroyed yet. A second person must approve it, and it cannot be you.",
            "Ni ddinistrir dim eto. Rhaid i ail berson ei gymeradwyo, ac ni allwch chi fod y person hwnnw.",
        ),
        back=(REVIEWS, "proposed"),
    )


@form_page(keeping.PROPOSE)
def withdraw(actor: Actor, case: Case, now: datetime) -> Form:
    """Take a proposal back."""
    return Form(
        Bilingual("Withdraw the proposal of disposal", "Tynnu'r cynnig i waredu yn ôl"),
        Bilingual("Withdraw it", "Ei dynnu'n ôl"),
        (reasons(words.REFUSE_REASONS),),
        lambda asked: asked.do(proposing.withdraw_proposal),
        lede=_DUE_AGAIN,
        back=(REVIEWS, "withdrawn"),
        ready=lambda: _proposal(case),
    )


# --- the second person ---------------------------------------------------------------------------------------
@form_page(keeping.APPROVE)
def approve(actor: Actor, case: Case, now: datetime) -> Form:
    """The second person's yes: the case is disposed of at once."""
    return Form(
        Bilingual("Approve the disposal of this case", "Cymeradwyo gwaredu'r achos hwn"),
        Bilingual("Dispose of it for good", "Ei waredu am byth"),
        (reasons(proposing.REASONS),),
        lambda asked: asked.do(proposing.approve_disposal),
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


@form_page(keeping.APPROVE)
def refuse(actor: Actor, case: Case, now: datetime) -> Form:
    """The second person's no."""
    return Form(
        Bilingual("Refuse the disposal of this case", "Gwrthod gwaredu'r achos hwn"),
        Bilingual("Refuse it", "Ei wrthod"),
        (reasons(words.REFUSE_REASONS), note()),
        lambda asked: asked.do(proposing.refuse_proposal),
        lede=_DUE_AGAIN,
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
