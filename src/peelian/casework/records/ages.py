"""The flag "may be a child", worked out again each month from the sealed dates of birth.

The 18th birthday itself is never in clear, also not as a date in the schedule: once a month everyone who has come of age
since the last time is unmarked together.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from peelian.casework.ledger import entries
from peelian.casework.records.models import Person
from peelian.casework.records.people import may_be_child
from peelian.casework.schedule.kinds import ScheduleKind, Turn
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import Door, open_sealed

KIND: Final = "records.ages"
EVERY: Final = timedelta(days=30)
BATCH: Final = 200


def recheck_ages(as_of: datetime, *, batch: int = BATCH) -> int:
    """Unmark who is 18 by now, each with an entry on their own chain; how many. Run again, it changes nothing."""
    done, last = 0, 0
    while True:
        rows = Person.objects.filter(
            may_be_child=True, birth_date__isnull=False, disposed_at=None, pk__gt=last
        )
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:batch])
        if not ids:
            return done
        last = ids[-1]
        for pk in ids:
            done += _recheck(pk, as_of)


def _recheck(pk: int, as_of: datetime) -> bool:
    with transaction.atomic():
        uid = Person.objects.values_list("uid", flat=True).get(pk=pk)
        stream = entries.lock(uid)
        person = Person.objects.get(pk=pk)
        if not person.may_be_child or person.birth_date is None or person.disposed_at is not None:
            return False
        try:
            born = open_sealed(person, "birth_date", Door(frozenset({person.key_id}), "ages"))
        except KeyDestroyed:
            return False
        if may_be_child(born, as_of):
            return False
        person.may_be_child = False
        person.save(update_fields=["may_be_child"])
        entries.append(stream, action="person.age", actor="system:worker", facts={"may_be_child": False})
    return True


def _handle(turn: Turn) -> None:
    recheck_ages(turn.as_of)
    with transaction.atomic():
        turn.done()


SCHEDULED: Final = ScheduleKind(KIND, _handle, late="latest", acts=True, every=EVERY)
