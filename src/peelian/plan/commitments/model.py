"""A commitment as data: what was promised, by whom, what delivered would mean, and what became of it."""

from dataclasses import dataclass, field
from datetime import date

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.vocabulary import KINDS, MILESTONES, PLANS, STATUSES, THEMES


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something dated that happened to a commitment, or that should have.

    `on` is as precise as it is known: "2018-09-21", "2021-07" or "2021". `evidence` false marks what rests on
    general knowledge or on a weak copy.
    """

    on: str
    kind: str
    text: Words
    sources: tuple[str, ...] = ()
    evidence: bool = True

    def kind_in(self, lang: str) -> str:
        return MILESTONES[self.kind][lang]

    def label(self, lang: str) -> str:
        """The date in words."""
        from peelian.reference.periods import Period

        return Period.parse(self.on).label(lang)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment of a plan, with links by id to everything it touches.

    `done` is the test of delivery, written before the status was given. `status_on` is the day from which the
    status stands; for "not evidenced", the day of the last look.
    """

    id: str
    kind: str
    plan: str
    made_on: date
    title: Words
    words: Words
    done: Words
    owner: Words
    theme: str
    status: str
    status_on: date
    because: Words
    looked_for: Words = field(default_factory=dict)
    """What was looked for and where; always there when the status is "not evidenced"."""
    speaker: str = ""
    areas: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    measures_wanted: tuple[Words, ...] = ()
    """What would measure it and is not published."""
    unverified: tuple[Words, ...] = ()
    """What is said here from general knowledge or a weak copy."""
    milestones: tuple[Milestone, ...] = ()
    """In the order of their dates."""
    source_keys: tuple[str, ...] = ()
    author: str = ""
    checked_on: date | None = None
    reviewed: bool = False

    def status_in(self, lang: str) -> str:
        return STATUSES[self.status][lang]

    def kind_in(self, lang: str) -> str:
        return KINDS[self.kind][lang]

    def plan_in(self, lang: str) -> str:
        return PLANS[self.plan][lang]

    def theme_in(self, lang: str) -> str:
        return THEMES[self.theme][lang]

    @property
    def every_source(self) -> tuple[str, ...]:
        """Each source key of the commitment and of its milestones, once."""
        keys = [*self.source_keys, *(key for one in self.milestones for key in one.sources)]
        return tuple(dict.fromkeys(keys))
