"""The register of events: meetings, summits, symposiums and publications that the plans announced, held or not."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.shape import Entry
from peelian.plan.registers.reading import FOLDER, entry, register
from peelian.plan.registers.vocabulary import ACTION_STATES, EVENT_KINDS, HELD
from peelian.reference.problems import Bilingual

_CALLED: Final = Bilingual("events", "digwyddiadau")
_KEYS: Final = (
    "id",
    "title",
    "kind",
    "planned",
    "held",
    "on",
    "until",
    "chair",
    "attendance",
    "papers",
    "actions",
    "looked_for",
    "note",
    "part_of",
    "areas",
    "commitments",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that an event decided should be done; `due` and `done_on` are "" where no date is known."""

    text: Words
    status: str
    due: str = ""
    done_on: str = ""
    owner: Words = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def status_in(self, lang: str) -> str:
        return ACTION_STATES[self.status][lang]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of an event; `on` is "" where its date is not known."""

    text: Words
    on: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event. "held" needs a dated public source; without one it is "not evidenced", with what was looked for.

    `planned` says when it should have been ("2021", "2021-07", a day, or "" when no date was given); `part_of` is the
    id of the event whose one sitting this is.
    """

    id: str
    title: Words
    kind: str
    held: str
    planned: str = ""
    on: str = ""
    until: str = ""
    chair: Words = field(default_factory=dict)
    attendance: tuple[Words, ...] = ()
    papers: tuple[Paper, ...] = ()
    actions: tuple[Action, ...] = ()
    looked_for: Words = field(default_factory=dict)
    note: Words = field(default_factory=dict)
    part_of: str = ""
    areas: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def held_in(self, lang: str) -> str:
        return HELD[self.held][lang]

    def kind_in(self, lang: str) -> str:
        return EVENT_KINDS[self.kind][lang]


@cache
def events() -> dict[str, Event]:
    """Every event by id, in the register's order. Raises BadRegisterFile."""
    return register(FOLDER / "events.toml", "events", "id", read_event)


def event(id_: str) -> Event:
    """The event with this id. Raises UnknownEntry with near ids."""
    return entry(events(), id_, _CALLED)


def read_event(table: Entry) -> Event:
    """One [[events]] table, its faults noted."""
    table.only(*_KEYS)
    made = Event(
        id=table.text("id", example='id = "homicide-summit-2022"'),
        title=table.words("title"),
        kind=table.choice("kind", EVENT_KINDS),
        held=table.choice("held", HELD),
        planned=table.when("planned", required=False),
        on=table.when("on", required=False),
        until=table.when("until", required=False),
        chair=table.words("chair", required=False),
        attendance=table.each_words("attendance"),
        papers=tuple(_paper(one) for one in table.entries("papers")),
        actions=tuple(_action(one) for one in table.entries("actions")),
        looked_for=table.words("looked_for", required=False),
        note=table.words("note", required=False),
        part_of=table.text("part_of", default=""),
        areas=table.texts("areas"),
        commitments=table.texts("commitments"),
        sources=table.texts("sources"),
    )
    if made.held in ("held", "in part"):
        if not table.has("on"):
            table.note("missing", key="on", example="on = 2022-01-06")
        if not made.sources:
            table.note("empty", key="sources")
    if made.held == "not evidenced" and not table.has("looked_for"):
        table.note("looked_for")
    return made


def _paper(table: Entry) -> Paper:
    table.only("text", "on", "sources")
    return Paper(table.words("text"), table.when("on", required=False), table.texts("sources"))


def _action(table: Entry) -> Action:
    table.only("text", "status", "due", "done_on", "owner", "sources")
    return Action(
        text=table.words("text"),
        status=table.choice("status", ACTION_STATES),
        due=table.when("due", required=False),
        done_on=table.when("done_on", required=False),
        owner=table.words("owner", required=False),
        sources=table.texts("sources"),
    )
