"""Taking typed values out of a TOML table, gathering every fault instead of stopping at the first."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from peelian.plan.claims.faults import Fault, fault
from peelian.plan.claims.verdicts import Words
from peelian.reference.reading import hint

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_DIGITS: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,9})?", re.ASCII)
_CALLED: Final = {
    str: "text",
    bool: "true or false",
    dict: "a table",
    list: "a list of tables",
    date: "a date",
}


class Table:
    """One table of the file, where it lies, and the list that its faults go to."""

    def __init__(
        self, content: Mapping[str, Any], where: str, faults: list[Fault], one_language: bool
    ) -> None:
        self.content = content
        self.where = where
        self.faults = faults
        self.one_language = one_language

    def note(self, code: str, **fields: object) -> None:
        """Add a fault at this table."""
        self.faults.append(Fault(code, self.where, fields))

    def only(self, *known: str) -> None:
        """Fault every key that is not one of these."""
        for key in self.content:
            if key not in known:
                self.note("unknown_key", key=key, hint=hint(key, known), known=", ".join(known))

    def has(self, key: str) -> bool:
        return key in self.content

    def text(self, key: str, *, example: str = "", default: str | None = None) -> str:
        """A text that is not empty; `default` None makes it required."""
        value = self._typed(key, str, example or f'{key} = "..."', default)
        if isinstance(value, str) and not value.strip() and default is None:
            self.note("missing", key=key, example=example or f'{key} = "..."')
        return value if isinstance(value, str) else default or ""

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        """A text that is one of `known`."""
        listed = ", ".join(known)
        value = self.text(key, example=f"{key}, one of: {listed}", default=default)
        if value and value not in known:
            self.note("choice", key=key, got=value, known=listed, hint=hint(value, known))
        return value

    def name(self, key: str = "name") -> str:
        """A name for a step or a stated figure: small letters, digits and underscores."""
        value = self.text(key, example='name = "change"')
        if value and not _NAME.fullmatch(value):
            self.note("name", got=value[:40])
        return value

    def figure(self, key: str, *, required: bool = True) -> Decimal | None:
        """A figure written as text, so that the digits in which it was said are kept."""
        if not self.has(key):
            if required:
                self.note("missing", key=key, example=f'{key} = "-4.1"')
            return None
        value = self.content[key]
        if not isinstance(value, str) or not _DIGITS.fullmatch(value.strip()):
            self.note("number", key=key, got=value)
            return None
        try:
            return Decimal(value.strip())
        except InvalidOperation:  # pragma: no cover - the pattern above lets only digits through
            return None

    def day(self, key: str) -> date | None:
        """A TOML date, if given."""
        value = self.content.get(key)
        if value is None or type(value) is date:
            return value
        self.note("kind", key=key, wanted="a date such as 2018-04-09", got=repr(value)[:40])
        return None

    def truth(self, key: str) -> bool:
        return self._typed(key, bool, f"{key} = true", False) is True

    def words(self, key: str, *, required: bool = True) -> Words:
        """A text in both languages; one plain text will do in a claim of one's own."""
        if not self.has(key):
            if required:
                self.note("missing", key=key, example=f'[{key}] with en = "..." and cy = "..."')
            return {}
        value = self.content[key]
        if self.one_language and isinstance(value, str) and value.strip():
            return {"en": value, "cy": value}
        if not isinstance(value, dict):
            self.note("kind", key=key, wanted="a table with en and cy", got=_kind(value))
            return {}
        return both_languages(value, key, self)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty if not given."""
        value = self.content.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.note("kind", key=key, wanted="a list of texts", got=_kind(value))
        return ()

    def pairs(self, key: str) -> dict[str, str]:
        """A table of texts, empty if not given."""
        value = self.content.get(key, {})
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return dict(value)
        self.note("kind", key=key, wanted='a table of texts such as { fund = "nclcc" }', got=_kind(value))
        return {}

    def tables(self, key: str, *, required: bool = False) -> "list[Table]":
        """The tables of a list, each with a place such as steps[2] or, once named, steps.change."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.note("kind", key=key, wanted=f"a list of tables ([[{key}]])", got=_kind(value))
            return []
        if required and not value:
            self.note("empty", key=f"[[{key}]]")
        return [
            Table(item, f"{key}.{item.get('name') or number}", self.faults, self.one_language)
            for number, item in enumerate(value, start=1)
        ]

    def _typed(self, key: str, kind: type, example: str, default: Any) -> Any:
        if key not in self.content:
            if default is None:
                self.note("missing", key=key, example=example)
            return default
        value = self.content[key]
        if isinstance(value, kind):
            return value
        self.note("kind", key=key, wanted=_CALLED[kind], got=_kind(value))
        return default


def both_languages(value: Mapping[str, Any], key: str, table: Table) -> Words:
    """The texts of en and cy, or a fault for each that is missing."""
    for lang in value:
        if lang not in ("en", "cy"):
            table.note("unknown_key", key=f"{key}.{lang}", hint="", known="en, cy")
    words: Words = {}
    for lang in ("en", "cy"):
        text = value.get(lang)
        if isinstance(text, str) and text.strip():
            words[lang] = " ".join(text.split())
        elif not table.one_language or lang == "en":
            table.note("language", key=key, lang=lang)
    if table.one_language and "en" in words:
        words.setdefault("cy", words["en"])
    return words


def _kind(value: object) -> str:
    return _CALLED.get(type(value), f"the {type(value).__name__} {value!r}"[:40])


def file_fault(code: str, **fields: object) -> Fault:
    """A fault of the file as a whole."""
    return fault(code, "", **fields)
