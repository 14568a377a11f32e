"""Writing down what the rules noticed, inside an act on the case. A rule raises how urgent a case stands, never lowers it.

    noticed = at_receipt("burglary", payload, parties=parties, as_of=now)           # before the case is opened
    open_case(…, state=noticed.state, also=lambda act, people: keep(act, noticed))

`keep` writes a report's first look, `notice` (in an act of `retriage`) what is new since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from peelian.accounts.days import day_of
from peelian.casework.cases import registry
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import UnknownKind
from peelian.casework.ledger.inserting import insert
from peelian.casework.records.people import may_be_child
from peelian.casework.schedule.items import item, schedule_new
from peelian.casework.sealing.sealing import Door, Opens, open_sealed, seal
from peelian.services.contact.models import Noticed as Row
from peelian.services.contact.models import Triage
from peelian.services.contact.risk import safeguarding
from peelian.services.contact.risk.grades import scheme_for, scheme_of
from peelian.services.contact.risk.reading import book
from peelian.services.contact.risk.rules import Facts, Flag, flags, level_of, typed_in, words_in

LOOK_AGAIN: Final = "contact.look_again"
"""The kind of item by which the schedule looks again at a case that waits."""
REPORT: Final = "report"
NOW: Final = 1
"""The level of what happens now."""
READ_SOON: Final = 1
"""The priority of what nobody has graded as urgent and that words ask to be read: before what is as usual."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the rules notice in a report before it becomes a case. `state`: the one that it is to begin in, "" for its own.
    `danger`: a caller said that somebody is in danger now."""

    flags: tuple[Flag, ...]
    state: str = ""
    danger: bool = False

    @property
    def level(self) -> int:
        """The most urgent level that is suggested."""
        return NOW if self.danger else level_of(self.flags)


def at_receipt(
    set_id: str, payload: Mapping[str, Any], *, parties: Iterable[NewParty] = (), as_of: datetime
) -> Noticed:
    """What the rules notice in a report that is about to be opened; nothing is written."""
    born = [one.person.birth_date for one in parties]
    children = sum(bool(one.strip()) and may_be_child(one, as_of) for one in born)
    facts = Facts(children=children, words=words_in(typed_in(payload)))
    found = flags(set_id, payload, facts, on=day_of(as_of))
    child = any(one.safeguarding for one in found)
    return Noticed(found, safeguarding.state_for(registry.kind(set_id)) if child else "")


def keep(act: Act, noticed: Noticed) -> Triage:
    """Write what was noticed into the act that opens the case."""
    row = Triage(case=act.case, level=noticed.level, suggested=noticed.level)
    scheme = scheme_for(act.case.opened_force, day_of(act.as_of))  # who opens it now answers for it now
    _note(act, row, noticed.flags, cause=REPORT, priority=scheme.of_level(row.level).priority)
    insert(row)
    return row


def notice(act: Act, found: Sequence[Flag], *, cause: str) -> tuple[Flag, ...]:
    """Write what is new among these flags into an act on an open case; () where nothing is."""
    row = Triage.objects.filter(case=act.case).first()
    before = _before(act.case, row)
    new = tuple(one for one in found if one.rule not in (before.since if one.recurs else before.ever))
    if not new:
        return ()
    level = level_of(new)
    if row is None:
        row = Triage(case=act.case, level=level, suggested=level)
    raised = row.pk is None or level < row.level
    row.level, row.suggested = min(row.level, level), min(row.suggested, level)
    priority = scheme_of(act.case, act.as_of).of_level(row.level).priority if raised else 0
    _note(act, row, new, cause=cause, priority=priority)
    row.save()
    if any(one.safeguarding for one in new):
        act.transition_if_any(safeguarding.GO)
    return new


def _note(act: Act, row: Triage, new: Sequence[Flag], *, cause: str, priority: int) -> None:
    """What both have in common: the sealed row, the order of the queue, the entry's facts, the next look."""
    if new:
        seen = Row(case=act.case, seq=act.seq, cause=cause, at=act.as_of)
        text = json.dumps({"edition": book().edition, "rules": [one.rule for one in new]}, sort_keys=True)
        seen.rules = seal(seen, "rules", text)
        insert(seen)
        act.detail(rules=" ".join(one.rule for one in new))
    if any(one.safeguarding for one in new):
        row.safeguarding_seq = act.seq
    soon = READ_SOON if any(one.soon for one in new) else 0
    urgent = max(priority, soon)
    if (
        urgent or act.case.priority >= 0
    ):  # what is held for a look stays there until something urgent is noticed
        act.case.priority = max(act.case.priority, urgent)
    act.fact(noticed=len(new), level=row.level, cause=cause)
    look_again(act, row.level)


# --- looking again -----------------------------------------------------------------------------------------
def patience(level: int) -> timedelta | None:
    """How long a case may stand at a level without anybody doing anything, by the rows of the rules."""
    rows = [
        one.at_least
        for rule in book().rules.values()
        for one in rule.when
        if one.fact == "waiting" and one.level == level
    ]
    return timedelta(minutes=min(rows)) if rows else None


def look_again(act: Act, level: int) -> None:
    """Have the schedule look at the case when it has waited too long at this level from now on."""
    due = due_again(level, act.as_of)
    if due is not None:
        key = look_key(act.case, act.seq, due)
        schedule_new([item(LOOK_AGAIN, due, key, subject_stream=act.case.uid, body={"case": act.case.pk})])


def due_again(level: int, since: datetime) -> datetime | None:
    """When a case that stands at this level is looked at again, if nobody does anything from `since` on."""
    after = patience(level)
    return since + after if after is not None else None


def look_key(case: Case, seq: int, due: datetime) -> str:
    """The key of the next look after the entry `seq`."""
    return f"{LOOK_AGAIN}:{case.pk}:{seq}:{due:%Y%m%dT%H%M%S}"


# --- what was noticed before -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Before:
    """The rules that noticed something, ever and since the last decision."""

    ever: frozenset[str]
    since: frozenset[str]


def _before(case: Case, row: Triage | None) -> Before:
    held = rules_noticed(case, Door(frozenset({case.key_id}), "risk"))
    decided = row.decided_seq if row is not None and row.decided_seq is not None else 0
    return Before(
        frozenset(rule for _, rules in held for rule in rules),
        frozenset(rule for seen, rules in held if seen.seq > decided for rule in rules),
    )


def rules_noticed(case: Case, door: Opens) -> list[tuple[Row, tuple[str, ...]]]:
    """What was noticed and when, oldest first, opened. One query."""
    found = []
    for seen in Row.objects.filter(case=case).order_by("seq"):
        seen.case = case
        found.append((seen, tuple(json.loads(open_sealed(seen, "rules", door))["rules"])))
    return found


def graded(case: Case) -> bool:
    """Whether the case is of a kind of which rules say how urgent it is."""
    try:
        return registry.kind(case.kind).graded
    except UnknownKind:
        return False
