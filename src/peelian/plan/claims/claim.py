"""A claim as data: who said what, the figures, the steps that test it, and the rule of each verdict."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from peelian.plan.claims.expressions import Expression
from peelian.plan.claims.verdicts import Words


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as it was said.

    A found value fits when it rounds to the figure at the precision in which that was said:
    it lies within half of `to`. `about` widens this to one whole `to`; `tolerance` replaces both.
    `more_than`, `at_least`, `less_than` and `at_most` compare instead of rounding.
    """

    name: str
    value: Decimal
    unit: str
    to: Decimal
    step: str
    sense: str = "rounded"
    tolerance: Decimal | None = None

    def margin(self) -> Decimal:
        """How far from the figure a found value may lie and still fit."""
        if self.tolerance is not None:
            return self.tolerance
        return self.to if self.sense == "about" else self.to / 2

    def fits(self, found: float) -> bool:
        """Whether the found value is the stated figure, as it was said."""
        gap = Decimal(repr(float(found))) - self.value
        match self.sense:
            case "more_than":
                return gap > 0
            case "at_least":
                return gap >= 0
            case "less_than":
                return gap < 0
            case "at_most":
                return gap <= 0
        return abs(gap) <= self.margin()


@dataclass(frozen=True, slots=True)
class LookUp:
    """A figure of one measure at one area and period; `area` "every force" asks for all 43."""

    name: str
    label: Words
    measure: str
    area: str
    period: str
    dims: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    """The unit of a figure whose measure has none of its own (point figures); else the measure's."""

    @property
    def over_forces(self) -> bool:
        return self.area == EVERY_FORCE


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure worked out from earlier steps."""

    name: str
    label: Words
    expression: Expression
    unit: str


EVERY_FORCE = "every force"
ClaimStep = LookUp | Sum


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """One verdict, its rule in words, its condition, and why it was given if it was.

    `condition` None means "otherwise": it is taken when no rule above it was.
    """

    verdict: str
    rule: Words
    condition: Expression | None
    because: Words


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a speaker, with everything needed to test it on loaded figures."""

    id: str
    title: Words
    speaker: str
    article: str
    said_on: date | None
    words: Words
    stated: tuple[Stated, ...]
    steps: tuple[ClaimStep, ...]
    found: Words
    verdicts: tuple[VerdictRule, ...]
    would_change: Words
    caveats: tuple[Words, ...] = ()
    source_keys: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    dataset: Words = field(default_factory=dict)
    """The dataset that would settle the claim, when none of those loaded does."""
    stated_as: Words = field(default_factory=dict)
    """What was said, for a claim without a figure of its own."""
    author: str = ""
    checked_on: date | None = None
    reviewed: bool = False
    own: bool = False
    """Whether a user asked it, and may have misspelt it, rather than a packaged file."""

    def step(self, name: str) -> ClaimStep:
        return next(step for step in self.steps if step.name == name)

    def figure(self, name: str) -> Stated:
        return next(figure for figure in self.stated if figure.name == name)
