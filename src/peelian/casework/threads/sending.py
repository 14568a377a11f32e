"""Handing news over to people, outside any transaction: `step()` is what the worker calls again and again.

A try: claim (`handing`, with a lease) → the gate (`safe_contact.envelope`) → write down that words may leave → call the
provider → write down its answer. A worker that dies in between leaves `handed_at`: the next one asks the provider what
it knows of the key, and never sends blindly again; where nobody can know, a person decides.

`handed`, `delivered` and their times are the provider's receipts on the sending's own row and no acts on the case, so
that an e-mail that arrives does not stand in the way of an officer who is typing. What a person must know of (a bounce,
no safe way left) is an act: `failing.py`.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.schedule.retrying import worker_name
from peelian.casework.threads import claiming, failing, safe_contact
from peelian.casework.threads.claiming import ClaimLost
from peelian.casework.threads.envelope import Envelope
from peelian.casework.threads.models import Sending
from peelian.casework.threads.problems import BadProvider, NotNow, NotSafe, OnThePage, OutcomeUnknown
from peelian.casework.threads.providers.base import Accepted, Outcome, Provider, ProviderAway, Refused
from peelian.casework.threads.providers.chosen import provider_for, provider_named
from peelian.reference.problems import Problem

BATCH: Final = 20
MADE_UP: Final = "synthetic"
"""The provider of made-up cases: nothing leaves, for their addresses may be somebody's."""
ATTEMPTS: Final = 8
WAITED_FOR: Final = timedelta(days=1)
"""A provider that is away or says "not so fast" so long is given up for this news: there may be another way."""
ASKED_FOR: Final = timedelta(days=3)
"""After so long a provider is not asked again what became of a sending."""
_ASK_AFTER: Final = timedelta(minutes=1)
_ASK_AT_MOST: Final = timedelta(hours=3)
log = logging.getLogger("peelian.messages")


def step() -> int:
    """One turn of the worker: how much was done."""
    return hand_over() + ask_outcomes()


def hand_over(*, now: datetime | None = None, worker: str = "", limit: int = BATCH) -> int:
    """Claim some sendings and try each once; how many were claimed."""
    claimed = claiming.claim(now or timezone.now(), worker or worker_name(), limit)
    for sending in claimed:
        _try(sending, now or timezone.now())
    return len(claimed)


def _try(sending: Sending, now: datetime) -> None:
    """One sending, once; a failure is written on it and never raised."""
    try:
        if claiming.left_before(sending):
            _ask_first(sending, now)
        else:
            _hand(sending, now)
    except ClaimLost:
        log.warning("sending %s was taken over", sending.pk)
    except NoSuchCase:
        _let_go(sending, now, "case-gone")
    except Exception as error:  # noqa: BLE001 - one message's fault must not end the worker
        code = error.code if isinstance(error, Problem) else f"error-{type(error).__name__}"
        log.warning("sending %s failed: %s", sending.pk, code)
        _stumbled(sending, now, code)


def _hand(sending: Sending, now: datetime) -> None:
    try:
        envelope, point, notice = safe_contact.envelope(sending, now)
    except NotNow as closed:
        claiming.again(sending, now, "", seconds=_until(closed, now), counts=False)
        return
    except OnThePage:
        claiming.end(sending, "delivered", now, provider="page")
        return
    except NotSafe as unsafe:
        if unsafe.reason == "disposed":
            claiming.end(sending, "failed", now, unsafe.reason)
            return
        failing.hold(sending, unsafe.reason, now=now)
        return
    if sending.case.synthetic:
        claiming.end(sending, "delivered", now, point=point, notice=notice, provider=MADE_UP)
        return
    provider = provider_for(point.channel)
    claiming.begin(sending, now, point=point, notice=notice, provider=provider.name)
    sending.point, sending.notice, sending.provider, sending.handed_at = point, notice, provider.name, now
    _call(provider, envelope, sending, now)


def _call(provider: Provider, envelope: Envelope, sending: Sending, now: datetime) -> None:
    try:
        answer = provider.send(envelope)
    except OutcomeUnknown:
        _unknown(sending, now, can_find=provider.can_find)
        return
    if isinstance(answer, Accepted):
        _accepted(sending, now, answer)
    else:
        _refused(sending, now, answer)


def _accepted(sending: Sending, now: datetime, answer: Accepted) -> None:
    state = "delivered" if answer.final else "handed"
    claiming.end(sending, state, now, provider_ref=answer.ref[:120], next_at=now + _ASK_AFTER)


def _refused(sending: Sending, now: datetime, answer: Refused) -> None:
    if answer.permanent:
        failing.bounce(sending, answer.code, now=now)
    elif answer.wait and now - sending.made_at < WAITED_FOR:
        claiming.again(sending, now, answer.code, seconds=answer.wait, counts=False)
    elif answer.wait or sending.attempts >= ATTEMPTS:
        failing.give_up(sending, answer.code, now=now)
    else:
        claiming.again(sending, now, answer.code)


def _unknown(sending: Sending, now: datetime, *, can_find: bool) -> None:
    """The words may have left. Ask again in a minute, or let a person decide where nobody can be asked."""
    if can_find:
        claiming.change(sending, claimed_until=now + _ASK_AFTER, problem_code=OutcomeUnknown.code)
    else:
        failing.hold(sending, "outcome_unknown", now=now)


def _ask_first(sending: Sending, now: datetime) -> None:
    """An earlier try ended in the dark: what does the provider know?"""
    channel = sending.point.channel if sending.point else "email"
    provider = provider_named(sending.provider, channel)
    if provider is None or not provider.can_find:
        failing.hold(sending, "outcome_unknown", now=now)
        return
    try:
        outcome = provider.find(sending.idempotency_key, sending.provider_ref)
    except ProviderAway as away:
        if now - (sending.handed_at or now) > ASKED_FOR:
            failing.hold(sending, "outcome_unknown", now=now)
        else:
            claiming.change(sending, claimed_until=now + _ASK_AFTER, problem_code=away.code)
        return
    if outcome is None:
        claiming.again(sending, now, "", counts=False)
    else:
        _came_out(sending, now, outcome)


def _came_out(sending: Sending, now: datetime, outcome: Outcome) -> None:
    """Write down what became of a claimed sending."""
    if outcome.state == "bounced":
        failing.bounce(sending, outcome.code, now=now)
    elif outcome.state == "failed":
        failing.give_up(sending, outcome.code, now=now)
    else:
        claiming.end(
            sending,
            outcome.state,
            now,
            provider_ref=outcome.ref or sending.provider_ref,
            next_at=now + _ASK_AFTER,
        )


def ask_outcomes(*, now: datetime | None = None, worker: str = "", limit: int = BATCH) -> int:
    """Ask what became of what was handed over, more and more seldom, for three days; how many were settled."""
    at = now or timezone.now()
    rows = Sending.objects.filter(state="handed", next_at__lte=at).select_related("case", "point")
    return sum(_ask(one, at, worker or worker_name()) for one in rows.order_by("next_at")[:limit])


def _ask(sending: Sending, now: datetime, worker: str) -> int:
    since = now - (sending.handed_at or sending.made_at)
    outcome = None
    try:
        provider = provider_named(sending.provider, sending.point.channel if sending.point else "email")
        if provider is not None and provider.can_find and since < ASKED_FOR:
            outcome = provider.find(sending.idempotency_key, sending.provider_ref)
    except (ProviderAway, BadProvider) as error:
        log.warning("outcome of sending %s could not be asked: %s", sending.pk, error.code)
    if outcome is None or outcome.state == "handed":
        later = min(max(since, _ASK_AFTER), _ASK_AT_MOST) if since < ASKED_FOR else timedelta(days=3650)
        Sending.objects.filter(pk=sending.pk, state="handed").update(next_at=now + later)
        return 0
    return _settle(sending, now, worker, outcome)


def _settle(sending: Sending, now: datetime, worker: str, outcome: Outcome) -> int:
    """Claim a handed sending and write down what became of it; 0 where another worker did."""
    if not claiming.claim_handed(sending, now, worker):
        return 0
    try:
        _came_out(sending, now, outcome)
    except ClaimLost:
        return 0
    except NoSuchCase:
        _let_go(sending, now, "case-gone")
    return 1


def _stumbled(sending: Sending, now: datetime, code: str) -> None:
    """Something of ours went wrong. Before anything left: again later. After: the lease runs out, and it is asked."""
    try:
        if sending.handed_at is not None:
            return
        if sending.attempts >= ATTEMPTS:
            failing.hold(sending, "fault", now=now)
        else:
            claiming.again(sending, now, code)
    except Problem as problem:
        log.warning("sending %s could not be put back: %s", sending.pk, problem.code)


def _let_go(sending: Sending, now: datetime, code: str) -> None:
    """The case was disposed of meanwhile: nobody is to be told of anything any more."""
    claiming.held(sending).update(
        state="failed", claimed_by="", claimed_until=None, ended_at=now, problem_code=code
    )


def _until(closed: NotNow, now: datetime) -> float:
    return max(0.0, (closed.until - now).total_seconds()) if closed.until else 3600.0
