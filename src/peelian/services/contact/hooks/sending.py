"""Sending what waits: `step()` once. Any number of workers may run, one request at a time goes to each hook.

A claim holds for a lease. The request goes out between two transactions, so it may go out twice where a worker dies
between them: with the same id each time. After a failure it waits as `WAITS` says, then it is a dead letter and a person
decides. A hook that fails rests between tries, and is paused when nothing was taken for a day, or at once by a 410.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from peelian.accounts import witness
from peelian.accounts.actors import system_actor
from peelian.casework.schedule.retrying import worker_name
from peelian.casework.sealing.sealing import Door, open_sealed
from peelian.casework.threads.safe_contact import DEFAULT_SITE, SITE
from peelian.reference.problems import Problem
from peelian.services.contact.hooks.posting import NotSentError, post
from peelian.services.contact.hooks.problems import HookClaimLost
from peelian.services.contact.hooks.queueing import still_wanted
from peelian.services.contact.hooks.signing import signed
from peelian.services.contact.models import Hook, HookDelivery
from peelian.services.contact.models.hooks import UNFINISHED

WAITS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
"""How long a delivery waits after its first failure, its second, …; after one more it is a dead letter."""
TRIES: Final = len(WAITS) + 1
FIRST_REST: Final = timedelta(seconds=5)
LONGEST_REST: Final = timedelta(minutes=10)
PAUSED_AFTER: Final = (8, timedelta(hours=24))
"""So many failures in a row, over so long a time."""
LEASE: Final = timedelta(minutes=5)
BATCH: Final = 10
CRASHED: Final = "hook-crashed"
NO_MORE: Final = "not_theirs"
_GONE: Final = 410
log = logging.getLogger("peelian.hooks")


def step(*, now: datetime | None = None, worker: str = "") -> int:
    """Claim some deliveries and try each once; how many (0: nothing can be sent now)."""
    claimed = claim(now or timezone.now(), worker or worker_name())
    for one in claimed:
        try:
            _try(one, now)
        except HookClaimLost:
            log.warning("delivery %s was taken over", one.pk)
    return len(claimed)


# --- claiming ---------------------------------------------------------------------------------------------
def claim(now: datetime, worker: str) -> list[HookDelivery]:
    """The next delivery of each hook that may be tried now, claimed for this call alone."""
    if not _free(now).exists():
        return []  # asked again and again: an idle worker takes no lock
    token = f"{worker[:40]}/{uuid4().hex}"
    with transaction.atomic():
        _fail_crashed(now)
        chosen = _next(now)
        if connection.features.has_select_for_update_skip_locked:
            chosen = chosen.select_for_update(skip_locked=True, of=("self",))
        ids = [one.pk for one in chosen.only("pk")[:BATCH]]
        if not ids:
            return []
        HookDelivery.objects.filter(_open(now), pk__in=ids).update(
            state="claimed", claimed_by=token, claimed_until=now + LEASE, attempts=F("attempts") + 1
        )
    return list(HookDelivery.objects.filter(claimed_by=token).select_related("hook").order_by("id"))


def _open(now: datetime) -> Q:
    return Q(state="waiting", next_at__lte=now) | Q(state="claimed", claimed_until__lt=now)


def _free(now: datetime) -> QuerySet[HookDelivery]:
    rested = Q(hook__rest_until=None) | Q(hook__rest_until__lte=now)
    return HookDelivery.objects.filter(_open(now), rested, state__in=UNFINISHED, hook__state="active")


def _next(now: datetime) -> QuerySet[HookDelivery]:
    same = HookDelivery.objects.filter(hook=OuterRef("hook"), state__in=UNFINISHED)
    before = Q(next_at__lt=OuterRef("next_at")) | Q(next_at=OuterRef("next_at"), pk__lt=OuterRef("pk"))
    busy = same.filter(state="claimed", claimed_until__gte=now)
    rows = _free(now).filter(~Exists(same.filter(before)), ~Exists(busy))
    return rows.order_by("next_at", "id")


def _fail_crashed(now: datetime) -> None:
    """One whose workers died each time becomes a dead letter, lest it take every worker with it."""
    HookDelivery.objects.filter(state="claimed", claimed_until__lt=now, attempts__gte=TRIES).update(
        state="failed", claimed_by="", claimed_until=None, ended_at=now, problem_code=CRASHED
    )


# --- one try ----------------------------------------------------------------------------------------------
def _try(delivery: HookDelivery, given: datetime | None) -> None:
    now = given or timezone.now()
    if not still_wanted(delivery, now):
        with transaction.atomic():
            _write(delivery, state="dropped", ended_at=now, problem_code=NO_MORE)
        return
    _write(delivery, claimed_until=now + LEASE)
    answer, code = _posted(delivery, now)
    _end(delivery, given or timezone.now(), answer, code)


def _posted(delivery: HookDelivery, now: datetime) -> tuple[int | None, str]:
    """The status that was answered and, unless it was taken, a code of why."""
    try:
        body = body_of(delivery)
        headers = signed(id_of(delivery), int(now.timestamp()), body, secrets_of(delivery.hook, now))
        answer = post(delivery.hook.address, body, headers)
    except NotSentError as problem:
        return None, problem.code
    except Problem as problem:
        return None, problem.code
    except Exception as error:  # noqa: BLE001 - one hook's fault must not end the worker
        log.error("delivery %s: %s", delivery.pk, type(error).__name__)
        return None, "hook-fault"
    if 200 <= answer < 300:
        return answer, ""
    if answer == _GONE:
        return answer, "hook-gone"
    return answer, "hook-redirect" if 300 <= answer < 400 else "hook-status"


def id_of(delivery: HookDelivery) -> str:
    """The id of a delivery, the same on each try."""
    return f"msg_{delivery.uid}"


def body_of(delivery: HookDelivery) -> bytes:
    """What is posted: which event, when, about which case, and where the rest is read. The same on each try."""
    site = (os.environ.get(SITE) or DEFAULT_SITE).rstrip("/")
    reference = delivery.case.reference
    said: dict[str, Any] = {
        "id": id_of(delivery),
        "type": delivery.event,
        "timestamp": delivery.at.isoformat(),
        "data": {"reference": reference, "read": f"{site}/api/exchange/v1/cases/{reference}/messages"},
    }
    return json.dumps(said).encode("ascii")


def secrets_of(hook: Hook, now: datetime) -> list[str]:
    """The secret, and beside it the one before while that still holds."""
    door = Door(frozenset({hook.key_id}), "hooks")
    columns = ["secret"]
    if hook.secret_before is not None and hook.before_until is not None and now < hook.before_until:
        columns.append("secret_before")
    return [open_sealed(hook, column, door) for column in columns]


# --- writing down how it ended ----------------------------------------------------------------------------
def _end(delivery: HookDelivery, now: datetime, answer: int | None, code: str) -> None:
    """The delivery and its hook after a try, in one transaction. Raises HookClaimLost."""
    with transaction.atomic():
        hook = Hook.objects.select_for_update().select_related("force").get(pk=delivery.hook_id)
        if not code:
            _write(delivery, state="done", ended_at=now, answer=answer, problem_code="")
            hook.failures, hook.failing_since, hook.rest_until, hook.answered_at = 0, None, None, now
            hook.save(update_fields=["failures", "failing_since", "rest_until", "answered_at"])
            return
        if delivery.attempts >= TRIES:
            _write(delivery, state="failed", ended_at=now, answer=answer, problem_code=code)
        else:
            then = now + WAITS[delivery.attempts - 1]
            _write(delivery, state="waiting", next_at=then, answer=answer, problem_code=code)
        hook.failures += 1
        hook.failing_since = hook.failing_since or now
        hook.rest_until = now + min(FIRST_REST * (1 << min(hook.failures - 1, 20)), LONGEST_REST)
        hook.save(update_fields=["failures", "failing_since", "rest_until"])
        many, long = PAUSED_AFTER
        failing = hook.failures >= many and now - hook.failing_since >= long
        if hook.state == "active" and (code == "hook-gone" or failing):
            _pause(hook, "gone" if code == "hook-gone" else "failing", now)


def _pause(hook: Hook, why: str, now: datetime) -> None:
    hook.state, hook.why, hook.state_at = "paused", why, now
    hook.save(update_fields=["state", "why", "state_at"])
    witness.record(
        action="hook.pause",
        subject=f"force:{hook.force.force_id}",
        actor=system_actor("hooks", now),
        as_of=now,
        reason=why,
        facts={"hook": hook.uid, "failures": hook.failures},
    )


def _write(delivery: HookDelivery, **values: Any) -> None:
    """Change a claimed delivery; one that gets a state is let go. Raises HookClaimLost."""
    if "state" in values:
        values |= {"claimed_by": "", "claimed_until": None}
    held = HookDelivery.objects.filter(pk=delivery.pk, state="claimed", claimed_by=delivery.claimed_by)
    if held.update(**values) != 1:
        raise HookClaimLost(delivery=delivery.pk)
