"""What the readers of all registers share: the file's entries by id, each id once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from peelian.plan.commitments.shape import Entry, read_file
from peelian.plan.registers.problems import BadRegisterFile, UnknownEntry
from peelian.reference.problems import Bilingual
from peelian.reference.reading import hint

FOLDER: Final = Path(__file__).parent

One = TypeVar("One")


def register(path: Path, key: str, id_key: str, build: Callable[[Entry], One]) -> dict[str, One]:
    """The entries of the [[key]] tables of a TOML file by id, in the file's order. Raises BadRegisterFile."""
    return read_file(path, lambda table: entries(table, key, id_key, build), BadRegisterFile)


def entries(table: Entry, key: str, id_key: str, build: Callable[[Entry], One]) -> dict[str, One]:
    """The entries by id; an id that is there twice is a fault."""
    table.only(key)
    found: dict[str, One] = {}
    for one in table.entries(key):
        id_ = one.text(id_key)
        if id_ in found:
            one.note("twice_id", got=id_)
        found[id_] = build(one)
    return found


def entry(known: Mapping[str, One], text: str, called: Bilingual) -> One:
    """The entry with this id, whatever its case. Raises UnknownEntry with near ids."""
    wanted = text.strip()
    for id_ in (wanted, wanted.lower(), wanted.upper()):
        if id_ in known:
            return known[id_]
    raise UnknownEntry(register=called, text=text, hint=hint(text, known))
