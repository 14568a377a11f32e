"""Kinds of item for the tests: each writes down that it was done, as further (cancelled) rows of the same table.

A row written in the item's own transaction is there exactly when the effect is: it survives a crash with it, or not at
all. Imported by the tests and by the worker processes that they start.
"""

from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from peelian.casework.schedule import kinds
from peelian.casework.schedule.items import cancel, schedule
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.schedule.models import ScheduledItem
from peelian.reference.problems import Problem

EFFECT: Final = "test.effect"
RUN: Final = "test.run"
LATEST: Final = "test.latest"
SKIP: Final = "test.skip"
ACTS: Final = "test.acts"
FORGETS: Final = "test.forgets"
FAILS: Final = "test.fails"
RECURS: Final = "test.recurs"
broken: set[str] = set()
"""Keys whose handler fails; the tests put them in and take them out."""


class Broken(Problem):
    code = "test-broken"
    en = "It is broken."
    cy = "Mae wedi torri."


def effects() -> list[str]:
    """The keys of what was done, in the order in which it was done."""
    rows = ScheduledItem.objects.filter(kind=EFFECT).order_by("id")
    return [key.removeprefix("effect:").split("#")[0] for key in rows.values_list("key", flat=True)]


def note(turn: Turn) -> None:
    """Write the effect down; a second one of the same item is a row of its own, so that it is seen."""
    number = ScheduledItem.objects.filter(key__startswith=f"effect:{turn.key}#").count()
    key = f"effect:{turn.key}#{number}"
    schedule(EFFECT, turn.as_of, key)
    cancel(key)


def _fails(turn: Turn) -> None:
    note(turn)
    if turn.key in broken:
        raise Broken
    if Path(str(turn.key)).suffix == ".crash":
        raise ValueError("the text of an error may hold a name: Asha")


def _acts(turn: Turn) -> None:
    with transaction.atomic():
        note(turn)
        turn.done()


def register() -> None:
    """Make the kinds known, as an app does when it is ready."""
    for kind in (
        ScheduleKind(RUN, note),
        ScheduleKind(LATEST, note, late="latest"),
        ScheduleKind(SKIP, note, late="skip", grace=timedelta(hours=1)),
        ScheduleKind(ACTS, _acts, acts=True),
        ScheduleKind(FORGETS, note_without_end, acts=True),
        ScheduleKind(FAILS, _fails),
        ScheduleKind(RECURS, note, late="latest", every=timedelta(hours=1)),
    ):
        kinds.register(kind)


def note_without_end(turn: Turn) -> None:
    """An acting handler that forgets to finish its item."""
    with transaction.atomic():
        note(turn)


register()
