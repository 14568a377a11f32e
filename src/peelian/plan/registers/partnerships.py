"""The register of partnerships against serious violence: one entry for each of the 43 police force areas."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.shape import Entry
from peelian.plan.registers.reading import FOLDER, entry, register
from peelian.plan.registers.vocabulary import PUBLISHED
from peelian.reference.problems import Bilingual

_CALLED: Final = Bilingual("partnerships", "partneriaethau")
_KEYS: Final = (
    "area",
    "name",
    "vru",
    "vru_since",
    "lead",
    "members",
    "duty_since",
    "strategy",
    "strategy_on",
    "strategy_address",
    "looked_for",
    "note",
    "commitments",
    "funds",
    "sources",
    "unverified",
)


@dataclass(frozen=True, slots=True)
class Partnership:
    """The partnership of one force area: a violence reduction unit or not, and whether a strategy was published.

    `area` is the force's id. `funds` are the programmes against violence and drugs that are on record for a place in
    the area, by the ids of the dataset `funding`. `vru_since` and `duty_since` are "2019", "2022-04" or a day; "" where
    not known.
    `strategy`: yes, no or not evidenced; with "not evidenced", `looked_for` says what was looked for and where.
    """

    area: str
    vru: bool
    strategy: str
    name: Words = field(default_factory=dict)
    vru_since: str = ""
    lead: Words = field(default_factory=dict)
    members: tuple[Words, ...] = ()
    duty_since: str = ""
    strategy_on: str = ""
    strategy_address: str = ""
    looked_for: Words = field(default_factory=dict)
    note: Words = field(default_factory=dict)
    commitments: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unverified: tuple[Words, ...] = ()

    def strategy_in(self, lang: str) -> str:
        return PUBLISHED[self.strategy][lang]


@cache
def partnerships() -> dict[str, Partnership]:
    """Every partnership by force id, in the register's order. Raises BadRegisterFile."""
    return register(FOLDER / "partnerships.toml", "partnerships", "area", read_partnership)


def partnership(area: str) -> Partnership:
    """The partnership of the force with this id. Raises UnknownEntry with near ids."""
    return entry(partnerships(), area, _CALLED)


def read_partnership(table: Entry) -> Partnership:
    """One [[partnerships]] table, its faults noted."""
    table.only(*_KEYS)
    if not table.has("vru"):
        table.note("missing", key="vru", example="vru = true")
    made = Partnership(
        area=table.text("area", example='area = "metropolitan"'),
        vru=table.truth("vru"),
        strategy=table.choice("strategy", PUBLISHED),
        name=table.words("name", required=False),
        vru_since=table.when("vru_since", required=False),
        lead=table.words("lead", required=False),
        members=table.each_words("members"),
        duty_since=table.when("duty_since", required=False),
        strategy_on=table.when("strategy_on", required=False),
        strategy_address=table.text("strategy_address", default=""),
        looked_for=table.words("looked_for", required=False),
        note=table.words("note", required=False),
        commitments=table.texts("commitments"),
        funds=table.texts("funds"),
        sources=table.texts("sources"),
        unverified=table.each_words("unverified"),
    )
    if made.strategy == "not evidenced" and not table.has("looked_for"):
        table.note("looked_for")
    if not made.sources:
        table.note("empty", key="sources")
    return made
