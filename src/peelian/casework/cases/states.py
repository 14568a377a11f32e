"""What can happen to a case in the state that it is in."""

from __future__ import annotations

from peelian.casework.cases.kinds import Kind, Transition
from peelian.casework.cases.problems import NotFromHere, ReasonMissing
from peelian.reference.problems import Bilingual


def transition_of(kind: Kind, state: str, name: str) -> Transition:
    """The kind's transition `name` from `state`. `NotFromHere` says what else is possible."""
    for each in kind.transitions_from(state):
        if each.name == name:
            return each
    raise NotFromHere(state=kind.state(state).title, allowed=_named(kind.transitions_from(state)))


def check_reason(transition: Transition, reason: str) -> None:
    """`ReasonMissing` where the transition wants a reason of its list and `reason` is none of them."""
    asked = transition.needs_reason or (reason and transition.reasons)
    if asked and reason not in transition.reasons:
        raise ReasonMissing(known=_joined(tuple(transition.reasons.values())))


def _named(transitions: tuple[Transition, ...]) -> Bilingual:
    return _joined(tuple(each.title for each in transitions)) or Bilingual("nothing", "dim byd")


def _joined(texts: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(", ".join(texts), ", ".join(getattr(text, "cy", text) for text in texts))
