"""What was done with a case, and who looked, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from peelian.casework.cases import right_words
from peelian.casework.cases.actions import joining
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case
from peelian.casework.cases.reading import Done
from peelian.casework.desk import words
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.names import Names, names_of
from peelian.casework.ledger import entries
from peelian.casework.ledger.models import AccessEntry, LedgerEntry
from peelian.casework.retention import holding, proposing, reviewing
from peelian.casework.threads.tasks import OUTCOME_WORDS
from peelian.reference.problems import Bilingual

CHANGES_SHOWN: Final = 20
_NO_ADDRESSEE: Final = ("case.open", "case.take")
"""Acts whose team or owner says nothing more: the case's first team, and whoever took it."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history. `to` is a name: of the new owner, the new team, the tag, the grade."""

    what: Bilingual
    when: datetime
    who: str
    reason: Bilingual | None = None
    to: str = ""
    note: str = field(default="", repr=False)


def codes_in(acts: Iterable[Done]) -> set[str]:
    """The people and teams that acts name. The team that a case was opened in stands on the page already."""
    found = set()
    for act in acts:
        found.add(act.who)
        found.update(
            str(act.facts[name]) for name in ("owner", "team") if act.facts.get(name) and act.seq > 1
        )
    return found


def told(act: Done, names: Names, kind: Kind | None, tags: Mapping[str, str]) -> Told:
    """An act in words."""
    return Told(
        act_words(act.what, kind),
        _judged_at(act),
        names.who(act.who),
        reason_words(act.reason, kind),
        _to(act.facts, names, tags) if act.what not in _NO_ADDRESSEE else "",
        act.note,
    )


def _judged_at(act: Done) -> datetime:
    """The time that the act was judged by, as its clocks were; of a made-up year it is not the time of its writing."""
    try:
        return datetime.fromisoformat(str(act.facts["as_of"]))
    except (KeyError, ValueError):
        return act.when


def changed_words(case: Case, version: int | None, now: datetime) -> list[Told]:
    """What was done with the case after `version`, oldest first: what an officer who came second needs to know."""
    kind = kind_of(case)
    acts = [_done(entry) for entry in entries.after(case.uid, max(version or 0, 0))[:CHANGES_SHOWN]]
    names = names_of(codes_in(acts), now)
    return [told(act, names, kind, {}) for act in acts]


def _done(entry: LedgerEntry) -> Done:
    return Done(
        entry.seq, entry.action, moment(entry.at), entry.actor, entry.reason_code, entries.facts_of(entry)
    )


def act_words(action: str, kind: Kind | None = None) -> Bilingual:
    """What an action is called; a kind's own transition by its title."""
    if action in words.ACTS:
        return words.ACTS[action]
    name = action.removeprefix("case.")
    own = next((each.title for each in kind.transitions if each.name == name), None) if kind else None
    return own or words.SOMETHING


def reason_words(code: str, kind: Kind | None = None) -> Bilingual | None:
    """A reason in words, by the kind's own lists first; None where there is none to show."""
    if not code:
        return None
    own = {name: text for each in (kind.transitions if kind else ()) for name, text in each.reasons.items()}
    lists = (
        own,
        words.GIVING_REASONS,
        words.HANDING_REASONS,
        words.UNLINK_REASONS,
        words.CHANGE_REASONS,
        words.URGENCY_REASONS,
        OUTCOME_WORDS,
        words.OTHER_REASONS,
        holding.REASONS,
        joining.JOIN_REASONS,
        joining.APART_REASONS,
        words.LIFT_REASONS,
        words.RECORD_REASONS,
        words.OUTCOME_REASONS,
        words.WAY_REASONS,
        words.LOST_REASONS,
        words.CORRECT_REASONS,
        words.PART_REASONS,
        reviewing.KEEP_REASONS,
        proposing.REASONS,
        words.REFUSE_REASONS,
        right_words.REASONS,
    )
    return next((one[code] for one in lists if code in one), None)


def _to(facts: Mapping[str, Any], names: Names, tags: Mapping[str, str]) -> str:
    if facts.get("team"):
        return names.team(str(facts["team"]))
    if facts.get("owner"):
        return names.who(str(facts["owner"]))
    if facts.get("grade"):
        return str(facts["grade"])
    if facts.get("tag"):
        return tags.get(str(facts["tag"]), str(facts["tag"]).replace("-", " "))
    return ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One look."""

    what: Bilingual
    when: datetime
    who: str
    reason: str = field(default="", repr=False)


def looked(entry: AccessEntry, names: Names, reason: str = "") -> Looked:
    """An entry of the log of looks in words."""
    return Looked(
        words.LOOKS.get(entry.what, words.LOOKS["case_page"]),
        moment(entry.at),
        names.who(entry.actor),
        reason,
    )


def moment(microseconds: int) -> datetime:
    """The ledger's time."""
    return _EPOCH + timedelta(microseconds=microseconds)
