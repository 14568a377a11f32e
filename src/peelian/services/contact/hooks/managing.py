"""What somebody may do with the hooks of their force. Each act is one entry on the force's chain of the ledger.

The secret is shown by the act that makes it and never again. The entry holds the hook's id, the events and a digest of
the address: the address itself may say more than a code should.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from peelian.accounts import witness
from peelian.accounts.actors import Actor
from peelian.accounts.models import Force
from peelian.accounts.problems import NotAllowed
from peelian.accounts.reaching import forces_for
from peelian.accounts.witness import Fact
from peelian.casework.sealing.sealing import Door, new_key, open_sealed, seal
from peelian.services.contact.hooks.addresses import read_address
from peelian.services.contact.hooks.problems import HookNotWhole, NoSuchHook, TooManyHooks, WhyDropped
from peelian.services.contact.hooks.signing import new_secret
from peelian.services.contact.hooks.words import DROPPED, EVENTS
from peelian.services.contact.models import Hook, HookDelivery

MANAGE: Final = "hook.manage"
MOST: Final = 20
OVERLAP: Final = timedelta(hours=24)
"""How long the secret before still signs beside the new one."""


def hooks_for(actor: Actor) -> QuerySet[Hook]:
    """The hooks of the forces within reach that have not ended."""
    rows = Hook.objects.exclude(state="ended").filter(force__in=forces_for(actor, MANAGE))
    return rows.select_related("force", "made_by")


def hook_for(actor: Actor, uid: str) -> Hook:
    """The hook with this id. Raises NoSuchHook, also for one out of reach."""
    found = hooks_for(actor).filter(uid=uid).first()
    if found is None:
        raise NoSuchHook
    return found


def failed_for(actor: Actor) -> QuerySet[HookDelivery]:
    """The dead letters of those hooks, the newest first."""
    rows = HookDelivery.objects.filter(state="failed", hook__in=hooks_for(actor).values("pk"))
    return rows.select_related("hook", "hook__force").order_by("-ended_at", "-id")


def waiting_for_somebody(actor: Actor) -> int:
    """How many dead letters and hooks that Peelian paused wait for the actor; 0 for who may not manage any."""
    if not actor.may(MANAGE):
        return 0
    return failed_for(actor).count() + hooks_for(actor).filter(state="paused").exclude(why="by_hand").count()


def make_hook(
    *, name: str, address: str, events: Collection[str], force: Force, actor: Actor, as_of: datetime
) -> tuple[Hook, str]:
    """A hook of the force, and its secret, shown once.

    Raises NotAllowed, HookNotWhole, TooManyHooks, BadHookAddress, HookAddressInside, BadHookNetworks.
    """
    actor.must(MANAGE, force=force.force_id)
    if actor.user is None:
        raise NotAllowed
    if not name.strip():
        raise HookNotWhole
    chosen = _events(events)
    read_address(address)
    key_id, secret = new_key(), new_secret()
    with _acting("hook.make", force, actor, as_of, "wanted") as facts:
        if Hook.objects.exclude(state="ended").filter(force=force).count() >= MOST:
            raise TooManyHooks(most=MOST)
        hook = Hook(
            key_id=key_id,
            force=force,
            name=name.strip(),
            address=address,
            events=" ".join(chosen),
            made_by=actor.user,
            made_at=as_of,
            state_at=as_of,
        )
        hook.secret = seal(hook, "secret", secret)
        hook.save()
        facts.update(hook=hook.uid, events=chosen, address=_digest(address))
    return hook, secret


def choose_events(uid: str, *, events: Collection[str], actor: Actor, as_of: datetime) -> None:
    """Tell the hook of these from now on. Raises NoSuchHook, HookNotWhole."""
    chosen = _events(events)
    with _on(uid, "hook.change", actor, as_of, "wanted") as (hook, facts):
        hook.events = " ".join(chosen)
        hook.save(update_fields=["events"])
        facts.update(events=chosen)


def rotate(uid: str, *, actor: Actor, as_of: datetime) -> str:
    """A new secret, shown once; the one before signs beside it for `OVERLAP`. Raises NoSuchHook."""
    secret = new_secret()
    with _on(uid, "hook.rotate", actor, as_of, "rotation") as (hook, facts):
        before = open_sealed(hook, "secret", Door(frozenset({hook.key_id}), "hooks"))
        hook.secret_before = seal(hook, "secret_before", before)
        hook.secret, hook.before_until = seal(hook, "secret", secret), as_of + OVERLAP
        hook.save(update_fields=["secret", "secret_before", "before_until"])
        facts.update(before_until=hook.before_until.isoformat())
    return secret


def pause(uid: str, *, actor: Actor, as_of: datetime) -> None:
    """Send nothing until somebody lets it go on; what happens meanwhile waits. Raises NoSuchHook."""
    with _on(uid, "hook.pause", actor, as_of, "by_hand", state="active") as (hook, _facts):
        hook.state, hook.why, hook.state_at = "paused", "by_hand", as_of
        hook.save(update_fields=["state", "why", "state_at"])


def go_on(uid: str, *, actor: Actor, as_of: datetime) -> None:
    """Send again, what waited first. Raises NoSuchHook."""
    with _on(uid, "hook.go_on", actor, as_of, "mended", state="paused") as (hook, _facts):
        hook.state, hook.why, hook.state_at = "active", "", as_of
        hook.failures, hook.failing_since, hook.rest_until = 0, None, None
        hook.save()


def end(uid: str, *, actor: Actor, as_of: datetime) -> None:
    """No longer: what waits is dropped and the secret is erased. Raises NoSuchHook."""
    with _on(uid, "hook.end", actor, as_of, "no_longer_needed") as (hook, facts):
        hook.state, hook.why, hook.state_at = "ended", "", as_of
        hook.secret = hook.secret_before = hook.before_until = None
        hook.save()
        left = HookDelivery.objects.filter(hook=hook, state__in=["waiting", "claimed", "failed"])
        facts.update(dropped=_drop(left, "not_needed", as_of))


def send_again(which: str, *, actor: Actor, as_of: datetime) -> int:
    """Try a dead letter from the beginning, or all of them (`all`); how many. Raises NotAllowed, NoSuchHook."""
    again = {"state": "waiting", "attempts": 0, "next_at": as_of, "ended_at": None}
    return _for_each_force(
        which,
        "hook.send_again",
        actor=actor,
        as_of=as_of,
        reason="mended",
        change=lambda rows: rows.update(**again),
    )


def drop(which: str, *, why: str, actor: Actor, as_of: datetime) -> int:
    """Never send a dead letter, or all of them; how many. Raises NotAllowed, NoSuchHook, WhyDropped."""
    if why not in DROPPED:
        raise WhyDropped
    return _for_each_force(
        which,
        "hook.drop",
        actor=actor,
        as_of=as_of,
        reason=why,
        change=lambda rows: _drop(rows, why, as_of),
    )


# --- the frame of an act ----------------------------------------------------------------------------------
def _for_each_force(
    which: str,
    action: str,
    *,
    actor: Actor,
    as_of: datetime,
    reason: str,
    change: Callable[[QuerySet[HookDelivery]], int],
) -> int:
    """Change those dead letters, with one entry for each force that they are of."""
    if not actor.may(MANAGE):
        raise NotAllowed
    rows = failed_for(actor) if which == "all" else failed_for(actor).filter(uid=which)
    total = 0
    with transaction.atomic():
        held = list(rows)
        for force in {one.hook.force_id: one.hook.force for one in held}.values():
            mine = [one.pk for one in held if one.hook.force_id == force.pk]
            count = change(HookDelivery.objects.filter(pk__in=mine, state="failed"))
            total += count
            facts: dict[str, Fact] = {
                "deliveries": count,
                "which": "all" if which == "all" else f"msg_{which}",
            }
            _entry(action, force, facts, actor=actor, as_of=as_of, reason=reason)
    if not total:
        raise NoSuchHook
    return total


def _drop(rows: QuerySet[HookDelivery], why: str, as_of: datetime) -> int:
    return rows.update(state="dropped", problem_code=why, ended_at=as_of, claimed_by="", claimed_until=None)


@contextmanager
def _acting(
    action: str, force: Force, actor: Actor, as_of: datetime, reason: str
) -> Iterator[dict[str, Fact]]:
    """All of it and its entry, or nothing; acts on one force's hooks wait for each other."""
    with transaction.atomic():
        Force.objects.select_for_update().get(pk=force.pk)
        facts: dict[str, Fact] = {}
        yield facts
        _entry(action, force, facts, actor=actor, as_of=as_of, reason=reason)


@contextmanager
def _on(
    uid: str, action: str, actor: Actor, as_of: datetime, reason: str, *, state: str = ""
) -> Iterator[tuple[Hook, dict[str, Fact]]]:
    """The same on a hook, locked. `state`: the one that it must be in."""
    if not actor.may(MANAGE):
        raise NotAllowed
    with _acting(action, hook_for(actor, uid).force, actor, as_of, reason) as facts:
        hook = Hook.objects.select_for_update().exclude(state="ended").get(uid=uid)
        if state and hook.state != state:
            raise NoSuchHook
        yield hook, facts
        facts.update(hook=hook.uid)


def _entry(
    action: str, force: Force, facts: Mapping[str, Fact], *, actor: Actor, as_of: datetime, reason: str
) -> None:
    subject = f"force:{force.force_id}"
    witness.record(action=action, subject=subject, actor=actor, as_of=as_of, reason=reason, facts=facts)


def _events(given: Collection[str]) -> list[str]:
    """The chosen events in their own order. Raises HookNotWhole."""
    if not given or not set(given) <= EVENTS.keys():
        raise HookNotWhole
    return [one for one in EVENTS if one in given]


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
