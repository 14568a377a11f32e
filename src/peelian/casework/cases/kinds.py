"""What a kind of case is: its states, what may happen in each, its clocks, its questions, and who may do what.

A service describes its kind with these and registers it (`registry.register`) when Django starts. Nothing here
touches a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from peelian.reference.problems import Bilingual

if TYPE_CHECKING:
    from peelian.accounts.actors import Actor
    from peelian.casework.cases.models import Case
    from peelian.reference.problems import Problem

Klass = Literal["open", "waiting", "closed"]
Regime = Literal["part3", "gdpr"]
WaitingOn = Literal["us", "them", "other"]
Rule = Callable[["Actor", "Case"], bool]
"""A kind's own rule on top of the scope: may this actor do this with this case?"""


@dataclass(frozen=True, slots=True)
class Held:
    """Of a case's transitions these alone may be run now; `problem` tells whoever wants another one why."""

    allowed: frozenset[str]
    problem: Problem


InWords = Callable[[Mapping[str, Any]], "Sequence[tuple[Bilingual, tuple[Bilingual | str, ...]]]"]
"""A payload as people read it: each question that was answered, and the lines of its answer."""
Guard = Callable[["Case"], Held | None]
"""A kind's own rule about what comes first, asked before each transition; None: nothing is held back."""

START = "open_case"
"""The name of the transition that begins every case."""

ACTS: Final = (
    "record_crime",
    "no_crime",
    "add_victim",
    "refer_support",
    "support_declined",
    "enhance",
    "statement",
)
"""What happens in a case without changing its state, and may begin or meet a clock: a crime was recorded, or is not to
be and why; a victim was named; the victim was referred to a service that supports them, or did not want it; a decision
on enhanced rights was taken; a personal statement was offered or made."""


@dataclass(frozen=True, slots=True)
class State:
    """`klass` is what the rest of Peelian needs to know; `told` is what the outside person reads."""

    id: str
    klass: Klass
    title: Bilingual
    told: Bilingual
    waiting_on: WaitingOn = "us"


@dataclass(frozen=True, slots=True)
class Transition:
    """`name` from any of `from_` to `to`. `permission` is of roles.toml; `outside` lets the outside person do it.

    `reasons` are the codes that may be given; with `needs_reason` one of them must be.
    """

    name: str
    from_: tuple[str, ...]
    to: str
    permission: str
    title: Bilingual
    needs_reason: bool = False
    reasons: Mapping[str, Bilingual] = field(default_factory=dict)
    told: Bilingual | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class ClockUse:
    """A provision's clock: begun by any transition or act (`ACTS`) of `starts_on`, met by `met_by`, still in states
    `pauses_on`.

    A transition into a closed state cancels what still runs, unless it is in `met_by`. A pause without an end of its
    own is looked at again after `pause_days`; its reason must be one that the provision knows. With `parts` it begins
    only where somebody has such a part in the case (`CaseParty.PARTS`). What `open_case` both begins and meets was done
    by the act that opened the case.
    """

    provision: str
    starts_on: tuple[str, ...]
    met_by: tuple[str, ...]
    pauses_on: tuple[str, ...] = ()
    pause_days: int = 14
    parts: tuple[str, ...] = ()


FieldKind = Literal["text", "choice", "choices", "date", "boolean", "number"]


@dataclass(frozen=True, slots=True)
class PayloadField:
    """One answer. `choices` for a choice, or for several of them (`choices`); `longest` in characters for a text."""

    name: str
    kind: FieldKind = "text"
    required: bool = True
    longest: int = 5000
    choices: tuple[str, ...] = ()


Upcast = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class PayloadSchema:
    """The questions by version. `upcasts[n]` turns answers of version n into version n + 1, when they are read."""

    current: int
    versions: Mapping[int, tuple[PayloadField, ...]]
    upcasts: Mapping[int, Upcast] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case. `may` maps a permission to the kind's own rule; a permission without a rule follows scope.

    `guard` says what must be done first. `graded`: how urgent a case is, rules suggest and a person decides.
    `service` is the name that grants and teams use for the service; `initial` is the state that a new case has, unless
    it is opened in one of `begins`. `acts` are those of `ACTS` that the desk offers. `in_words` reads a payload to
    people; without it the desk shows names and values.
    """

    id: str
    title: Bilingual
    service: str
    regime: Regime
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[ClockUse, ...]
    payload: PayloadSchema
    retention: str
    may: Mapping[str, Rule] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    restricted: bool = False
    begins: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    guard: Guard | None = None
    graded: bool = False
    in_words: InWords | None = None

    def state(self, id_: str) -> State:
        """The state called `id_`; KeyError where a row names one that the kind no longer has."""
        return next(state for state in self.states if state.id == id_)

    def transitions_from(self, state: str) -> tuple[Transition, ...]:
        """What can happen to a case in `state`, in the order of the definition."""
        return tuple(each for each in self.transitions if state in each.from_)
