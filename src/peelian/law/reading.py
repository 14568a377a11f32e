"""Reading a file of provisions: all its faults together, or none."""

import re
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast, get_args

from peelian.law.decision import Certainty
from peelian.law.problems import BadProvisionFile
from peelian.law.provision import PAUSES, STANDINGS, UNITS, ClockRule, Fact, Provision, Version
from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual

FACT_KINDS: Final = ("time", "day", "text", "choice", "whole", "truth", "pauses")
CLOCK_FACTS: Final = (
    Fact("event_at", "time", Bilingual("When it happened", "Pryd y digwyddodd")),
    Fact(
        "enhanced_from",
        "time",
        Bilingual("When enhanced rights were recorded", "Pryd y cofnodwyd hawliau uwch"),
        required=False,
    ),
    Fact("pauses", "pauses", Bilingual("Pauses", "Seibiau"), required=False),
)
_ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)
_CLOCK_KEYS: Final = ("unit", "standard", "enhanced", "warn", "starts", "ends", "late_enhanced", "pauses")
_VERSION_KEYS: Final = (
    "id",
    "from",
    "to",
    "certainty",
    "citations",
    "standing",
    "transition",
    "forces",
    "values",
    "note",
)


def read_provisions(path: Path, has_rule: Callable[[str], bool]) -> tuple[Provision, ...]:
    """The provisions of one TOML file; `has_rule` tells whether its Python file has that function.

    Raises BadProvisionFile with every fault.
    """
    faults: list[Bilingual] = []
    root = Entry(_document(path), "", faults)
    if unknown := [key for key in root.content if key != "provisions"]:
        faults.append(
            Bilingual(
                f"{', '.join(unknown)}: not known here. Write [[provisions]].",
                f"{', '.join(unknown)}: ddim yn hysbys yma. Ysgrifennwch [[provisions]].",
            )
        )
    read = tuple(_provision(entry, has_rule) for entry in root.entries("provisions", required=True))
    if faults:
        raise BadProvisionFile(file=path.name, faults=faults)
    return read


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Bilingual(f"it is not TOML: {error}", f"nid TOML mohono: {error}")
        raise BadProvisionFile(file=path.name, faults=[fault]) from None


def _provision(entry: Entry, has_rule: Callable[[str], bool]) -> Provision:
    entry.only("id", "title", "question", "rule", "dated_by", "facts", "versions")
    id_, rule = entry.text("id"), entry.text("rule", "")
    if id_ and not _ID.fullmatch(id_):
        entry.note(f"the id {id_!r} has not the form group.name.", f"nid yw {id_!r} ar ffurf grŵp.enw.")
    if rule and not has_rule(rule):
        entry.note(
            f"the rule {rule!r} is not a function of the Python file of the same name.",
            f"nid yw'r rheol {rule!r} yn ffwythiant yn y ffeil Python o'r un enw.",
        )
    versions = tuple(_version(one, id_, not rule) for one in entry.entries("versions", required=True))
    _follow_on(entry, versions)
    return Provision(
        id=id_,
        title=entry.words("title"),
        question=entry.words("question"),
        versions=tuple(sorted(versions, key=lambda one: (one.starts is None, one.starts, one.id))),
        facts=tuple(map(_fact, entry.entries("facts"))) if rule else CLOCK_FACTS,
        rule=rule,
        dated_by=entry.text("dated_by", "") if rule else "event_at",
    )


def _version(entry: Entry, provision: str, clock: bool) -> Version:
    entry.only(*_VERSION_KEYS, *(_CLOCK_KEYS if clock else ()))
    starts, ends = (
        (None if entry.content.get("from") == "not commenced" else entry.day("from")),
        entry.day("to"),
    )
    if "from" not in entry.content:
        entry.note(
            'say from which day it applies, or from = "not commenced".',
            'dywedwch o ba ddiwrnod y mae\'n gymwys, neu from = "not commenced".',
        )
    if starts and ends and ends < starts:
        entry.note("'to' lies before 'from'.", "mae 'to' cyn 'from'.")
    citations = entry.texts("citations")
    if not citations:
        entry.note("name at least one source in citations.", "enwch o leiaf un ffynhonnell yn citations.")
    return Version(
        provision=provision,
        id=entry.text("id", starts.isoformat() if starts else "not-commenced"),
        starts=starts,
        ends=ends,
        certainty=cast(Certainty, entry.choice("certainty", get_args(Certainty))),
        citations=citations,
        standing=entry.choice("standing", STANDINGS),
        transition=cast(Any, entry.choice("transition", ("keep", "move", "shorter"))),
        clock=_clock(entry) if clock else None,
        forces=entry.texts("forces"),
        values=entry.table("values"),
        note=entry.words("note", required=False),
    )


def _clock(entry: Entry) -> ClockRule:
    unit = entry.choice("unit", UNITS)
    days = unit == "working_days"
    standard, enhanced = entry.whole("standard"), entry.whole("enhanced")
    if enhanced > standard:
        entry.note("'enhanced' is longer than 'standard'.", "mae 'enhanced' yn hwy na 'standard'.")
    return ClockRule(
        unit=cast(Any, unit),
        standard=standard,
        enhanced=enhanced,
        warn=entry.whole("warn", 0),
        starts=cast(
            Any,
            entry.choice(
                "starts", ("day_after_event", "at_event"), "day_after_event" if days else "at_event"
            ),
        ),
        ends=cast(Any, entry.choice("ends", ("end_of_day", "exact"), "end_of_day" if days else "exact")),
        late_enhanced=cast(
            Any, entry.choice("late_enhanced", ("from_recording", "from_event"), "from_recording")
        ),
        pauses=entry.texts("pauses", PAUSES),
    )


def _fact(entry: Entry) -> Fact:
    entry.only("name", "kind", "title", "required", "choices")
    kind, choices = entry.choice("kind", FACT_KINDS), entry.texts("choices")
    if (kind == "choice") != bool(choices):
        entry.note(
            'give choices with kind = "choice", and only then.',
            'rhowch choices gyda kind = "choice" yn unig.',
        )
    return Fact(entry.text("name"), kind, entry.words("title"), entry.truth("required", True), choices)


def _follow_on(entry: Entry, versions: tuple[Version, ...]) -> None:
    """Versions for the same forces may not overlap, nor share an id."""
    if len({one.id for one in versions}) < len(versions):
        entry.note("two versions share an id.", "mae dwy fersiwn yn rhannu rhif.")
    dated = sorted((one for one in versions if one.starts), key=lambda one: (one.forces, one.starts))
    for before, after in pairwise(dated):
        if before.forces == after.forces and (before.ends is None or before.ends >= cast(Any, after.starts)):
            entry.note(
                f"the version {before.id} has not ended when {after.id} begins. Give it a 'to'.",
                f"nid yw fersiwn {before.id} wedi dod i ben pan ddechreua {after.id}. Rhowch 'to' iddi.",
            )
