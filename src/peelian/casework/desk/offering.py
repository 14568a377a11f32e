"""What can be done with a case by this actor now: what the buttons of its page offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.kinds import Held, Kind, Transition
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NotFromHere
from peelian.casework.desk.lines import kind_of, state_title
from peelian.casework.desk.offers import Offer
from peelian.casework.desk.sections import offers_for
from peelian.reference.problems import Bilingual

OWN_FORMS: Final = (
    *("take", "assign", "hand_over", "return", "answer", "reply"),
    *("review_stands", "review_changes", "ask_review", "withdraw", "mark_spam", "not_spam"),
)
"""Transitions that have a form of their own, or that happen as part of another act."""


@dataclass(frozen=True, slots=True)
class Offers:
    """`take` and `answer` where they are possible, `more`: everything else; `marks`: tags and links may be changed;
    `records`: so may its people and how they are reached; `joins`: two records of one of them may be joined;
    `renews`: who lost their words may be given new ones; `files`: files may be added.
    """

    take: Offer | None = None
    answer: Offer | None = None
    more: tuple[Offer, ...] = ()
    marks: bool = False
    records: bool = False
    joins: bool = False
    renews: bool = False
    files: bool = False


_ASSIGN: Final = Offer("desk-assign", Bilingual("Give to somebody", "Rhoi i rywun"))
_HAND_OVER: Final = Offer("desk-hand-over", Bilingual("Hand to another team", "Trosglwyddo i dîm arall"))
_TAG: Final = Offer("desk-tag", Bilingual("Tags", "Tagiau"))
_LINK: Final = Offer("desk-link", Bilingual("Links to other cases", "Cysylltiadau ag achosion eraill"))
_CHANGE: Final = Offer("desk-change", Bilingual("Restrict or make urgent", "Cyfyngu neu wneud yn frys"))
_RESTRICT: Final = Offer(
    "desk-change", Bilingual("Restrict or change the language", "Cyfyngu neu newid yr iaith")
)
TAKE: Final = Offer("desk-take", Bilingual("Take this case", "Cymryd yr achos hwn"))
ANSWER: Final = Offer("desk-answer", Bilingual("Answer", "Ateb"))


def offered(actor: Actor, case: Case) -> Offers:
    """Everything that the actor can do with the case now; what comes first, first."""
    kind = kind_of(case)
    if kind is None or case.disposed_at is not None:
        return Offers()
    open_ = case.klass != "closed"
    held = held_back(case, kind)
    more = offers_for(actor, case)
    if open_ and can(actor, case, kind, "case.assign"):
        more.append(_ASSIGN)
    if open_ and can(actor, case, kind, "case.hand_over"):
        more.append(_HAND_OVER)
    more += [
        Offer("desk-move", each.title, each.name)
        for each in kind.transitions_from(case.state)
        if each.name not in OWN_FORMS and may_move(actor, case, kind, each) and free(held, each)
    ]
    marks = can(actor, case, kind, "case.tag")
    if marks:
        more += [_TAG, _LINK]
    if open_ and can(actor, case, kind, "case.change"):
        more.append(_RESTRICT if kind.graded else _CHANGE)
    nobodys = open_ and case.owner_id is None and can(actor, case, kind, "case.take")
    answer = transition_of(kind, case, "answer")
    return Offers(
        TAKE if nobodys else None,
        ANSWER if answer and may_move(actor, case, kind, answer) and free(held, answer) else None,
        tuple(sorted(more, key=lambda one: held is None or one.transition not in held.allowed)),
        marks,
        can(actor, case, kind, "record.change"),
        can(actor, case, kind, "record.merge"),
        can(actor, case, kind, "case.answer"),
        can(actor, case, kind, "file.add"),
    )


def may_answer(actor: Actor, case: Case) -> bool:
    """Whether the kind has the transition `answer` from here, the actor may run it, and nothing else comes first."""
    kind = kind_of(case)
    found = transition_of(kind, case, "answer") if kind else None
    return bool(kind and found and may_move(actor, case, kind, found) and free(held_back(case, kind), found))


def held_back(case: Case, kind: Kind) -> Held | None:
    """What the kind's guard says must be done first."""
    return kind.guard(case) if kind.guard is not None else None


def free(held: Held | None, each: Transition) -> bool:
    """Whether nothing holds the transition back."""
    return held is None or each.name in held.allowed


def transition_of(kind: Kind, case: Case, name: str) -> Transition | None:
    """The kind's transition from the state of the case."""
    return next((each for each in kind.transitions_from(case.state) if each.name == name), None)


def not_from_here(kind: Kind, case: Case) -> NotFromHere:
    """The problem that names what is possible from the state of the case."""
    titles = [each.title for each in kind.transitions_from(case.state)]
    return NotFromHere(
        state=state_title(case),
        allowed=Bilingual(", ".join(titles), ", ".join(title.cy for title in titles)),
    )


def may_move(actor: Actor, case: Case, kind: Kind, each: Transition) -> bool:
    """Whether the actor may run the transition."""
    return can(actor, case, kind, each.permission)


def can(actor: Actor, case: Case, kind: Kind, permission: str) -> bool:
    """Scope and the kind's own rule together."""
    rule = kind.may.get(permission)
    return actor.may(permission, team=case.team_id) and (rule is None or rule(actor, case))
