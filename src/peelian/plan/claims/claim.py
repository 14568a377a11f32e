"""A claim as data: who said what, the figures, the steps that test it, and the rule of each verdict."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

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


@dataclass(frozen=True, slots=True)
class RankTest:
    """A test over forces of two earlier steps that have a figure for every force.

    `method` is rank_agreement (do forces that are high on the one tend to be high on the other?) or
    extremes_overlap (how many of the `most` forces at one end of the first are at one end of the second?).
    `start` is what the second series was before it changed. Further results go under the names of `results`.
    """

    name: str
    label: Words
    method: str
    of: str
    other: str
    weights: str = ""
    start: str = ""
    most: int = 10
    of_end: str = "lowest"
    other_end: str = "highest"

    @property
    def results(self) -> tuple[str, ...]:
        """The names that later steps, rules and texts may use, the step's own first."""
        return results_of(self.name, self.method, bool(self.weights))


RESULTS: Final = {
    "rank_agreement": ("lower", "upper", "p", "least", "most", "forces"),
    "extremes_overlap": ("expected", "p"),
}
"""What each test over forces gives beside its estimate."""
_WEIGHTED: Final = ("weighted", "weighted_lower", "weighted_upper")


def results_of(name: str, method: str, weighted: bool) -> tuple[str, ...]:
    """The names of a test's results, its own first; with weights there is a weighted estimate too."""
    endings = RESULTS.get(method, ()) + (_WEIGHTED if weighted and method == "rank_agreement" else ())
    return (name, *(f"{name}_{ending}" for ending in endings))


EVERY_FORCE: Final = "every force"
ClaimStep = LookUp | Sum | RankTest


@dataclass(frozen=True, slots=True)
class Pattern:
    """What would count for the claim and against it, written down before any test over forces runs."""

    counts_for: Words
    counts_against: Words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A force that the tests leave out, and why; any other force without a figure stops them."""

    area: str
    because: Words


@dataclass(frozen=True, slots=True)
class RecordingChange:
    """A day on which the way of recording changed; a test whose periods lie on both sides of it says so."""

    on: date
    measures: tuple[str, ...]
    text: Words


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """One verdict, its rule in words, its condition, and why it was given if it was.

    `condition` None means "otherwise": it is taken when no rule above it was. `changed` is for a rule that was
    altered after a run: what it would have given as first written, and why it was altered. It is told with the rule
    and with the verdict, so that neither passes for one fixed beforehand.
    """

    verdict: str
    rule: Words
    condition: Expression | None
    because: Words
    changed: Words = field(default_factory=dict)

    def confessing(self, text: Words) -> Words:
        """The text with `changed` after it."""
        return {lang: f"{words} {self.changed.get(lang, '')}".rstrip() for lang, words in text.items()}


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
    pattern: Pattern | None = None
    left_out: tuple[LeftOut, ...] = ()
    recording_changes: tuple[RecordingChange, ...] = ()
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
        """The step of that name, or the test over forces that one of its results is named of."""
        return next(step for step in self.steps if name in names_of(step))

    def look_ups(self, name: str) -> tuple[LookUp, ...]:
        """Every look-up that a step rests on, through the steps between, in order."""
        step = self.step(name)
        if isinstance(step, LookUp):
            return (step,)
        parts = (step.of, step.other) if isinstance(step, RankTest) else step.expression.names
        found = {one.name: one for part in parts for one in self.look_ups(part)}
        return tuple(found.values())

    def figure(self, name: str) -> Stated:
        return next(figure for figure in self.stated if figure.name == name)


def names_of(step: ClaimStep) -> tuple[str, ...]:
    """The names that a step puts figures under."""
    return step.results if isinstance(step, RankTest) else (step.name,)
