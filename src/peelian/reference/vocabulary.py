"""A published vocabulary: terms with the words that files use for them, in both languages.

Each table names its source on every row. The Welsh is ours and nobody has reviewed it (`problems.WELSH_REVIEWED`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from peelian.reference.problems import UnknownTerm
from peelian.reference.reading import hint, maybe_date, plain, table


@dataclass(frozen=True, slots=True)
class Term:
    """One term. `name` is the publisher's own wording; `group` is the wider class that the module explains."""

    id: str
    name: str
    name_cy: str
    group: str
    starts: date | None
    ends: date | None
    aliases: tuple[str, ...]
    note: str
    source: str


class Vocabulary(Mapping[str, Term]):
    """Terms by id, in the publisher's order; `find` takes any wording that the files use."""

    def __init__(self, name: str, terms: dict[str, Term]) -> None:
        self.name = name
        self._terms = terms
        self._words: dict[str, Term] = {}
        for term in terms.values():
            for word in (term.id, term.name, *term.aliases):
                self._words.setdefault(plain(word), term)

    def __getitem__(self, id: str) -> Term:
        return self._terms[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, text: str) -> Term:
        """The term that `text` means, in any case, spacing or dash; raises `UnknownTerm`."""
        found = self.find_or_none(text)
        if found is None:
            near = hint(text, (term.name for term in self._terms.values()))
            raise UnknownTerm(text=text, vocabulary=self.name, hint=near)
        return found

    def find_or_none(self, text: str) -> Term | None:
        """As `find`, for readers that keep an unknown word as it is."""
        return self._words.get(plain(text))


@cache
def vocabulary(name: str) -> Vocabulary:
    """The packaged vocabulary of that name (a file of `reference/tables`)."""
    return Vocabulary(name, {row["id"]: _term(row) for row in table(name)})


def _term(row: dict[str, str]) -> Term:
    return Term(
        id=row["id"],
        name=row["name"],
        name_cy=row["name_cy"],
        group=row["group"],
        starts=maybe_date(row["starts"]),
        ends=maybe_date(row["ends"]),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        note=row["note"],
        source=row["source"],
    )
