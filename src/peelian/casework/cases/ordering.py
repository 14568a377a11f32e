"""Where an open case stands in the queue, as one number that an index keeps in order.

The more urgent first (`Case.priority`), then what is due first, then what is urgent and has no clock. Last, all with the
same number: what owes nobody anything now, and of the urgent what waits for somebody else and owes nothing. Beyond that,
in the order in which it came: what is held for a look before it goes into the queue (priority `HELD`), until somebody owns it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from django.db import models

HIGHEST: Final = 9
"""Priorities go from 0, the usual, to this."""
HELD: Final = -1
"""The priority of what somebody looks at before it goes into the queue."""
LAST: Final = 10**17
"""The place of a case that owes nothing now."""
_STEP: Final = 10**16
"""One priority: more than the microseconds from 1970 to the year 2286."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Placed(Protocol):
    """What a place is worked out from."""

    priority: int
    klass: str
    next_due_at: datetime | None
    opened_at: datetime
    owner_id: int | None


def place_of(case: Placed) -> int:
    """The place of a case as it stands; the lower is the sooner."""
    if case.priority < 0 and case.owner_id is None:
        return LAST + 1 + max((case.opened_at - _EPOCH) // _MICROSECOND, 0)
    level = (HIGHEST - min(max(case.priority, 0), HIGHEST)) * _STEP
    if case.next_due_at is not None:
        return level + min(max((case.next_due_at - _EPOCH) // _MICROSECOND, 0), _STEP - 2)
    return level + _STEP - 1 if case.priority > 0 and case.klass != "waiting" else LAST


class PlaceField(models.BigIntegerField):  # type: ignore[type-arg]
    """Worked out anew whenever the row is saved; an action on a case writes it with the rest."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The place of the row as it is now."""
        place = place_of(model_instance)  # type: ignore[arg-type]
        setattr(model_instance, self.attname, place)
        return place
