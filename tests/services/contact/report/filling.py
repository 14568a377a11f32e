"""Filling in a report as a browser without JavaScript does: what the page holds is sent, with what is typed into it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from peelian.services.contact.numbers import new_number

Fields = dict[str, list[str]]
Typed = Mapping[str, str | list[str]]
_WALKED: dict[str, str] = {}

BURGLARY = {
    "emergency": "no",
    "set": "burglary",
    "q.offender_there": "no",
    "q.who": "self",
    "q.anonymous": "named",
    "q.told.by": "email",
    "q.told.email": "asha@example.org",
    "q.told.safe": "yes",
    "q.building": "home",
    "q.entered": "yes",
    "q.entered_how": "Through the back door",
    "q.when.how": "between",
    "q.when.day": "19",
    "q.when.month": "11",
    "q.when.year": "2026",
    "q.when.time": "evening",
    "q.when.to_day": "20",
    "q.when.to_month": "nov",
    "q.when.to_year": "2026",
    "q.where.postcode": "B29 6BD",
    "q.happened": "They took the radio.\nIt was my father's.",
    "q.taken": ["electronics", "damage"],
    "q.taken_about": "A red radio, a broken door",
    "q.hurt": "no",
    "q.seen": "none",
    "q.vehicle": "unsure",
    "q.evidence": ["video", "witness"],
    "q.repeat": "no",
    "q.worried": "return",
    "q.name": "Asha Okafor",
    "q.under_18": "no",
    "q.language": "en",
    "q.needs": ["reading"],
    "q.support": "yes",
    "force": "west-midlands",
}
"""What Asha types, by the field; `between` in words as people write a month."""

NAMELESS = {**BURGLARY, "q.anonymous": "without"}

QUESTION = {
    "emergency": "no",
    "set": "question",
    "q.question": "Why is the park dark?\nIt was lit last year.",
    "q.where.postcode": "B29 6BD",
    "q.where.words": "Muntz Park",
    "q.told.by": "email",
    "q.told.email": "asha@example.org",
    "q.told.safe": "yes",
    "q.told.mention": "yes",
    "q.name": "Asha Okafor",
    "q.language": "en",
    "force": "west-midlands",
    "team": "selly-oak",
}
"""What Asha asks the neighbourhood team of Selly Oak."""


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.asked: set[str] = set()
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = held.get("id") == "report"
        name = held.get("name", "")
        if not self.inside or not (name or tag == "option"):
            return
        if tag == "input":
            kind = held.get("type")
            if kind != "hidden":
                self.asked.add(name)
            if kind not in {"radio", "checkbox"} or "checked" in held:
                self.fields.setdefault(name, []).append(held.get("value", ""))
        elif tag in {"textarea", "select"}:
            self.asked.add(name)
            self.fields[name] = [""]
            self.area, self.select = (name, "") if tag == "textarea" else ("", name)
        elif tag == "option" and self.select and "selected" in held:
            self.fields[self.select] = [held.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.fields[self.area] = [self.fields[self.area][0].removeprefix("\n")]
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            self.fields[self.area][0] += data


def form_of(page: str) -> tuple[Fields, set[str]]:
    """The fields of the report on a page as a browser would send them, and the names of those that it asks for."""
    form = _Form()
    form.feed(page)
    return form.fields, form.asked


def at(page: str) -> str:
    """The step that a page shows; "" for one without the form."""
    return form_of(page)[0].get("at", [""])[0]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def press(client: Client, page: str, do: str = "next", prefix: str = "", **typed: object) -> HttpResponse:
    """Press a button of the page, with some fields as typed (`q__who` is `q.who`)."""
    fields, _ = form_of(page)
    for name, value in typed.items():
        fields[name.replace("__", ".")] = list(value) if isinstance(value, (list, tuple)) else [str(value)]
    return client.post(f"{prefix}/report", {**fields, "do": do})  # type: ignore[return-value]


def fill(
    client: Client,
    typed: Typed,
    *,
    until: str = "check",
    prefix: str = "",
    page: str = "",
) -> str:
    """Go from the first page to the step `until`, typing what each page asks for. The page of that step.

    A page depends on nothing but what it holds: the way to one is walked once, and others get it with another number.
    """
    if not page:
        way = json.dumps([typed, until, prefix], sort_keys=True)
        if way not in _WALKED:
            _WALKED[way] = _walked(client, typed, until, prefix, text_of(client.get(f"{prefix}/report")))
        return _WALKED[way].replace(form_of(_WALKED[way])[0]["number"][0], new_number())
    return _walked(client, typed, until, prefix, page)


def _walked(client: Client, typed: Typed, until: str, prefix: str, page: str) -> str:
    for _ in range(60):
        if at(page) == until:
            return page
        fields, asked = form_of(page)
        for name in asked & set(typed):
            value = typed[name]
            fields[name] = value if isinstance(value, list) else [value]
        answer = client.post(f"{prefix}/report", {**fields, "do": "next"})
        page = text_of(answer)
        assert answer.status_code == 200, re.findall(r'error-message">(.*?)</p>', page, re.DOTALL)
    raise AssertionError(f"{until} is never reached, but {at(page)}")


def send(client: Client, typed: Typed, prefix: str = "") -> HttpResponse:
    """The whole report, sent."""
    return press(client, fill(client, typed, prefix=prefix), "send", prefix)


def secret_on(page: str) -> str:
    """The words that a page shows."""
    found = re.search(r'peelian-secret"[^>]*><strong>([a-z ]+)</strong>', page)
    assert found, page
    return found[1]
