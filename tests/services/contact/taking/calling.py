"""A call handler's browser on the report that they take, without JavaScript."""

from __future__ import annotations

import time

from django.http import HttpResponse
from django.test import Client

from peelian.accounts import door
from peelian.accounts.models import User
from tests.services.contact.report.filling import BURGLARY, Typed, at, form_of, text_of

TAKEN = {**BURGLARY, "grade": "2", "grade_reason": "spoke_to_them"}
"""Asha's burglary, as somebody takes it down; the rules suggest grade 3."""


def desk_of(user: User) -> Client:
    """The browser of somebody who signed in a moment ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[door.SEEN] = session[door.STARTED] = time.time()
    session.save()
    return client


def press(client: Client, page: str, do: str = "next", prefix: str = "", **typed: str) -> HttpResponse:
    """Press a button of the page, with some fields as typed (`q__who` is `q.who`)."""
    fields, _ = form_of(page)
    fields |= {name.replace("__", "."): [value] for name, value in typed.items()}
    return client.post(f"{prefix}/desk/report", {**fields, "do": do})  # type: ignore[return-value]


def go_to(client: Client, typed: Typed, until: str = "check", prefix: str = "") -> str:
    """Answer as `typed` up to a step; its page, with what it asks for filled in."""
    page = text_of(client.get(f"{prefix}/desk/report"))  # type: ignore[arg-type]
    for _ in range(60):
        if at(page) == until:
            return page
        fields, asked = form_of(page)
        for name in asked & set(typed):
            value = typed[name]
            fields[name] = value if isinstance(value, list) else [value]
        answer = client.post(f"{prefix}/desk/report", {**fields, "do": "next"})
        page = text_of(answer)  # type: ignore[arg-type]
        assert answer.status_code == 200, page
    raise AssertionError(f"{until} is never reached, but {at(page)}")


def record(client: Client, typed: Typed, prefix: str = "") -> HttpResponse:
    """The whole report, recorded."""
    page = go_to(client, typed, prefix=prefix)
    decided = {name: str(value) for name, value in typed.items() if name.startswith(("grade", "link."))}
    fields, _ = form_of(page)
    return client.post(  # type: ignore[return-value]
        f"{prefix}/desk/report", {**fields, **decided, "do": "send"}
    )
