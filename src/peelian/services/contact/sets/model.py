"""What a question set is. Read from `definitions/sets/*.toml` by `reading`; nothing here touches a file or a database.

A set is one kind of case (the same id). Its pages stand in one order; which of them a person meets depends on what they
have answered (`asking`). Pages, questions and choices may hold for some versions only: a version that was used once is
never changed, a later one is added. Pages of `_of_several.toml` count the versions of that file, which each version of a set
names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from peelian.reference.problems import Bilingual

Answers = Mapping[str, tuple[str, ...]]
"""Question id, or `id.part` where a question has parts -> what was typed, several for `choices`."""

QuestionKind = Literal[
    "choice",
    "choices",
    "yes_no",
    "text",
    "long",
    "date",
    "when",
    "place",
    "number",
    "email",
    "phone",
    "name",
    "contact",
]
Op = Literal["is", "includes", "not"]
Holds = Literal["case", "person"]
EndingKind = Literal["call", "elsewhere"]
Regime = Literal["part3", "gdpr"]

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("day", "month", "year"),
    "when": (
        "how",
        *("day", "month", "year", "time"),
        *("to_day", "to_month", "to_year", "to_time"),
    ),
    "place": ("postcode", "address", "name", "words"),
    "contact": ("by", "email", "mobile", "phone", "address", "safe", "mention", "note"),
}
"""The parts of kinds that are more than one field. A part's field is `id.part`.

- A day is today or in the past.
- `when.how`: `exact` (the day), `between` (from the day to the `to_` day), `unknown`. `time`, `to_time`: DAY_TIMES.
- `place`: a postcode, a building and street, a town or area, and words for a place without an address.
- `contact.by`: WAYS. `safe`: `yes` or `no`, whether only they see it. `mention`: `yes` if whoever writes or rings may
  say that it is the police. `note`: what must be known first, such as when not to ring.
"""

NO_WORDS: Final = Bilingual("")
HOWS: Final = ("exact", "between", "unknown")
DAY_TIMES: Final = ("morning", "afternoon", "evening", "night", "unknown")
"""From 6 to midday, from midday to 6, from 6 to midnight, from midnight to 6, not known."""
WAYS: Final = ("page", "email", "sms", "phone", "post")
YES_NO: Final = (("yes", Bilingual("Yes", "Ie")), ("no", Bilingual("No", "Na")))


@dataclass(frozen=True, slots=True)
class Test:
    """One condition over an answer. `is` and `includes`: one of `values` was chosen. `not`: none of them was, which
    holds as well where the question was not answered or not asked."""

    __test__ = False

    question: str
    op: Op
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether these answers meet it."""
        met = any(value in self.values for value in answers.get(self.question, ()))
        return met != (self.op == "not")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. `alone`: it excludes the others of a `choices` question ("none of these")."""

    id: str
    label: Bilingual
    hint: Bilingual = NO_WORDS
    alone: bool = False
    since: int = 1
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `short` is what the list of answers calls it; `missing` is said when it must be answered.

    `holds`: what is about the person who reports ("person") goes to their record, everything else to the case.
    """

    id: str
    kind: QuestionKind
    label: Bilingual
    short: Bilingual
    hint: Bilingual = NO_WORDS
    missing: Bilingual = NO_WORDS
    required: bool = True
    longest: int = 500
    choices: tuple[Choice, ...] = ()
    holds: Holds = "case"
    show_if: tuple[Test, ...] = ()
    since: int = 1
    until: int | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields in the answers."""
        return tuple(f"{self.id}.{part}" for part in PARTS.get(self.kind, ())) or (self.id,)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a question, a few that belong together, or none (`text` alone: something to read before going on).

    `text` has its paragraphs parted by an empty line. `safety`: shown in both languages while its Welsh is unreviewed.
    `common`: from `_of_several.toml`. `numbers`: ids of `numbers.toml`.
    """

    id: str
    title: Bilingual
    questions: tuple[Question, ...]
    hint: Bilingual = NO_WORDS
    text: Bilingual = NO_WORDS
    numbers: tuple[str, ...] = ()
    safety: bool = False
    show_if: tuple[Test, ...] = ()
    since: int = 1
    until: int | None = None
    common: bool = False

    @property
    def asked_by_title(self) -> bool:
        """Whether the title is what the first question asks: one heading for both, the legend or label itself."""
        return bool(self.questions) and self.questions[0].label == self.title

    def question(self, id_: str) -> Question:
        """The question called `id_`; KeyError where the page has none."""
        for each in self.questions:
            if each.id == id_:
                return each
        raise KeyError(id_)

    def at(self, version: Version) -> Page | None:
        """The page as this version asks it; None where it does not."""
        number = version.common if self.common else version.number
        if not _within(self, number):
            return None
        asked = tuple(
            replace(each, choices=tuple(one for one in each.choices if _within(one, number)))
            for each in self.questions
            if _within(each, number)
        )
        return replace(self, questions=asked) if asked or not self.questions else None


@dataclass(frozen=True, slots=True)
class Link:
    """A way out to another site."""

    href: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the form is not the right way: call, or go elsewhere. Shown after the page `after` ("" before the first).

    `continue_ok`: one may go on all the same; the answer `past.<id>` = `yes` says that it was read.
    """

    id: str
    kind: EndingKind
    title: Bilingual
    text: Bilingual
    after: str = ""
    when: tuple[Test, ...] = ()
    numbers: tuple[str, ...] = ()
    link: Link | None = None
    continue_ok: bool = False
    safety: bool = False
    since: int = 1
    until: int | None = None

    @property
    def past(self) -> str:
        """The field that says that it was read."""
        return f"past.{self.id}"


@dataclass(frozen=True, slots=True)
class Version:
    """The set from `starts` on. `reviewed_en`, `reviewed_cy`: who reviewed the words and when; "" if nobody did.

    They speak for the whole of what is shown: a set's words and the common pages that it uses.
    """

    number: int
    starts: date
    common: int = 1
    reviewed_en: str = ""
    reviewed_cy: str = ""


@dataclass(frozen=True, slots=True)
class Upcast:
    """How a payload of one version is read as one of the next. `renamed`: old field -> new; `values`: field (by its new
    name) -> old value -> new."""

    renamed: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class QuestionSet:
    """One thing that can be reported. `online`: it can be sent here; otherwise it only says where to turn.

    A set is itself alone (no other equals it), so that what is worked out from it can be kept.

    `upcasts[n]`: how answers of version n are read in version n + 1; none where no name or value changed.
    """

    id: str
    family: str
    regime: Regime
    order: int
    title: Bilingual
    short: Bilingual
    about: Bilingual
    versions: tuple[Version, ...]
    pages: tuple[Page, ...] = ()
    endings: tuple[Ending, ...] = ()
    offence: str = ""
    online: bool = True
    upcasts: Mapping[int, Upcast] = field(default_factory=dict)

    def version(self, on: date) -> Version:
        """What is asked on that day; before the first version, the first."""
        return next((one for one in reversed(self.versions) if one.starts <= on), self.versions[0])

    def numbered(self, number: int) -> Version:
        """The version with this number; KeyError where there is none."""
        for one in self.versions:
            if one.number == number:
                return one
        raise KeyError(number)

    def page(self, id_: str) -> Page:
        """The page called `id_` with all that it ever asked; KeyError where there is none."""
        for each in self.pages:
            if each.id == id_:
                return each
        raise KeyError(id_)

    def pages_at(self, version: Version) -> tuple[Page, ...]:
        """Every page of this version, in order, whatever was answered."""
        return _pages_at(self, version)

    def endings_at(self, version: Version) -> tuple[Ending, ...]:
        """Every ending of this version, in the order in which they are looked at."""
        return tuple(each for each in self.endings if _within(each, version.number))


@dataclass(frozen=True, slots=True)
class HelpNumber:
    """A number to ring or write to. `source` says where it was read; `verified`: it was the service's own page.

    `href` is "" where a link can open nothing.
    """

    id: str
    number: str
    title: Bilingual
    text: Bilingual
    href: str
    source: str
    verified: bool


@lru_cache(maxsize=256)
def _pages_at(set_: QuestionSet, version: Version) -> tuple[Page, ...]:
    return tuple(found for each in set_.pages if (found := each.at(version)) is not None)


def _within(thing: Choice | Question | Page | Ending, number: int) -> bool:
    return thing.since <= number and (thing.until is None or number <= thing.until)
