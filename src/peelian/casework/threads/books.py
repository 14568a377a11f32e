"""Reading the files of reviewed texts: what both answers and notices need."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from peelian.casework.threads.problems import BadBook
from peelian.reference.problems import Bilingual

DEFINITIONS: Final = Path(__file__).parent / "definitions"
_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


def load(file: Path) -> dict[str, Any]:
    """The file as a mapping. Raises BadBook."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadBook(file=file.name, faults=type(error).__name__) from None


def words_of(given: object) -> Bilingual | None:
    """`{ en = …, cy = … }` as a text in both languages; None where one is missing."""
    if not isinstance(given, Mapping):
        return None
    english, welsh = given.get("en"), given.get("cy")
    if not (isinstance(english, str) and isinstance(welsh, str) and english.strip() and welsh.strip()):
        return None
    return Bilingual(english.strip(), welsh.strip())


def in_language(text: Bilingual, language: str) -> str:
    """The text in `en` or `cy`."""
    return text.cy if language == "cy" else str(text)


def fields_of(text: Bilingual) -> set[str]:
    """The names in braces, of both languages."""
    return set(_FIELD.findall(str(text))) | set(_FIELD.findall(text.cy))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the named fields; braces within a value stay as they are."""
    return _FIELD.sub(lambda found: values.get(found.group(1), found.group(0)), text)


def stop_if(file: Path, faults: Iterable[str]) -> None:
    """Raise BadBook where there are faults."""
    found = list(faults)
    if found:
        raise BadBook(file=file.name, faults="; ".join(found))
