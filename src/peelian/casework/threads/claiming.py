"""Taking sendings for a try, one worker each, and writing down how a try ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from peelian.casework.schedule.retrying import wait
from peelian.casework.threads.models import OPEN_STATES, Sending
from peelian.casework.threads.problems import ThreadsProblem

LEASE: Final = timedelta(minutes=5)
_FIRST_WAIT: Final = timedelta(seconds=15)


class ClaimLost(ThreadsProblem):
    """Another worker has taken the sending over: whatever this one did with it is rolled back."""

    code = "sending-claim-lost"
    en = "The sending {sending} is no longer held by this worker, so nothing of this try is kept."
    cy = "Nid yw'r anfoniad {sending} yn nwylo'r gweithiwr hwn mwyach, felly ni chedwir dim o'r cynnig hwn."


def claim(now: datetime, worker: str, limit: int) -> list[Sending]:
    """Sendings whose time has come, and those whose worker died in the middle; marked `handing` for this call alone.

    One that was `handing` before keeps its `handed_at` from that try: the words may have left (see `left_before`).
    """
    if not Sending.objects.filter(_free(now), state__in=OPEN_STATES).exists():
        return []  # asked again and again: an idle worker takes no lock
    token = f"{worker[:40]}/{uuid4().hex}"
    with transaction.atomic():
        chosen = Sending.objects.filter(_free(now), state__in=OPEN_STATES).order_by("next_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            chosen = chosen.select_for_update(skip_locked=True, of=("self",))
        ids = [one.pk for one in chosen.only("pk")[:limit]]
        if not ids:
            return []
        Sending.objects.filter(_free(now), pk__in=ids).update(
            state="handing", claimed_by=token, claimed_until=now + LEASE, attempts=F("attempts") + 1
        )
    held = Sending.objects.filter(claimed_by=token).select_related("case", "point")
    return list(held.order_by("next_at", "id"))


def claim_handed(sending: Sending, now: datetime, worker: str) -> bool:
    """Take one that was handed over, to write down what became of it; False where it is not there any more."""
    token = f"{worker[:40]}/{uuid4().hex}"
    with transaction.atomic():
        taken = Sending.objects.filter(pk=sending.pk, state="handed").update(
            state="handing", claimed_by=token, claimed_until=now + LEASE
        )
    if taken:
        sending.state, sending.claimed_by = "handing", token
    return taken == 1


def left_before(sending: Sending) -> bool:
    """Whether an earlier try may have let the words leave: it had begun to hand over and nothing was written since."""
    return sending.handed_at is not None


def begin(sending: Sending, now: datetime, **values: Any) -> None:
    """Write down, before the provider is called, that the words may leave from now on. Raises ClaimLost."""
    change(sending, handed_at=now, claimed_until=now + LEASE, **values)


def change(sending: Sending, **values: Any) -> None:
    """Change a claimed sending. Raises ClaimLost."""
    if held(sending).update(**values) != 1:
        raise ClaimLost(sending=sending.pk)


def end(sending: Sending, state: str, now: datetime, code: str = "", **values: Any) -> None:
    """Let go of a claimed sending in its new state. Raises ClaimLost."""
    finished = now if state in ("delivered", "bounced", "held", "failed") else None
    change(
        sending,
        state=state,
        claimed_by="",
        claimed_until=None,
        problem_code=code[:80],
        ended_at=finished,
        **values,
    )


def again(sending: Sending, now: datetime, code: str, *, seconds: float = 0.0, counts: bool = True) -> None:
    """Queue it once more: nothing has left. Raises ClaimLost."""
    pause = timedelta(seconds=seconds)
    if counts:
        pause = max(pause, wait(_FIRST_WAIT, sending.attempts))
    change(
        sending,
        state="queued",
        claimed_by="",
        claimed_until=None,
        handed_at=None,
        next_at=now + pause,
        attempts=sending.attempts - (0 if counts else 1),
        problem_code=code[:80],
    )


def held(sending: Sending) -> QuerySet[Sending]:
    """The row, as long as this claim holds."""
    return Sending.objects.filter(pk=sending.pk, state="handing", claimed_by=sending.claimed_by)


def _free(now: datetime) -> Q:
    return Q(state="queued", next_at__lte=now) | Q(state="handing", claimed_until__lt=now)
