"""What a case's acts do to its clocks, as its kind says. The arithmetic is `law`'s, the rows are `clocks`'."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from peelian.casework.cases.kinds import START, ClockEffect, ClockUse, Kind, Transition
from peelian.casework.clocks import running
from peelian.casework.clocks.models import Clock

if TYPE_CHECKING:
    from peelian.casework.cases.act import Act
    from peelian.casework.cases.models import Case


def after_opening(act: Act) -> None:
    """Start the clocks that begin with the case; it has no others."""
    begun: list[Clock] = []
    for use in act.kind.clocks:
        if START in use.starts_on:
            begun.append(running.start(act.case, use.provision, at=act.as_of, earlier=begun))
    if begun:
        act.clocks(*begun)


def after_transition(act: Act, transition: Transition, *, before: str, until: datetime | None) -> None:
    """Meet, resume, start, pause and cancel the case's clocks, in this order."""
    kind, after = act.kind, act.case.state
    for use in kind.clocks:
        if transition.name in use.met_by:
            act.clocks(*running.meet(act.case, use.provision, at=act.as_of))
        elif before in use.pauses_on and after not in use.pauses_on:
            act.clocks(*running.resume(act.case, use.provision, at=act.as_of))
        if transition.name in use.starts_on:
            act.clocks(running.start(act.case, use.provision, at=act.as_of))
        if after in use.pauses_on and before not in use.pauses_on:
            _pause(act, use, until)
    for effect in transition.clock_effects:
        _apply(act, effect)
    if kind.state(after).klass == "closed":
        act.clocks(*running.cancel(act.case, at=act.as_of, reason=act.reason or "closed"))


def _pause(act: Act, use: ClockUse, until: datetime | None) -> None:
    """Let a clock stand still while somebody else is waited for. One that is late already stays late: nothing hides it."""
    late = Clock.objects.filter(
        case=act.case, code=use.provision, state=Clock.State.RUNNING, due_at__lt=act.as_of
    )
    if late.exists():
        return
    end = until or act.as_of + timedelta(days=use.pause_days)
    act.clocks(*running.pause(act.case, use.provision, at=act.as_of, until=end, reason=act.reason))


def _apply(act: Act, effect: ClockEffect) -> None:
    match effect.effect:
        case "start":
            act.clocks(running.start(act.case, effect.provision, at=act.as_of))
        case "meet":
            act.clocks(*running.meet(act.case, effect.provision, at=act.as_of))
        case "cancel":
            act.clocks(
                *running.cancel(act.case, effect.provision, at=act.as_of, reason=act.reason or "cancelled")
            )


def next_due(case: Case) -> tuple[datetime | None, str]:
    """When the case owes something next and the clock's code; (None, "") when nothing is owed."""
    return running.next_due(case)


def provisions_of(kind: Kind) -> set[str]:
    """Every provision that a kind's clocks run by."""
    effects = {effect.provision for each in kind.transitions for effect in each.clock_effects}
    return {use.provision for use in kind.clocks} | effects
