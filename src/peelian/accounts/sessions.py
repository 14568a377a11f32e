"""Open sessions: who is signed in, from which kind of browser, and ending them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F
from django.http import HttpRequest

from peelian.accounts.models import SignedIn, SignInEvent, User

_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str) -> str:
    """A coarse name such as `Firefox, Windows`: enough to know one's own, too little to follow anybody."""
    found = [
        next((name for mark, name in table if mark in user_agent), "") for table in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(part for part in found if part)


def open_sessions(user: User, as_of: datetime) -> list[SignedIn]:
    """The sessions of `user` that are still there, the last used first."""
    alive = Session.objects.filter(expire_date__gt=as_of).values("session_key")
    return list(SignedIn.objects.filter(user=user, session_key__in=alive))


def end_session(row: SignedIn, *, as_of: datetime) -> None:
    """End one session of its owner's."""
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    SignInEvent.objects.create(user=row.user, at=as_of, kind="ended")


def end_all_sessions(user: User, *, as_of: datetime, but: str | None = None) -> int:
    """End every session of `user` (the one with key `but` stays); the number ended.

    Raising the epoch ends also what is not listed; the kept session must then be given the new one by its request.
    """
    rows = SignedIn.objects.filter(user=user)
    if but:
        rows = rows.exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    if keys:
        SignInEvent.objects.create(user=user, at=as_of, kind="ended")
    return len(keys)


def keep_only_this(request: HttpRequest, user: User, *, as_of: datetime) -> None:
    """End every session of `user` but the one of this request, which gets a new key."""
    before = request.session.session_key
    end_all_sessions(user, as_of=as_of, but=before)
    update_session_auth_hash(request, user)
    request.session.save()
    SignedIn.objects.filter(session_key=before).update(session_key=request.session.session_key)


def forget_ended(as_of: datetime) -> int:
    """Strike out the lines of sessions that are no longer there; the number struck out."""
    alive = Session.objects.filter(expire_date__gt=as_of).values("session_key")
    return SignedIn.objects.exclude(session_key__in=alive).delete()[0]


def idle_seconds() -> int:
    """After how long without a page a person proves again who they are."""
    return int(getattr(settings, "PEELIAN_IDLE_SECONDS", 15 * 60))
