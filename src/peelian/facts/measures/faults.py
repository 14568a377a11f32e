"""Reading a table of a TOML file piece by piece, noting every fault instead of stopping at the first."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from peelian.facts.measures.model import Text


@dataclass(slots=True)
class Faults:
    """All faults of one file: where, what, and how to mend it."""

    lines: list[str] = field(default_factory=list)

    def add(self, where: str, what: str, mend: str) -> None:
        """Note one fault."""
        self.lines.append(f"  {where}: {what}. {mend}")


def near(text: str, known: Iterable[str]) -> str:
    """ " Did you mean 'x'?" with the nearest known word, or nothing."""
    found = difflib.get_close_matches(text, list(known), n=1, cutoff=0.5)
    return f" Did you mean {found[0]!r}?" if found else ""


class Section:
    """One table of the file. Every getter notes a fault and returns a harmless value when the entry is wrong."""

    def __init__(self, name: str, table: object, faults: Faults) -> None:
        self.name = name
        self.faults = faults
        self.table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
        self.seen: set[str] = set()
        if not isinstance(table, Mapping):
            faults.add(
                name or "the file",
                f"a table is expected, not {type(table).__name__}",
                "Write [name] above it",
            )

    def where(self, key: str) -> str:
        """The full name of an entry, for messages."""
        return f"{self.name}.{key}" if self.name else key

    def has(self, key: str) -> bool:
        return key in self.table

    def raw(self, key: str) -> Any:
        self.seen.add(key)
        return self.table.get(key)

    def fault(self, key: str, what: str, mend: str) -> None:
        self.faults.add(self.where(key), what, mend)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(
            key, "missing or empty" if value in (None, "") else "text is expected", f'Write {key} = "…"'
        )
        return ""

    def choice(self, key: str, known: Collection[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value and value not in known:
            self.fault(key, f"{value!r} is not known.{near(value, known)}", f"Use one of: {', '.join(known)}")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.fault(key, "a number is expected", f"Write {key} = 1")
        return 0

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.fault(key, "true or false is expected", f"Write {key} = true")
        return default

    def day(self, key: str, required: bool = True) -> date | None:
        value = self.raw(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None or required:
            self.fault(key, "a date is expected", f"Write {key} = 2026-11-21, without quotation marks")
        return None

    def words(self, key: str, required: bool = True) -> Text | None:
        """A text in both languages: `key.en` and `key.cy`."""
        if not self.has(key) and not required:
            return None
        table = self.raw(key)
        if not isinstance(table, Mapping):
            self.fault(key, "missing, or not in two languages", f'Write {key}.en = "…" and {key}.cy = "…"')
            return Text("", "")
        section = Section(self.where(key), table, self.faults)
        both = Text(section.text("en"), section.text("cy"))
        section.close()
        return both

    def names(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(key, "a list of texts is expected", f'Write {key} = ["…", "…"]')
        return ()

    def tables(self, key: str) -> list["Section"]:
        """The sections of an array of tables, `[[key]]`."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "a list of tables is expected", f"Write [[{key}]] with two brackets")
            return []
        return [
            Section(f"{self.where(key)}[{number}]", item, self.faults) for number, item in enumerate(value, 1)
        ]

    def close(self) -> None:
        """Note every entry that nobody asked for: most often a slip of the pen."""
        for key in self.table:
            if key not in self.seen:
                self.fault(key, f"unknown entry.{near(key, self.seen)}", "Remove or rename it")
