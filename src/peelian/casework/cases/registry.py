"""The kinds that the services of this process have registered."""

from __future__ import annotations

from typing import Final

from peelian.accounts.roles import book
from peelian.casework.cases.kinds import ACTS, START, Kind
from peelian.casework.cases.problems import KindFaulty, UnknownKind
from peelian.law import engine
from peelian.law.problems import UnknownProvision

_KINDS: dict[str, Kind] = {}
PARTS: Final = ("reporter", "victim", "witness", "subject")
"""`CaseParty.PARTS`, which needs Django's tables."""


def register(kind: Kind) -> Kind:
    """Make `kind` known; call it from `AppConfig.ready()`. Raises `KindFaulty` with every fault at once."""
    faults = faults_of(kind)
    if kind.id in _KINDS and _KINDS[kind.id] is not kind:
        faults.append("it is registered twice")
    if faults:
        raise KindFaulty(kind=kind.id, faults="; ".join(faults))
    _KINDS[kind.id] = kind
    return kind


def kind(id_: str) -> Kind:
    """The kind called `id_`, or `UnknownKind`."""
    try:
        return _KINDS[id_]
    except KeyError:
        raise UnknownKind(kind=id_) from None


def kinds() -> tuple[Kind, ...]:
    """All registered kinds by id."""
    return tuple(_KINDS[id_] for id_ in sorted(_KINDS))


def faults_of(kind: Kind) -> list[str]:
    """Everything that is wrong with a definition, in English words for the engineer who wrote it."""
    return [
        *_state_faults(kind),
        *_transition_faults(kind),
        *_permission_faults(kind),
        *_clock_faults(kind),
        *_provision_faults(kind),
        *_payload_faults(kind),
    ]


def _state_faults(kind: Kind) -> list[str]:
    ids = [state.id for state in kind.states]
    faults = [f"the state {id_} is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    if kind.initial not in ids:
        faults.append(f"its first state {kind.initial} is not among its states")
    faults += [f"it may begin in the unknown state {s}" for s in kind.begins if s not in ids]
    faults += [f"it lists the unknown act {name}" for name in kind.acts if name not in ACTS]
    if not any(state.klass == "closed" for state in kind.states):
        faults.append("it has no closed state")
    texts = [("title", kind.title), *((f"state {s.id}", s.title) for s in kind.states)]
    texts += [(f"what is told in {s.id}", s.told) for s in kind.states]
    faults += [f"no Welsh for {where}" for where, text in texts if not getattr(text, "cy", "")]
    if not kind.retention:
        faults.append("it names no retention schedule")
    return faults


def _transition_faults(kind: Kind) -> list[str]:
    ids = {state.id for state in kind.states}
    faults, taken = [], set()
    for each in kind.transitions:
        faults += [f"{each.name} names the unknown state {s}" for s in (*each.from_, each.to) if s not in ids]
        for source in each.from_:
            if (each.name, source) in taken:
                faults.append(f"{each.name} is there twice from {source}")
            taken.add((each.name, source))
        if each.needs_reason and not each.reasons:
            faults.append(f"{each.name} needs a reason and lists none")
        if each.name == START:
            faults.append(f"{START} is not a transition: it begins every case")
    reached = {kind.initial, *kind.begins} | {each.to for each in kind.transitions}
    faults += [f"no transition leads to {s}" for s in sorted(ids - reached)]
    closed = {state.id for state in kind.states if state.klass == "closed"}
    stuck = [s for s in sorted(ids - closed) if not kind.transitions_from(s)]
    return faults + [f"nothing leads out of {s}" for s in stuck]


def _clock_faults(kind: Kind) -> list[str]:
    names = {each.name for each in kind.transitions} | {START, *ACTS}
    ids = {state.id for state in kind.states}
    faults = []
    for use in kind.clocks:
        unknown = [n for n in (*use.starts_on, *use.met_by) if n not in names]
        faults += [f"the clock {use.provision} names the unknown transition {n}" for n in unknown]
        faults += [
            f"the clock {use.provision} pauses in the unknown state {s}"
            for s in use.pauses_on
            if s not in ids
        ]
        faults += [
            f"the clock {use.provision} is for the unknown part {p}" for p in use.parts if p not in PARTS
        ]
        if not use.starts_on or not use.met_by:
            faults.append(f"the clock {use.provision} never starts or is never met")
    return faults


def _permission_faults(kind: Kind) -> list[str]:
    known = book().permissions
    named = {each.permission for each in kind.transitions} | set(kind.may)
    return [f"no role knows the permission {name}" for name in sorted(named - known.keys())]


def _provision_faults(kind: Kind) -> list[str]:
    """Clocks run by provisions that law knows, and a pause gives a reason that the provision allows."""
    faults = []
    for use in kind.clocks:
        try:
            provision = engine.provision(use.provision)
        except UnknownProvision:
            faults.append(f"law knows no provision {use.provision}")
            continue
        allowed = {code for version in provision.versions if version.clock for code in version.clock.pauses}
        for each in kind.transitions:
            if each.to in use.pauses_on and each.name not in use.met_by:
                wrong = sorted(set(each.reasons) - allowed) if each.needs_reason else ["without a reason"]
                faults += [
                    f"{each.name} pauses {use.provision} {reason}, which it does not allow"
                    for reason in wrong
                ]
    return faults


def _payload_faults(kind: Kind) -> list[str]:
    schema = kind.payload
    wanted = set(range(1, schema.current + 1))
    faults = [f"the questions of version {n} are missing" for n in sorted(wanted - set(schema.versions))]
    missing = [n for n in range(1, schema.current) if n not in schema.upcasts]
    return faults + [f"no way leads from version {n} to {n + 1} of the questions" for n in missing]
