"""Reading and compiling the Welsh catalogue.

The `.po` file is the only source. An entry flagged `unreviewed` is used, and counted, so that each page can say so.
The compiled `.mo` carries that count too; without a fresh `.mo` the `.po` is compiled in memory.
"""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

DOMAIN = "peelian"
LOCALE = Path(__file__).parent / "locale"
UNREVIEWED_FLAG = "unreviewed"
_COUNT = "(unreviewed entries)"


class Texts:
    """One language's texts. `unreviewed` is the number of entries in use that nobody has reviewed."""

    def __init__(self, translations: NullTranslations, unreviewed: int) -> None:
        self._translations = translations
        self.unreviewed = unreviewed

    def gettext(self, text: str) -> str:
        return self._translations.gettext(text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self._translations.ngettext(singular, plural, count)


def po_file(language: str) -> Path:
    """Where a language's reviewed source lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The `.po` file as Babel's catalogue."""
    from babel.messages.pofile import read_po

    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(language: str) -> bytes:
    """The `.mo` of a language, with the number of unreviewed entries as one more entry."""
    from babel.messages.mofile import write_mo

    entries = read(language)
    unreviewed = sum(UNREVIEWED_FLAG in message.flags for message in entries if message.id)
    entries.add(_COUNT, str(unreviewed))
    out = io.BytesIO()
    write_mo(out, entries)
    return out.getvalue()


def compile_all() -> list[Path]:
    """Write a `.mo` beside every `.po`; the wheel carries them."""
    written = []
    for source in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(source.parent.parent.name))
        written.append(target)
    return written


@cache
def catalogue(language: str) -> Texts:
    """The texts of a language, read once in a process. English needs none: its texts are the keys."""
    source = po_file(language)
    if not source.exists():
        return Texts(NullTranslations(), 0)
    target = source.with_suffix(".mo")
    fresh = target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns
    content = target.read_bytes() if fresh else compiled(language)
    translations = GNUTranslations(io.BytesIO(content))
    return Texts(translations, int(translations.gettext(_COUNT)))
