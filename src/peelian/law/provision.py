"""A provision of law and its dated versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from peelian.law.decision import NO_WORDS, Certainty
from peelian.reference.problems import Bilingual

UNITS: Final = ("working_days", "hours")
STANDINGS: Final = {
    "law": Bilingual("law", "y gyfraith"),
    "code": Bilingual("statutory code", "cod statudol"),
    "standard": Bilingual("national standard", "safon genedlaethol"),
    "pledge": Bilingual("public pledge", "addewid cyhoeddus"),
    "target": Bilingual("our target, not law", "ein targed ni, nid y gyfraith"),
}
PAUSES: Final = {
    "person_asked_to_wait": Bilingual(
        "The person asked to hear later", "Gofynnodd y person am gael clywed yn nes ymlaen"
    ),
    "waiting_for_person": Bilingual(
        "We have asked the person something and wait for the answer",
        "Rydym wedi gofyn rhywbeth i'r person ac yn aros am yr ateb",
    ),
    "no_safe_way": Bilingual(
        "There is no safe way to reach the person yet", "Nid oes ffordd ddiogel o gyrraedd y person eto"
    ),
}


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long a duty may take. `standard`, `enhanced`, `warn` count in `unit`.

    `starts` "day_after_event": the day of the event is day nought; "at_event": from that very moment.
    `late_enhanced` "from_recording": enhanced rights recorded after the start count from their recording, and the
    earlier of that and the standard time holds; "from_event": as if they had been known from the start.
    `warn`: how long before the due time somebody is warned.
    """

    unit: Literal["working_days", "hours"]
    standard: int
    enhanced: int
    warn: int = 0
    starts: Literal["day_after_event", "at_event"] = "day_after_event"
    ends: Literal["end_of_day", "exact"] = "end_of_day"
    late_enhanced: Literal["from_recording", "from_event"] = "from_recording"
    pauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A provision as it stands from `starts` to `ends` (both counted; None = open).

    `starts` None: made but not commenced, so never in force. `forces`: only in these; () = in all.
    `transition`: what becomes of clocks that run on the first day: "keep" their old rule, "move" to this one, or take
    whichever is "shorter". `values` are free for the provision's own Python.
    """

    provision: str
    id: str
    starts: date | None
    ends: date | None
    certainty: Certainty
    citations: tuple[str, ...]
    standing: str = "law"
    transition: Literal["keep", "move", "shorter"] = "keep"
    clock: ClockRule | None = None
    forces: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    note: Bilingual = NO_WORDS

    def in_force(self, day: date, force: str = "") -> bool:
        """Whether it applies on `day`, in `force` if the version is for some forces only."""
        if self.starts is None or day < self.starts or (self.ends is not None and day > self.ends):
            return False
        return not self.forces or force in self.forces


@dataclass(frozen=True, slots=True)
class Fact:
    """What a provision must be told. `kind`: time, day, text, choice, whole, truth, pauses."""

    name: str
    kind: str
    title: Bilingual
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule of law with its versions in order of date.

    `rule` names the function of its Python file, if it has one; without one it is a time limit. `dated_by` names the
    fact whose day chooses the version; "" for the day of the question.
    """

    id: str
    title: Bilingual
    question: Bilingual
    versions: tuple[Version, ...]
    facts: tuple[Fact, ...] = ()
    rule: str = ""
    dated_by: str = ""

    def version_on(self, day: date, force: str = "") -> Version | None:
        """The version in force on `day`: one made for the force goes before a general one, then the newer."""
        standing = [one for one in self.versions if one.in_force(day, force)]
        return max(standing, key=lambda one: (bool(one.forces), one.starts or date.min), default=None)

    def next_after(self, day: date) -> Version | None:
        """The next version to begin after `day`."""
        coming = [one for one in self.versions if one.starts is not None and one.starts > day]
        return min(coming, key=lambda one: one.starts or date.max, default=None)

    def version(self, id_: str) -> Version | None:
        return next((one for one in self.versions if one.id == id_), None)
