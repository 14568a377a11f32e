"""What a question of law is answered with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from peelian.reference.problems import Bilingual

NO_WORDS: Final = Bilingual("")
Certainty = Literal["sourced", "unverified"]
"""`unverified`: the rule, its date or a bank holiday that it counts has not been checked against its source."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for an answer. `citation` is a key of plan/registers/citations.toml."""

    text: Bilingual
    citation: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What must follow. `due_at` is None where no time is set."""

    code: str
    due_at: datetime | None
    citation: str
    enhanced: bool = False
    warn_at: datetime | None = None
    text: Bilingual = NO_WORDS


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to a question of law as of a day.

    `permitted` True: it may be done or, where the question asks for a duty, the duty applies. False: it may not.
    None: no version of the provision is in force; `reasons` says so and nothing else is worked out.
    """

    permitted: bool | None
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...]
    provision: str
    version: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule's own function answers; the engine adds provision, version and certainty.

    `sure` False makes the decision unverified, whatever its version says.
    """

    permitted: bool
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...] = ()
    sure: bool = True
