"""What the body of an action may do with its case, and how it is written down at the end."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor, actor_for
from peelian.casework.cases import clockwork, payloads, registry, states
from peelian.casework.cases.conflicts import Conflict, changes_since
from peelian.casework.cases.kinds import Held, Kind, Transition
from peelian.casework.cases.models import Case, CaseState, PayloadVersion
from peelian.casework.cases.ordering import place_of
from peelian.casework.cases.problems import NotAllowed, ReasonMissing
from peelian.casework.clocks import running
from peelian.casework.clocks.models import OPEN, Clock
from peelian.casework.ledger import entries
from peelian.casework.ledger.chain import Fact
from peelian.casework.ledger.inserting import insert, update
from peelian.casework.ledger.models import LedgerEntry, Stream
from peelian.casework.outbox.events import emit
from peelian.casework.sealing.sealing import seal
from peelian.reference.problems import Bilingual

WRITTEN: Final = (
    "state",
    "klass",
    "team_id",
    "owner_id",
    "restricted",
    "priority",
    "place",
    "language",
    "closed_at",
    "next_due_at",
    "next_due_code",
    "waiting_on",
    "disposed_at",
)
"""The columns that an action may change; what changed among them is in the entry's facts without being asked for."""
_UNTOLD: Final = ("klass", "place")
"""What follows from the rest and is no fact of its own."""
_PREFIXES: Final = {"team_id": ("team", "team:"), "owner_id": ("owner", "user:")}


class Act:
    """One action on one locked case. Attributes set on `act.case` are written when the body ends."""

    def __init__(
        self, case: Case, stream: Stream, *, action: str, actor: Actor, as_of: datetime, reason: str
    ) -> None:
        self.case = case
        self.stream = stream
        self.action = action
        self.actor = actor
        self.as_of = as_of
        self.reason = reason
        self.entry: LedgerEntry | None = None
        self._before = {name: getattr(case, name) for name in WRITTEN}
        self._facts: dict[str, Fact] = {"as_of": as_of.isoformat(timespec="microseconds")}
        self._details: dict[str, str | int | bool | None] = {}
        self._events: list[tuple[str, dict[str, int | str]]] = []
        self._clocks: list[Clock] = []
        self._clocks_touched = False

    @property
    def kind(self) -> Kind:
        """The registered kind of the case."""
        return registry.kind(self.case.kind)

    @property
    def seq(self) -> int:
        """The number that this act's ledger entry will bear; the case's next version."""
        return self.stream.seq + 1

    def fact(self, **facts: Fact) -> None:
        """Codes, states and counts for the entry, in clear: never anything personal."""
        self._facts.update(facts)

    def detail(self, **details: str | int | bool | None) -> None:
        """Personal details: sealed beside the entry, which only commits to them."""
        self._details.update(details)

    def note(self, text: str) -> None:
        """Words that came with the act, kept as its detail `note`; nothing for an empty text."""
        if text.strip():
            self._details["note"] = text.strip()

    def need_reason(self) -> None:
        """Raise ReasonMissing where the act was given no reason at all."""
        if not self.reason:
            raise ReasonMissing(known=Bilingual("say why", "dywedwch pam"))

    def may(self, permission: str) -> None:
        """Raise NotAllowed unless the actor's scope and the kind's own rule allow `permission` with this case."""
        self.actor_may(permission)
        rule = self.kind.may.get(permission)
        if rule is not None and not rule(self.actor, self.case):
            raise NotAllowed

    def actor_may(self, permission: str) -> None:
        """Raise NotAllowed unless the permission holds for the team of the case."""
        if not self.actor.may(permission, team=self.case.team_id):
            raise NotAllowed

    def transition(self, name: str, *, until: datetime | None = None) -> Transition:
        """Change the state by the kind's transition `name`, with its clocks. `until`: when a pause is looked at again.

        Raises NotFromHere, ReasonMissing, NotAllowed, and what the kind's guard says must be done first.
        """
        found = states.transition_of(self.kind, self.case.state, name)
        if self.actor.kind == "outside":
            if not found.outside:
                raise NotAllowed
        else:
            self.may(found.permission)
        if (held := self._held(found)) is not None:
            raise held.problem
        states.check_reason(found, self.reason)
        self._move(found, until)
        return found

    def transition_if_any(self, name: str) -> Transition | None:
        """The transition `name` where the kind has one from this state; the act's own permission is enough for it."""
        outside = self.actor.kind == "outside"
        for found in self.kind.transitions_from(self.case.state):
            if found.name == name and not found.needs_reason and (found.outside or not outside):
                if self._held(found) is not None:
                    return None
                self._move(found, None)
                return found
        return None

    def _held(self, found: Transition) -> Held | None:
        """What keeps a transition back until something else was done."""
        held = self.kind.guard(self.case) if self.kind.guard is not None else None
        return None if held is None or found.name in held.allowed else held

    def _move(self, found: Transition, until: datetime | None) -> None:
        before, after = self.case.state, self.kind.state(found.to)
        self.case.state, self.case.klass, self.case.waiting_on = after.id, after.klass, after.waiting_on
        closed = after.klass == "closed"
        if self.case.closed_at is not None and not closed:
            self._let_go_of_who_left()
        self.case.closed_at = (self.case.closed_at or self.as_of) if closed else None
        self.fact(transition=found.name)
        if before != after.id:
            insert(
                CaseState(
                    case=self.case, seq=self.seq, state=after.id, at=self.as_of, reason_code=self.reason
                )
            )
        clockwork.after_transition(self, found, before=before, until=until)

    def _let_go_of_who_left(self) -> None:
        """A case that opens again is nobody's where its officer has left, or works with other cases now."""
        owner = self.case.owner
        if owner is not None and not actor_for(owner, self.as_of).may("case.see", team=self.case.team_id):
            self.case.owner = None

    def happened(self, name: str, *, reason: str = "") -> None:
        """One of `kinds.ACTS` happened: the clocks that it begins or meets follow. `reason`: how, as a code."""
        clockwork.after_act(self, name, reason)

    def payload(self, answers: dict[str, Any]) -> PayloadVersion:
        """Write a new payload version. Raises BadPayload with all faults."""
        text = payloads.canonical(payloads.check(self.kind, answers))
        last = (
            PayloadVersion.objects.filter(case=self.case).order_by("-number").values_list("number", flat=True)
        )
        return self.write_payload(text, number=(last.first() or 0) + 1)

    def write_payload(self, text: str, *, number: int) -> PayloadVersion:
        """Store checked canonical answers under `number`; the entry commits to their digest."""
        row = PayloadVersion(case=self.case, number=number, schema=payloads.schema_name(self.kind))
        row.sealed = seal(row, "sealed", text)
        insert(row)
        self.fact(payload=number)
        self.detail(payload_sha256=hashlib.sha256(text.encode()).hexdigest())
        return row

    def clocks(self, *changed: Clock) -> None:
        """Say which clocks were changed: they are told in the entry, and the next due moment is worked out again."""
        self._clocks.extend(changed)
        self._clocks_touched = True

    def clocks_touched(self) -> None:
        """Have the case's next due moment worked out again at the end."""
        self._clocks_touched = True

    def emit(self, name: str, **body: int | str) -> None:
        """A named event in the same transaction; the body holds ids and codes only."""
        self._events.append((name, body))

    # --- the end ------------------------------------------------------------------------------------------
    def finish(self) -> None:
        """Write the case with its next version, the entry and the events. Called once, by `acting`."""
        case, version = self.case, self.case.version
        if self._clocks_touched:
            case.next_due_at, case.next_due_code = clockwork.next_due(case)
        changed = self._changed()
        self._note_changes(changed)
        case.version = version + 1
        done = Case.objects.filter(pk=case.pk, version=version).update(**changed, version=case.version)
        if done != 1:
            raise Conflict(changes_since(case.uid, version))
        self.append()
        self.send()

    def finish_opening(self) -> None:
        """The end of an act that opens the case: its row is version 1 already, its clocks have begun."""
        if self._clocks:  # a new case has no clocks but these
            last = {clock.pk: clock for clock in self._clocks}  # one may be met in the same act
            owed = [clock for clock in last.values() if clock.state in OPEN]
            first = min(owed, key=lambda clock: clock.due_at, default=None)
            if first is not None:
                self.case.next_due_at, self.case.next_due_code = first.due_at, first.code
        changed = self._changed()
        if changed:
            update(self.case, changed)
        self._note_changes(changed)
        self.append()
        self.send()

    def append(self) -> None:
        """The one entry of this act."""
        self._facts |= running.as_facts(self._clocks)
        self.entry = entries.append(
            self.stream,
            action=self.action,
            actor=self.actor.code,
            reason=self.reason,
            facts=self._facts,
            details=self._details or None,
        )

    def send(self) -> None:
        """The events of this act, in the order in which they were emitted."""
        for name, body in self._events:
            emit(name, stream=self.case.uid, body={"case": self.case.pk, "seq": self.stream.seq, **body})

    def _changed(self) -> dict[str, Any]:
        self.case.place = place_of(self.case)
        return {
            name: getattr(self.case, name)
            for name in WRITTEN
            if getattr(self.case, name) != self._before[name]
        }

    def _note_changes(self, changed: dict[str, Any]) -> None:
        for name, value in changed.items():
            if name in _UNTOLD:
                continue
            fact, prefix = _PREFIXES.get(name, (name, ""))
            self._facts.setdefault(fact, _as_fact(value, prefix))


def _as_fact(value: Any, prefix: str) -> Fact:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if value is None or isinstance(value, bool):
        return value
    if prefix:
        return f"{prefix}{value}"
    return value if isinstance(value, int) else str(value)
