"""The publications that the plan's entries cite: a register of their own, and the sources of the packaged figures.

A key such as "ADDER-148" is first looked for in citations.toml, then among the sources of the packaged figures, whose
ids are the same keys in small letters.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from peelian.plan.claims.verdicts import Words
from peelian.plan.commitments.shape import Entry
from peelian.plan.registers.reading import FOLDER, entry, register
from peelian.plan.registers.vocabulary import TRUST
from peelian.reference.problems import Bilingual

_CALLED: Final = Bilingual("citations", "dyfyniadau")
_DIGITS: Final = {"stated": 10, "month": 7, "assumed": 0}
"""How much of a packaged source's day is known: 2018-04-09, 2018-04, or nothing where it was assumed."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication. `exact` false: only the publisher's site is on record, not the page's own address."""

    key: str
    title: str
    publisher: str
    address: str = ""
    published: str = ""
    """The day, month or year of publication; "" where not known."""
    trust: str = "official"
    exact: bool = True
    note: Words = field(default_factory=dict)

    def trust_in(self, lang: str) -> str:
        return TRUST[self.trust][lang]


@cache
def citations() -> dict[str, Citation]:
    """The register's own citations by key. Raises BadRegisterFile."""
    return register(FOLDER / "citations.toml", "citations", "key", read_citation)


def citation(key: str) -> Citation:
    """The publication with this key, with the page's own address if either list has it. Raises UnknownEntry."""
    own, packaged = citations().get(key), _packaged().get(key.lower())
    if own and packaged and packaged.exact and not own.exact:
        published = own.published or packaged.published
        return replace(packaged, published=published, trust=own.trust, note=own.note)
    return own or packaged or entry(citations(), key, _CALLED)


def read_citation(table: Entry) -> Citation:
    """One [[citations]] table, its faults noted."""
    table.only("key", "title", "publisher", "address", "published", "trust", "exact", "note")
    return Citation(
        key=table.text("key", example='key = "BURG-NPCC"'),
        title=table.text("title"),
        publisher=table.text("publisher"),
        address=table.text("address", default=""),
        published=table.when("published", required=False),
        trust=table.choice("trust", TRUST, default="official"),
        exact=table.truth("exact") if table.has("exact") else True,
        note=table.words("note", required=False),
    )


@cache
def _packaged() -> dict[str, Citation]:
    """The sources of the packaged figures in the register's form, by their small-letter keys."""
    from peelian.reference import figures

    return {
        key: Citation(
            key=key.upper(),
            title=one.title,
            publisher=one.publisher,
            address=one.address,
            published=one.vintage.isoformat()[: _DIGITS[one.vintage_basis]],
            trust="press" if one.licence.startswith("Facts quoted") else "official",
            exact=one.address.rstrip("/").count("/") > 2,
        )
        for key, one in figures.citations().items()
    }
