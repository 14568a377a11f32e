"""An event belongs to an act: outside a transaction there is none."""

from __future__ import annotations

import pytest

from peelian.casework.outbox.events import emit
from peelian.casework.outbox.models import OutboxEvent
from peelian.casework.outbox.problems import OutsideTransaction


def test_an_event_outside_a_transaction_is_refused(committing_db: object) -> None:
    with pytest.raises(OutsideTransaction):
        emit("lamp_mended", stream="a" * 32)
    assert not OutboxEvent.objects.exists()
