"""The register of funds: what each is called, whose it is, when it was needed, and what it holds or is part of.

The amounts themselves are rows of the store's `funding` dataset; see peelian.plan.registers.money.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from peelian.plan.claims.crosscheck import attempt
from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.shape import Entry, read_file
from peelian.plan.registers.problems import BadRegisterFile
from peelian.plan.registers.reading import FOLDER, entry
from peelian.plan.registers.stages import STAGES
from peelian.reference.periods import Period
from peelian.reference.problems import Bilingual

_CALLED: Final = Bilingual("funds", "cronfeydd")
NEW: Final = ("new", "part new", "re-announced", "not stated")
_KEYS: Final = (
    "id",
    "title",
    "funder",
    "recipient",
    "commitments",
    "announced_on",
    "new_money",
    "includes",
    "adds",
    "annual_from",
    "published_only",
    "parts",
    "stated_totals",
    "largest",
    "waits",
    "notes",
    "looked_for",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A fund that a larger one holds: all of its announcement, or that of `period` less that of `less`."""

    fund: str
    period: str = ""
    less: str = ""


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that a source gives for a stage and a period, beside the rows of single areas."""

    stage: str
    period: str
    pence: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest grant that one of `areas` areas may get."""

    areas: int
    pence: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """A day on which the money for a period was known to be still not settled."""

    period: str
    still_waiting_on: date
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund.

    `includes`: funds whose money it holds or announces again. `adds`: its announcements for different periods are
    different money and may be added up. `annual_from`: from this financial year on it was needed each 1 April
    ("" if it is no annual grant). `published_only`: years whose day on record is that of a list, not of the award.
    """

    id: str
    title: Words
    funder: Words = field(default_factory=dict)
    recipient: Words = field(default_factory=dict)
    commitments: tuple[str, ...] = ()
    announced_on: str = ""
    new_money: str = "not stated"
    includes: tuple[str, ...] = ()
    adds: bool = False
    annual_from: str = ""
    published_only: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    stated_totals: tuple[StatedTotal, ...] = ()
    largest: Largest | None = None
    waits: tuple[Wait, ...] = ()
    notes: tuple[Words, ...] = ()
    looked_for: Words = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    registered: bool = True
    """False for a fund that loaded rows name and the register does not."""


@dataclass(frozen=True, slots=True)
class Group:
    """An amount that was said of several funds together."""

    id: str
    title: Words
    pence: int
    sense: str
    parts: tuple[Part, ...]
    commitments: tuple[str, ...]
    sources: tuple[str, ...]


def funds() -> dict[str, Fund]:
    """Every registered fund by id, in the register's order. Raises BadRegisterFile."""
    return _register()[0]


def groups() -> dict[str, Group]:
    """Every amount said of several funds together, by id. Raises BadRegisterFile."""
    return _register()[1]


def fund(id_: str) -> Fund:
    """The fund with this id. Raises UnknownEntry with near ids."""
    return entry(funds(), id_, _CALLED)


@cache
def _register() -> tuple[dict[str, Fund], dict[str, Group]]:
    return read_file(FOLDER / "funds.toml", read_funds, BadRegisterFile)


def read_funds(table: Entry) -> tuple[dict[str, Fund], dict[str, Group]]:
    """The funds and the groups of the register's file, its faults noted."""
    table.only("funds", "groups")
    found: dict[str, Fund] = {}
    for one in table.entries("funds", required=True):
        made = _fund(one)
        if made.id in found:
            one.note("twice_id", got=made.id)
        found[made.id] = made
    return found, {made.id: made for made in map(_group, table.entries("groups"))}


def _fund(table: Entry) -> Fund:
    table.only(*_KEYS)
    return Fund(
        id=table.text("id", example='id = "nclcc"'),
        title=table.words("title"),
        funder=table.words("funder"),
        recipient=table.words("recipient"),
        commitments=table.texts("commitments"),
        announced_on=table.when("announced_on", required=False),
        new_money=table.choice("new_money", NEW, default="not stated"),
        includes=table.texts("includes"),
        adds=table.truth("adds"),
        annual_from=_period(table, "annual_from", required=False),
        published_only=table.texts("published_only"),
        parts=tuple(map(_part, table.entries("parts"))),
        stated_totals=tuple(map(_total, table.entries("stated_totals"))),
        largest=_largest(table),
        waits=tuple(map(_wait, table.entries("waits"))),
        notes=table.each_words("notes"),
        looked_for=table.words("looked_for", required=False),
        sources=table.texts("sources"),
    )


def _group(table: Entry) -> Group:
    table.only("id", "title", "pounds", "sense", "parts", "commitments", "sources")
    return Group(
        id=table.text("id"),
        title=table.words("title"),
        pence=_pence(table),
        sense=table.choice("sense", ("exactly", "more than")),
        parts=tuple(map(_part, table.entries("parts", required=True))),
        commitments=table.texts("commitments"),
        sources=table.texts("sources"),
    )


def _part(table: Entry) -> Part:
    table.only("fund", "period", "less")
    period, less = (_period(table, key, required=False) for key in ("period", "less"))
    return Part(table.text("fund"), period, less)


def _total(table: Entry) -> StatedTotal:
    table.only("stage", "period", "pounds", "sources")
    return StatedTotal(
        stage=table.choice("stage", STAGES),
        period=_period(table, "period"),
        pence=_pence(table),
        sources=table.texts("sources"),
    )


def _largest(table: Entry) -> Largest | None:
    for one in table.entries("largest"):
        one.only("areas", "pounds", "sources")
        return Largest(one.whole("areas") or 0, _pence(one), one.texts("sources"))
    return None


def _wait(table: Entry) -> Wait:
    table.only("period", "still_waiting_on", "sources")
    day = table.required_day("still_waiting_on")
    return Wait(_period(table, "period"), day, table.texts("sources"))


def _period(table: Entry, key: str, *, required: bool = True) -> str:
    """A period that can be read; "" if it was left out."""
    text = table.text(key, example=f'{key} = "fy_2018_19"', default=None if required else "")
    if text:
        attempt(table, "period", lambda: Period.parse(text))
    return text


def _pence(table: Entry) -> int:
    pounds = table.whole("pounds")
    if not table.has("pounds"):
        table.note("missing", key="pounds", example="pounds = 45000000")
    return (pounds or 0) * 100
