"""From a TOML table to a page, a question, an ending: what is wrong in one table is noted at its place.

What only shows when tables are seen together is `faults`'.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any, Final, cast, get_args

from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import (
    YES_NO,
    Choice,
    Ending,
    EndingKind,
    Holds,
    Link,
    Op,
    Page,
    Question,
    QuestionKind,
    Test,
    Upcast,
    Version,
)

ID: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
PERSONAL: Final = frozenset({"name", "email", "phone", "contact"})
"""Kinds that are about the person who reports unless the table says otherwise."""
MOST: Final = 5000
"""No answer is longer than what a case's payload takes."""
_LONGEST: Final = {"text": 200, "long": 3000, "name": 120, "email": 254, "phone": 30, "number": 6}
_WITH_CHOICES: Final = ("choice", "choices")
_OPS: Final = get_args(Op)
_SPAN: Final = ("since", "until")
_PAGE: Final = ("title", "hint", "text", "numbers", "safety", "show_if", "questions", *_SPAN)


def page(entry: Entry, id_: str, *, common: bool = False) -> Page:
    """One `[page.<id>]`."""
    entry.only(*_PAGE)
    identified(entry, id_)
    title = entry.words("title")
    asked = entry.entries("questions")
    text = paragraphs(entry, "text")
    if not asked and not text:
        entry.note(
            "it asks nothing and says nothing. Give [[questions]] or a text.",
            "nid yw'n gofyn nac yn dweud dim. Rhowch [[questions]] neu text.",
        )
    since, until = span(entry)
    return Page(
        id=id_,
        title=title,
        hint=entry.words("hint", required=False),
        text=text,
        numbers=entry.texts("numbers"),
        safety=entry.truth("safety", False),
        show_if=tests(entry, "show_if"),
        questions=tuple(question(one, None if number else title) for number, one in enumerate(asked)),
        since=since,
        until=until,
        common=common,
    )


def question(entry: Entry, title: Bilingual | None) -> Question:
    """One `[[page.<id>.questions]]`; the first of a page may be asked by the page's title."""
    entry.only(
        *("id", "kind", "label", "short", "hint", "missing", "required", "longest", "choices", "holds"),
        *("show_if", *_SPAN),
    )
    id_, kind = entry.text("id"), entry.choice("kind", get_args(QuestionKind))
    identified(entry, id_)
    label = entry.words("label", required=title is None) or title or Bilingual("")
    required = entry.truth("required", True)
    holds = entry.choice("holds", get_args(Holds), "person" if kind in PERSONAL else "case")
    if kind == "contact" and holds == "case":
        entry.note(
            "a way to reach somebody is held with the person.",
            "cedwir ffordd o gyrraedd rhywun gyda'r person.",
        )
    since, until = span(entry)
    return Question(
        id=id_,
        kind=cast(QuestionKind, kind),
        label=label,
        short=entry.words("short", required=False) or label,
        hint=entry.words("hint", required=False),
        missing=entry.words("missing", required=required),
        required=required,
        longest=_longest(entry, kind),
        choices=_choices(entry, kind),
        holds=cast(Holds, holds),
        show_if=tests(entry, "show_if"),
        since=since,
        until=until,
    )


def _longest(entry: Entry, kind: str) -> int:
    usual = _LONGEST.get(kind, 500)
    if "longest" in entry.content and kind not in _LONGEST:
        entry.note(f"'longest' means nothing for {kind}.", f"nid yw 'longest' yn golygu dim i {kind}.")
    found = entry.whole("longest", usual)
    if not 0 < found <= MOST:
        entry.note(f"'longest' must be from 1 to {MOST}.", f"rhaid i 'longest' fod o 1 i {MOST}.")
    return found


def _choices(entry: Entry, kind: str) -> tuple[Choice, ...]:
    rows = entry.entries("choices")
    if kind == "yes_no":
        return _yes_no(entry, rows)
    if kind in _WITH_CHOICES and len(rows) < 2:
        entry.note("give at least two choices.", "rhowch o leiaf ddau ddewis.")
    if rows and kind not in _WITH_CHOICES:
        entry.note(
            f"{kind} has no choices of its own; use choice or choices.",
            f"nid oes dewisiadau gan {kind}; defnyddiwch choice neu choices.",
        )
    return tuple(_choice(one, kind) for one in rows)


def _yes_no(entry: Entry, rows: list[Entry]) -> tuple[Choice, ...]:
    """Yes and no; a set gives their Welsh where the question is not answered by Ie and Na."""
    if not rows:
        return tuple(Choice(id_, label) for id_, label in YES_NO)
    found = tuple(_choice(one, "yes_no") for one in rows)
    if [one.id for one in found] != [id_ for id_, _ in YES_NO]:
        entry.note("the choices of yes_no are yes and no.", "dewisiadau yes_no yw yes a no.")
    return found


def _choice(entry: Entry, kind: str) -> Choice:
    entry.only("id", "label", "hint", "alone", *_SPAN)
    id_ = entry.text("id")
    identified(entry, id_)
    since, until = span(entry)
    alone = entry.truth("alone", False)
    if alone and kind != "choices":
        entry.note("'alone' is for choices only.", "mae 'alone' ar gyfer choices yn unig.")
    return Choice(id_, entry.words("label"), entry.words("hint", required=False), alone, since, until)


def ending(entry: Entry) -> Ending:
    """One `[[endings]]`; `after` is settled when the pages are known."""
    entry.only(
        *("id", "kind", "title", "text", "after", "when", "numbers", "link", "continue_ok", "safety"), *_SPAN
    )
    id_ = entry.text("id")
    identified(entry, id_)
    numbers, link = entry.texts("numbers"), _link(entry)
    if not numbers and link is None:
        entry.note("say where to turn: numbers, or a link.", "dywedwch ble i droi: numbers, neu link.")
    since, until = span(entry)
    return Ending(
        id=id_,
        kind=cast(EndingKind, entry.choice("kind", get_args(EndingKind))),
        title=entry.words("title"),
        text=paragraphs(entry, "text", required=True),
        after=entry.text("after", ""),
        when=tests(entry, "when"),
        numbers=numbers,
        link=link,
        continue_ok=entry.truth("continue_ok", False),
        safety=entry.truth("safety", False),
        since=since,
        until=until,
    )


def _link(entry: Entry) -> Link | None:
    if "link" not in entry.content:
        return None
    inside = Entry(entry.table("link"), f"{entry.where}.link", entry.faults)
    inside.only("href", "text")
    href = inside.text("href")
    if href and not href.startswith(("https://", "/")):
        inside.note(
            "'href' begins with https:// or with / for a page of ours.",
            "mae 'href' yn dechrau â https:// neu â / am un o'n tudalennau ni.",
        )
    return Link(href, inside.words("text"))


def version(entry: Entry) -> Version:
    """One `[[versions]]`."""
    entry.only("number", "from", "common", "reviewed_en", "reviewed_cy")
    starts = entry.day("from")
    if starts is None and "from" not in entry.content:
        entry.note("say from which day it holds.", "dywedwch o ba ddiwrnod y mae'n gymwys.")
    return Version(
        number=entry.whole("number"),
        starts=starts or date.min,
        common=entry.whole("common", 1),
        reviewed_en=_reviewed(entry, "reviewed_en"),
        reviewed_cy=_reviewed(entry, "reviewed_cy"),
    )


def upcasts(entry: Entry) -> dict[int, Upcast]:
    """Every `[[upcasts]]` by the version that it reads."""
    found: dict[int, Upcast] = {}
    for one in entry.entries("upcasts"):
        one.only("from", "renamed", "values")
        number, renamed, values = one.whole("from"), one.table("renamed"), one.table("values")
        texts = all(isinstance(name, str) for name in renamed.values())
        if not texts or not all(
            isinstance(row, dict) and all(isinstance(new, str) for new in row.values())
            for row in values.values()
        ):
            one.note(
                'renamed = { old = "new" }; values = { field = { old = "new" } }.',
                'renamed = { hen = "newydd" }; values = { maes = { hen = "newydd" } }.',
            )
            continue
        if number in found:
            one.note(f"version {number} is read twice.", f"darllenir fersiwn {number} ddwywaith.")
        found[number] = Upcast(dict(renamed), {name: dict(row) for name, row in values.items()})
    return found


def _reviewed(entry: Entry, key: str) -> str:
    value = entry.content.get(key)
    if value is False:
        return ""
    if isinstance(value, str) and value.strip():
        return value.strip()
    entry.note(
        f"'{key}' is false, or says who reviewed the words and when.",
        f"mae '{key}' yn false, neu'n dweud pwy a adolygodd y geiriau a phryd.",
    )
    return ""


def tests(entry: Entry, key: str) -> tuple[Test, ...]:
    """A list of conditions, all of which must hold."""
    return tuple(found for one in entry.entries(key) if (found := _test(one)) is not None)


def _test(entry: Entry) -> Test | None:
    entry.only("question", *_OPS)
    asked, ops = entry.text("question"), [op for op in _OPS if op in entry.content]
    if len(ops) != 1:
        entry.note("give one of is, includes, not.", "rhowch un o is, includes, not.")
        return None
    values = entry.texts(ops[0])
    if not values:
        entry.note(f"'{ops[0]}' lists at least one answer.", f"mae '{ops[0]}' yn rhestru o leiaf un ateb.")
    return Test(asked, cast(Op, ops[0]), values)


def paragraphs(entry: Entry, key: str, *, required: bool = False) -> Bilingual:
    """A text in both languages whose empty lines part it; a line break alone is a space."""
    plain = entry.words(key, required=required)
    value: Any = entry.content.get(key)
    if not plain:
        return plain
    found = Bilingual(_parted(value["en"]), _parted(value["cy"]))
    if found.count("\n\n") != found.cy.count("\n\n"):
        entry.note(
            f"'{key}' has not as many paragraphs in Welsh as in English.",
            f"nid oes gan '{key}' gynifer o baragraffau yn Gymraeg ag yn Saesneg.",
        )
    return found


def _parted(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))


def span(entry: Entry) -> tuple[int, int | None]:
    """From which version to which a thing is there."""
    since = entry.whole("since", 1)
    until = entry.whole("until") if "until" in entry.content else None
    if since < 1 or (until is not None and until < since):
        entry.note("'since' and 'until' are no span of versions.", "nid yw 'since' ac 'until' yn rhychwant.")
    return since, until


def identified(entry: Entry, id_: str) -> None:
    """Note an id that cannot be one."""
    if id_ and not ID.fullmatch(id_):
        entry.note(
            f"the id {id_!r} is not small letters, figures and _, 40 at most.",
            f"nid yw'r id {id_!r} yn llythrennau bach, ffigurau ac _, 40 ar y mwyaf.",
        )


def doubles(entry: Entry, what: Bilingual, ids: Collection[str]) -> None:
    """Note ids that are there twice."""
    listed = list(ids)
    for id_ in sorted({one for one in listed if one and listed.count(one) > 1}):
        entry.note(f"the {what} {id_!r} is there twice.", f"mae {what.cy} {id_!r} yno ddwywaith.")
