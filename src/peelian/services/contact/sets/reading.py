"""Reading `definitions/sets/*.toml` and `definitions/numbers.toml`: every fault of every file at once, or the sets.

sets()["burglary"].page("when")
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, cast

from peelian.law.shape import Entry
from peelian.reference.problems import Bilingual
from peelian.services.contact.sets import faults as whole
from peelian.services.contact.sets import shapes
from peelian.services.contact.sets.model import (
    Ending,
    HelpNumber,
    Page,
    QuestionSet,
    Regime,
    Test,
    Version,
)
from peelian.services.contact.sets.problems import SetFaulty, UnknownNumber, UnknownSet

FAMILIES: Final = ("crime", "concern", "behaviour", "property", "feedback", "question")
COMMON: Final = "_of_several"
_SET: Final = ("id", "family", "regime", "order", "offence", "online", "title", "short", "about", "pages")
_CHANGED: Final = ("title", "hint", "text", "show_if")
"""What a set may say differently on a common page."""


@cache
def sets() -> Mapping[str, QuestionSet]:
    """Every set by id, in the order of the list that a person chooses from. Raises SetFaulty."""
    return read(_definitions())


def set_(id_: str) -> QuestionSet:
    """The set called `id_`. Raises UnknownSet."""
    try:
        return sets()[id_]
    except KeyError:
        raise UnknownSet(set=id_) from None


@cache
def common_pages() -> Mapping[str, Page]:
    """The pages that sets share, by id. Raises SetFaulty."""
    found: list[Bilingual] = []
    pages, _ = _common(_definitions().joinpath("sets"), found)
    if found:
        raise SetFaulty(faults=found)
    return pages


@cache
def numbers() -> Mapping[str, HelpNumber]:
    """The telephone numbers by id. Raises SetFaulty."""
    found: list[Bilingual] = []
    read_ = _numbers(_definitions(), found)
    if found:
        raise SetFaulty(faults=found)
    return read_


def number(id_: str) -> HelpNumber:
    """The telephone number called `id_`. Raises UnknownNumber."""
    try:
        return numbers()[id_]
    except KeyError:
        raise UnknownNumber(number=id_) from None


def read(folder: Traversable) -> Mapping[str, QuestionSet]:
    """The sets of a folder like `definitions`. Raises SetFaulty with every fault of every file."""
    found: list[Bilingual] = []
    known = _numbers(folder, found)
    here = folder.joinpath("sets")
    common, versions = _common(here, found)
    named = sorted(each.name for each in here.iterdir() if each.name.endswith(".toml"))
    read_ = [
        _set(Entry(_document(here, name, found), name.removesuffix(".toml"), found), common, versions, known)
        for name in named
        if name != f"{COMMON}.toml"
    ]
    _orders(read_, found)
    if found:
        raise SetFaulty(faults=found)
    return {each.id: each for each in sorted(read_, key=lambda one: (one.order, one.id))}


def _set(
    entry: Entry, common: Mapping[str, Page], versions: Mapping[int, Version], known: Iterable[str]
) -> QuestionSet:
    entry.only(*_SET, "versions", "endings", "page", "upcasts")
    if (id_ := entry.text("id")) != entry.where:
        entry.note("'id' is not the name of the file.", "nid 'id' yw enw'r ffeil.")
    shapes.identified(entry, id_)
    online = entry.truth("online", True)
    pages = _pages(entry, common)
    endings = tuple(_placed(shapes.ending(one), pages) for one in entry.entries("endings"))
    own = tuple(map(shapes.version, entry.entries("versions", required=True)))
    made = QuestionSet(
        id=id_,
        family=entry.choice("family", FAMILIES, None if online else ""),
        regime=cast(Regime, entry.choice("regime", ("part3", "gdpr"))),
        order=entry.whole("order"),
        title=entry.words("title"),
        short=entry.words("short"),
        about=entry.words("about"),
        offence=entry.text("offence", ""),
        online=online,
        versions=tuple(_reviewed(entry, one, versions, pages) for one in own),
        pages=pages,
        endings=endings,
        upcasts=shapes.upcasts(entry),
    )
    whole.note_all(entry, made, known)
    return made


def _pages(entry: Entry, common: Mapping[str, Page]) -> tuple[Page, ...]:
    """The pages in the order of the set's list; common ones with what the set says differently."""
    tables, listed = entry.table("page"), entry.texts("pages")
    asked = {name.removeprefix("@") for name in listed if name.startswith("@")}
    found: dict[str, Page] = {}
    for id_ in tables:
        at = Entry(cast(dict[str, Any], tables[id_]), f"{entry.where}.page.{id_}", entry.faults)
        if not isinstance(tables[id_], dict):
            entry.note(f"page.{id_} is no table.", f"nid tabl yw page.{id_}.")
        elif id_ in asked and id_ in common:
            found[id_] = _changed(at, common[id_])
        elif id_ in listed:
            found[id_] = shapes.page(at, id_)
        else:
            at.note("'pages' does not list it.", "nid yw 'pages' yn ei rhestru.")
    pages = []
    for name in listed:
        id_ = name.removeprefix("@")
        page = found.get(id_) or (common.get(id_) if name.startswith("@") else None)
        if page is None:
            entry.note(f"'pages' lists {name!r}, which there is not.", f"mae 'pages' yn rhestru {name!r}.")
        else:
            pages.append(page)
    return _without_unasked(tuple(pages))


def _changed(entry: Entry, page: Page) -> Page:
    entry.only(*_CHANGED)
    given = entry.content
    title = entry.words("title") if "title" in given else page.title
    asked = tuple(
        replace(one, label=title, short=title if one.short == one.label else one.short)
        if one.label == page.title
        else one
        for one in page.questions
    )
    return replace(
        page,
        title=title,
        hint=entry.words("hint") if "hint" in given else page.hint,
        text=shapes.paragraphs(entry, "text") if "text" in given else page.text,
        show_if=shapes.tests(entry, "show_if") if "show_if" in given else page.show_if,
        questions=asked,
    )


def _without_unasked(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Common pages may say "not" of a question that this set does not ask; that always holds."""
    asked = {one.id for page in pages for one in page.questions}

    def kept(tests: tuple[Test, ...]) -> tuple[Test, ...]:
        return tuple(test for test in tests if test.op != "not" or test.question in asked)

    return tuple(
        replace(
            page,
            show_if=kept(page.show_if),
            questions=tuple(replace(one, show_if=kept(one.show_if)) for one in page.questions),
        )
        if page.common
        else page
        for page in pages
    )


def _placed(ending: Ending, pages: tuple[Page, ...]) -> Ending:
    """An ending with conditions comes after the last page that they ask about."""
    if ending.after or not ending.when:
        return ending
    tested = {test.question for test in ending.when}
    last = [page.id for page in pages if any(one.id in tested for one in page.questions)]
    return replace(ending, after=last[-1]) if last else ending


def _reviewed(
    entry: Entry, version: Version, versions: Mapping[int, Version], pages: tuple[Page, ...]
) -> Version:
    """A version is reviewed when its own words and those of the common pages are."""
    common = versions.get(version.common)
    if common is None:
        entry.note(
            f"version {version.number} names version {version.common} of the common pages, which there is not.",
            f"mae fersiwn {version.number} yn enwi fersiwn {version.common} o'r tudalennau cyffredin.",
        )
        return version
    if not any(page.common for page in pages):
        return version
    return replace(
        version,
        reviewed_en=version.reviewed_en if common.reviewed_en else "",
        reviewed_cy=version.reviewed_cy if common.reviewed_cy else "",
    )


def _common(here: Traversable, found: list[Bilingual]) -> tuple[dict[str, Page], dict[int, Version]]:
    entry = Entry(_document(here, f"{COMMON}.toml", found), COMMON, found)
    entry.only("versions", "page")
    versions = [shapes.version(one) for one in entry.entries("versions", required=True)]
    pages = {
        id_: shapes.page(Entry(content, f"{COMMON}.page.{id_}", found), id_, common=True)
        for id_, content in entry.table("page").items()
        if isinstance(content, dict)
    }
    return pages, {one.number: one for one in versions}


def _numbers(folder: Traversable, found: list[Bilingual]) -> dict[str, HelpNumber]:
    entry = Entry(_document(folder, "numbers.toml", found), "numbers", found)
    entry.only("numbers")
    rows = [_number(one) for one in entry.entries("numbers", required=True)]
    shapes.doubles(entry, Bilingual("number", "y rhif"), [row.id for row in rows])
    return {row.id: row for row in rows}


def _number(entry: Entry) -> HelpNumber:
    entry.only("id", "number", "title", "text", "href", "source", "verified")
    href = entry.text("href", "")
    if href and not href.startswith(("tel:", "sms:", "https://")):
        entry.note(
            "'href' begins with tel:, sms: or https://.", "mae 'href' yn dechrau â tel:, sms: neu https://."
        )
    return HelpNumber(
        id=entry.text("id"),
        number=entry.text("number"),
        title=entry.words("title"),
        text=entry.words("text", required=False),
        href=href,
        source=entry.text("source"),
        verified=entry.truth("verified", False),
    )


def _orders(read_: list[QuestionSet], found: list[Bilingual]) -> None:
    entry = Entry({}, "sets", found)
    shapes.doubles(entry, Bilingual("order", "y drefn"), [str(one.order) for one in read_])


def _document(folder: Traversable, name: str, found: list[Bilingual]) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        found.append(Bilingual(f"{name}: it is not there.", f"{name}: nid yw yno."))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found.append(Bilingual(f"{name}: it is not TOML: {error}", f"{name}: nid TOML mohono: {error}"))
    return {}


def _definitions() -> Traversable:
    return files("peelian.services.contact").joinpath("definitions")
