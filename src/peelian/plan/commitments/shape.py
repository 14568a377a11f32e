"""Taking the typed values of a commitment or a register's entry, gathering every fault: the table of claims, with dates."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from peelian.plan.claims.faults import Fault
from peelian.plan.claims.shape import Table, both_languages
from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.faults import EntryFault, entry_fault
from peelian.plan.problems import PlanProblem

LARGEST: Final = 2_000_000
_MONTH: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)

Read = TypeVar("Read")


class Entry(Table):
    """One table of a commitment or a register."""

    def note(self, code: str, **fields: object) -> None:
        """Add a fault at this table."""
        self.faults.append(EntryFault(code, self.where, fields))

    def entries(self, key: str, *, required: bool = False) -> "list[Entry]":
        """The tables of a list, each with a place such as milestones.2 or, with an id, events.taskforce-2018."""
        return [
            Entry(
                one.content,
                f"{key}.{one.content.get('id') or one.content.get('area') or number}",
                self.faults,
                False,
            )
            for number, one in enumerate(self.tables(key, required=required), start=1)
        ]

    def when(self, key: str, *, required: bool = True) -> str:
        """A day (a TOML date), or a month or a year as text: "2018-04-09", "2021-07", "2021"; "" if left out."""
        value = self.content.get(key)
        if value is None and not required:
            return ""
        if type(value) is date:
            return value.isoformat()
        if isinstance(value, str) and (_MONTH.fullmatch(value) or _is_day(value)):
            return value
        if value is None:
            self.note("missing", key=key, example=f"{key} = 2021-07-27")
        else:
            self.note("day", key=key, got=repr(value)[:40])
        return ""

    def required_day(self, key: str) -> date:
        """A TOML date that must be there."""
        if not self.has(key):
            self.note("missing", key=key, example=f"{key} = 2021-07-27")
        return self.day(key) or date.min

    def whole(self, key: str) -> int | None:
        """A whole number, if given."""
        value = self.content.get(key)
        if value is None or type(value) is int:
            return value
        self.note("number_whole", key=key, got=repr(value)[:40])
        return None

    def each_words(self, key: str) -> tuple[Words, ...]:
        """A list of texts, each in both languages; empty if not given."""
        found = []
        for one in self.entries(key):
            found.append(both_languages(one.content, key, one))
        return tuple(found)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def read_file(path: Path, build: Callable[[Entry], Read], problem: type[PlanProblem]) -> Read:
    """What `build` makes of a TOML file. Raises `problem` with every fault of the file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise problem(file=path.name, faults=[entry_fault("encoding")]) from None
    return read_text(text, path.name, build, problem)


def read_text(text: str, file: str, build: Callable[[Entry], Read], problem: type[PlanProblem]) -> Read:
    """What `build` makes of a TOML text; see read_file."""
    if len(text) > LARGEST:
        found = entry_fault("size", got=f"{len(text):,}", most=f"{LARGEST:,}")
        raise problem(file=file, faults=[found])
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise problem(file=file, faults=[entry_fault("toml", why=str(error)[:120])]) from None
    faults: list[Fault] = []
    made = build(Entry(content, "", faults, one_language=False))
    if faults:
        once = [one for place, one in enumerate(faults) if one not in faults[:place]]
        raise problem(file=file, faults=once)
    return made
