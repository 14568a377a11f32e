"""What a check hands back: every figure it used, in order, and the verdict they led to."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from peelian.plan.claims.verdicts import VERDICTS, Words


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: a figure looked up, or a figure worked out from earlier lines.

    `value` is None when the figure is not loaded or not usable; `state` then says why
    (no_data, suppressed, not_comparable). `shown` is the value as a reader sees it and
    `working` the expression with the numbers put in. Percentages are in percent, not fractions.
    """

    name: str
    label: Words
    expression: str
    value: float | bool | None
    unit: str
    shown: str
    measure: str | None = None
    area_id: str | None = None
    period: str | None = None
    dims: dict[str, str] = field(default_factory=dict)
    state: str = "ok"
    source_ids: tuple[str, ...] = ()
    working: str = ""
    rows: dict[str, float | bool | None] = field(default_factory=dict)
    """For a step over every force: the value of each, by force id."""
    shown_words: Words = field(default_factory=dict)
    """`shown` in each language."""
    working_words: Words = field(default_factory=dict)
    """`working` in each language."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """The rule of one verdict; `applied` marks the one that gave the verdict.

    It was fixed before the check ran, unless `changed`: then `text` says what was altered after a run, and why.
    """

    verdict: str
    text: Words
    condition: str
    applied: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know beside the verdict. `kind` is pattern, check, caveat, reading, missing, state or dataset.

    A pattern was written before any test ran: show it before the result. `outcome` of a check on a test
    is pass, warn or fail.
    """

    kind: str
    text: Words
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The same sum on neighbouring figures: another area, base date or basis.

    `changed` is area, period or basis, read as `new` in place of `old`; `fits` says whether that
    reproduces the stated figure.
    """

    changed: str
    old: Words
    new: Words
    figure: str
    value: float
    shown: str
    fits: bool
    source_ids: tuple[str, ...] = ()
    shown_words: Words = field(default_factory=dict)
    """`shown` in each language."""


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A figure that the check wanted and did not find in a usable state."""

    measure: str
    area_id: str
    period: str
    dims: dict[str, str]
    state: str
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A loaded file, or a published page, that a figure came from."""

    id: str
    title: str
    publisher: str
    address: str
    vintage: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim, checked. `stated` and `found` are short texts for a table cell."""

    id: str
    speaker: str
    article: str
    said_on: str
    words: Words
    stated: str
    found: str
    verdict: str
    because: Words
    rule: str
    rules: tuple[RuleLine, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    readings: tuple[Reading, ...]
    missing: tuple[MissingFigure, ...]
    sources: tuple[CitedSource, ...]
    would_change: Words
    title: Words
    stated_words: Words
    """`stated` in each language."""
    found_words: Words
    """`found` in each language."""
    commitments: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    """The areas the claim speaks of, by id: a force's page lists its claims with this."""
    reviewed: bool = False
    """Whether anybody has reviewed the Welsh."""

    @property
    def pattern(self) -> tuple[Words, ...]:
        """What would count for and against the claim, as written before its tests ran; show it first."""
        return tuple(note.text for note in self.notes if note.kind == "pattern")

    def verdict_in(self, lang: str) -> str:
        """The verdict as words in `lang`."""
        return VERDICTS[self.verdict][lang]

    def as_dict(self) -> dict[str, Any]:
        """Plain values only, as `peelian check --format json` prints them."""
        return {name: _plain(getattr(self, name)) for name in _names(Finding)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _plain(value: Any) -> Any:
    """As `dataclasses.asdict`, for what a finding holds: ten thousand steps and figures, none of them copied deeply."""
    kind: Any = type(value)
    if kind is dict:
        return value.copy()
    if kind is tuple:
        return tuple(_plain(one) for one in value)
    if hasattr(kind, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in _names(kind)}
    return value
