"""The language of the page being made: English, or Welsh under `/cy/`.

The address alone decides the language, so no cookie and no `Accept-Language` guess is needed and a page can be
cached by its path.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from peelian.ui.catalogue import catalogue

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = ("en", "cy")
WELSH_PREFIX = "/cy"

_current: ContextVar[Language] = ContextVar("peelian_language", default="en")


def current() -> Language:
    """The language that texts are written in now."""
    return _current.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Write every text inside the block in `language`."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def language_of(path: str) -> Language:
    """The language that an address asks for: `/cy` and all below it is Welsh."""
    return "cy" if path == WELSH_PREFIX or path.startswith(WELSH_PREFIX + "/") else "en"


def same_page(path: str, language: Language) -> str:
    """The address of the same page in `language`."""
    bare = path.removeprefix(WELSH_PREFIX) if language_of(path) == "cy" else path
    bare = bare or "/"
    return WELSH_PREFIX + bare if language == "cy" else bare


def gettext(text: str) -> str:
    """`text` in the current language; the English stands in for a missing entry (a test finds those)."""
    return catalogue(current()).gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The plural form for `count`; Welsh has six (dim, un, dau, tri, chwech, a'r lleill)."""
    return catalogue(current()).ngettext(singular, plural, count)


def has_unreviewed_texts(language: Language) -> bool:
    """Whether the frame's own texts in `language` hold entries that no reviewer has passed."""
    return catalogue(language).unreviewed > 0
