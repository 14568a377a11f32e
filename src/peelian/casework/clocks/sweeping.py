"""Once a day: what the schedule should hold for the clocks that run, and does not. A net under the planning.

A newer Peelian may bring a version of a rule that no running clock was planned for; an item may have been lost.
"""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from peelian.casework.clocks import dated
from peelian.casework.clocks.models import Clock
from peelian.casework.clocks.reckoning import reckoned
from peelian.casework.schedule.items import schedule
from peelian.law import engine
from peelian.reference.calendars.working_days import local_date, start_of_day

BATCH: Final = 500


def sweep(*, now: datetime) -> int:
    """Plan a change or a miss for each clock that needs one and has none waiting; how many were planned."""
    planned, last = 0, 0
    while clocks := list(_suspects(now).filter(pk__gt=last)[:BATCH]):
        needing = [(clock, kind) for clock in clocks if (kind := _lacking(clock, now))]
        with transaction.atomic():
            for clock, kind in needing:
                _plan(clock, kind, now)
        planned, last = planned + len(needing), clocks[-1].pk
    return planned


def _suspects(now: datetime) -> QuerySet[Clock]:
    """Clocks that should have been missed by now, or that another version of their rule may apply to."""
    wanted = Q(due_at__lt=now)
    for provision in engine.provisions().values():
        for version in provision.versions:
            if version.starts and version.transition != "keep" and version.starts <= local_date(now):
                before = Q(provision=provision.id, started_at__lt=start_of_day(version.starts))
                wanted |= before & ~Q(version=version.id)
    running = Clock.objects.filter(wanted, state__in=[Clock.State.RUNNING, Clock.State.PAUSED])
    kept = running.filter(case__disposed_at__isnull=True)
    return kept.select_related("case").prefetch_related("pauses").order_by("pk")


def _lacking(clock: Clock, now: datetime) -> str:
    """The kind of item that the clock needs at once; "" for none."""
    found = reckoned(clock, now)
    if (found.version.id, found.due.at) != (clock.version, clock.due_at):
        return dated.CHANGE
    return dated.MISS if now > clock.due_at else ""


def _plan(clock: Clock, kind: str, now: datetime) -> None:
    key = f"{kind}:{clock.pk}:swept:{now:%Y%m%d}"
    schedule(kind, now, key, subject_stream=clock.case.uid, body={"clock": clock.pk})
