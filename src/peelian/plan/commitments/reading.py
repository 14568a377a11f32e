"""Reading a commitment's definition: every fault of the file is found before any is told."""

import re
from pathlib import Path
from typing import Final

from peelian.plan.claims.verdicts import SPEAKERS
from peelian.plan.commitments.model import Commitment, Milestone
from peelian.plan.commitments.problems import BadCommitmentFile
from peelian.plan.commitments.shape import Entry, read_file, read_text
from peelian.plan.commitments.vocabulary import (
    KINDS,
    MILESTONES,
    NOT_A_PROMISE,
    NOT_EVIDENCED,
    PLANS,
    STATUSES,
    THEMES,
)

ID: Final = re.compile(r"(P18|M18|P21|C21|X)-\d\d", re.ASCII)
_FAMILIES: Final = {"P18": "2018", "M18": "2018", "P21": "2021", "C21": "2021"}
KEYS: Final = (
    "id",
    "kind",
    "plan",
    "made_on",
    "title",
    "words",
    "done",
    "owner",
    "speaker",
    "theme",
    "status",
    "status_on",
    "because",
    "looked_for",
    "areas",
    "services",
    "measures",
    "claims",
    "funds",
    "events",
    "related",
    "measures_wanted",
    "unverified",
    "milestones",
    "source_keys",
    "author",
    "checked_on",
    "reviewed",
)


def read_commitment(path: Path) -> Commitment:
    """The commitment of a TOML file. Raises BadCommitmentFile with every fault of the file."""
    return read_file(path, lambda table: _commitment(table, path.name), BadCommitmentFile)


def parse_commitment(text: str, *, file: str) -> Commitment:
    """The commitment of a TOML text; see read_commitment."""
    return read_text(text, file, lambda table: _commitment(table, file), BadCommitmentFile)


def _commitment(table: Entry, file: str) -> Commitment:
    table.only(*KEYS)
    made = Commitment(
        id=table.text("id", example='id = "P18-08"'),
        kind=table.choice("kind", KINDS),
        plan=table.choice("plan", PLANS),
        made_on=table.required_day("made_on"),
        title=table.words("title"),
        words=table.words("words"),
        done=table.words("done"),
        owner=table.words("owner"),
        theme=table.choice("theme", THEMES),
        status=table.choice("status", STATUSES),
        status_on=table.required_day("status_on"),
        because=table.words("because"),
        looked_for=table.words("looked_for", required=False),
        speaker=table.choice("speaker", SPEAKERS, default=""),
        areas=table.texts("areas"),
        services=table.texts("services"),
        measures=table.texts("measures"),
        claims=table.texts("claims"),
        funds=table.texts("funds"),
        events=table.texts("events"),
        related=table.texts("related"),
        measures_wanted=table.each_words("measures_wanted"),
        unverified=table.each_words("unverified"),
        milestones=_milestones(table),
        source_keys=table.texts("source_keys"),
        author=table.text("author"),
        checked_on=table.required_day("checked_on"),
        reviewed=table.truth("reviewed"),
    )
    _mind(made, table, file)
    return made


def _milestones(table: Entry) -> tuple[Milestone, ...]:
    found = []
    for one in table.entries("milestones"):
        one.only("on", "kind", "text", "sources", "evidence")
        milestone = Milestone(
            on=one.when("on"),
            kind=one.choice("kind", MILESTONES),
            text=one.words("text"),
            sources=one.texts("sources"),
            evidence=one.truth("evidence") if one.has("evidence") else True,
        )
        if milestone.evidence and not milestone.sources:
            one.note("unsourced")
        found.append(milestone)
    return tuple(sorted(found, key=lambda one: one.on))


def _mind(made: Commitment, table: Entry, file: str) -> None:
    """Faults that only show when parts of the commitment are held against each other."""
    if made.id and not ID.fullmatch(made.id):
        table.note("id", got=made.id[:20])
    elif made.id and Path(file).stem != made.id:
        table.note("file_name", got=made.id, file=file)
    wanted = _FAMILIES.get(made.id.partition("-")[0])
    if wanted and made.plan and made.plan != wanted:
        table.note("family", got=made.id, wanted=wanted, plan=made.plan)
    if made.status == NOT_EVIDENCED and not table.has("looked_for"):
        table.note("looked_for")
    if made.kind and made.status and (made.status == NOT_A_PROMISE) is not (made.kind != "promise"):
        table.note("not_a_promise")
    if not made.source_keys:
        table.note("empty", key="source_keys")
