"""The store of PEELIAN_HOME for a command: the first time, it says what takes a few seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from peelian.facts.problems import FactsProblem

if TYPE_CHECKING:
    from peelian.facts.store import Store

_FIRST_TIME: Final = (
    "First use: loading the published figures into {where} ...",
    "Defnydd cyntaf: yn llwytho'r ffigurau cyhoeddedig i {where} ...",
)


class UnknownLanguage(FactsProblem):
    """`--lang` names a language that nothing here is written in."""

    code = "unknown-language"
    en = "There is no language {lang!r}. Use --lang en or --lang cy."
    cy = "Nid oes iaith {lang!r}. Defnyddiwch --lang en neu --lang cy."


def speaks(lang: str) -> None:
    """Raises UnknownLanguage unless `lang` is en or cy."""
    if lang not in ("en", "cy"):
        raise UnknownLanguage(lang=lang)


def prepared(lang: str) -> Store:
    """The store, with the published figures loaded if they were not; told on standard error."""
    from peelian.facts.home import home, prepare

    where = home()
    if not (where / "store" / "manifest.json").exists():
        sys.stderr.write(_FIRST_TIME[lang == "cy"].format(where=where) + "\n")
        sys.stderr.flush()
    return prepare(where)
