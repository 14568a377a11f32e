"""Find every text of the pages: `python -m peelian.ui.extraction` brings the Welsh catalogue up to date.

New texts arrive empty and flagged `unreviewed`; texts that no page uses any more leave. A test fails while any entry
is empty. A reviewer takes the flag off.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peelian.ui.catalogue import DOMAIN, UNREVIEWED_FLAG, po_file, read
from peelian.ui.environment import template_folders

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
# `silent` would leave out every text of a template that uses a tag the extractor does not know.
JINJA = {"trimmed": "true", "newstyle_gettext": "true", "extensions": "jinja2.ext.do", "silent": "false"}


_HEADER = """\
# The Welsh texts of Peelian's pages. `python -m peelian.ui.extraction` keeps the list of texts up to date.
# An entry flagged `unreviewed` is in use and has not been checked by anybody who speaks Welsh well.
# Take the flag off when you have checked it. While any is left, every Welsh page says so.
#"""


_IDLE = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-Msgid", "POT-", "PO-Rev", "Last-T", "Language-Team", "Generated-By")
)


def texts() -> Catalog:
    """Every text in the templates and the Python of the rooms with pages."""
    from babel.messages.catalog import Catalog

    found = Catalog(domain=DOMAIN, project="Peelian", charset="utf-8")
    for file, message in _messages():
        found.add(message, locations=[(file, 0)])
    return found


def update(language: str = "cy") -> Catalog:
    """The catalogue of `language` with exactly today's texts, kept translations and new empty entries."""
    from babel.messages.catalog import Catalog

    kept = read(language) if po_file(language).exists() else Catalog(locale=language)
    new = Catalog(locale=language, domain=DOMAIN, charset="utf-8", fuzzy=False, header_comment=_HEADER)
    for message in texts():
        if not message.id:
            continue
        before = kept.get(message.id)
        flags = set(before.flags) - {"python-format", "fuzzy"} if before else {UNREVIEWED_FLAG}
        new.add(message.id, before.string if before else None, locations=message.locations, flags=flags)
    return new


def write(catalog: Catalog, language: str = "cy") -> Path:
    """Write the `.po`, sorted by text and without line numbers, so that a change shows only what changed."""
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    target = po_file(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Names and times in the header would change with every run and say nothing.
    target.write_text("".join(line for line in lines if not line.startswith(_IDLE)), encoding="utf-8")
    return target


def _messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    from babel.messages.extract import extract_from_file

    for folder in template_folders():
        room = folder.parent
        for path in sorted(folder.rglob("*.html")):
            for _line, message, _comments, _context in extract_from_file(
                "jinja2.ext:babel_extract", path, keywords=KEYWORDS, options=JINJA
            ):
                yield (path.relative_to(room.parent).as_posix(), message)
        for path in sorted(room.rglob("*.py")):
            for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                yield (path.relative_to(room.parent).as_posix(), message)


def main() -> int:
    """Bring the Welsh catalogue up to date and count what is missing."""
    catalog = update()
    missing = sum(1 for message in catalog if message.id and not _translated(message.string))
    print(f"{write(catalog).name}: {len(catalog)} texts, {missing} without Welsh")  # noqa: T201
    return 0


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
