"""What a case's acts do to its clocks, as its kind says. The arithmetic is `law`'s, the rows are `clocks`'."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from peelian.casework.cases.kinds import START, ClockUse, Transition
from peelian.casework.cases.rights import enhanced_since
from peelian.casework.clocks import running
from peelian.casework.clocks.models import Clock

if TYPE_CHECKING:
    from peelian.casework.cases.act import Act
    from peelian.casework.cases.models import Case


def after_opening(act: Act, parts: Collection[str]) -> None:
    """Start the clocks that begin with the case, which has no others and people in these `parts`."""
    begun: list[Clock] = []
    for use in act.kind.clocks:
        if START not in use.starts_on or (use.parts and not set(use.parts) & set(parts)):
            continue
        if START in use.met_by:
            begun.append(running.done(act.case, use.provision, at=act.as_of))
        else:
            begun.append(running.start(act.case, use.provision, at=act.as_of, earlier=begun))
    if begun:
        act.clocks(*begun)


def after_act(act: Act, name: str, reason: str = "") -> None:
    """Meet and start the case's clocks that an act without a change of state stands for."""
    for use in act.kind.clocks:
        if name in use.met_by:
            act.clocks(*running.meet(act.case, use.provision, at=act.as_of, reason=reason))
        if name in use.starts_on:
            _start(act, use)


def after_transition(act: Act, transition: Transition, *, before: str, until: datetime | None) -> None:
    """Meet, resume, start, pause and cancel the case's clocks, in this order."""
    kind, after = act.kind, act.case.state
    for use in kind.clocks:
        if transition.name in use.met_by:
            act.clocks(*running.meet(act.case, use.provision, at=act.as_of))
        elif before in use.pauses_on and after not in use.pauses_on:
            act.clocks(*running.resume(act.case, use.provision, at=act.as_of))
        if transition.name in use.starts_on:
            _start(act, use)
        if after in use.pauses_on and before not in use.pauses_on:
            _pause(act, use, until)
    if kind.state(after).klass == "closed":
        act.clocks(*running.cancel(act.case, at=act.as_of, reason=act.reason or "closed"))


def _start(act: Act, use: ClockUse) -> None:
    """Begin one use's clock, with the rights that the case's person has; not where the case has nobody it is owed to."""
    if use.parts and not _has_part(act.case, use.parts, act.as_of):
        return
    since = enhanced_since(act.case)
    act.clocks(running.start(act.case, use.provision, at=act.as_of, enhanced_from=since))


def _has_part(case: Case, parts: tuple[str, ...], as_of: datetime) -> bool:
    from peelian.casework.cases.models import CaseParty

    rows = CaseParty.objects.filter(case=case, part__in=parts, starts__lte=as_of)
    return rows.filter(Q(ends=None) | Q(ends__gt=as_of)).exists()


def _pause(act: Act, use: ClockUse, until: datetime | None) -> None:
    """Let the clocks of one use stand still while somebody else is waited for. One that is late stays late."""
    end = until or act.as_of + timedelta(days=use.pause_days)
    act.clocks(*running.pause(act.case, use.provision, at=act.as_of, until=end, reason=act.reason))


def next_due(case: Case) -> tuple[datetime | None, str]:
    """When the case owes something next and the clock's code; (None, "") when nothing is owed."""
    return running.next_due(case)
