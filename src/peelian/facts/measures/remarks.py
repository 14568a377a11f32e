"""What publishers remark on a figure, as sentences for a reader: in Welsh where it is known, codes never."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from peelian.facts.measures.model import Text

#: A publisher's code for a state. Where the state itself says all of it, the remark is left out.
_STATUS = re.compile(r"status (\w+) as published", re.I)
_TOLD_BY_STATE = ("a", "p", "u", "c", "x", "m")


def remarks(notes: Iterable[str]) -> tuple[Text, ...]:
    """The remarks of a figure's rows, each once, in order of writing."""
    written = sorted({note.strip() for note in notes if note and note.strip()})
    if not written:
        return ()
    return tuple(dict.fromkeys(text for note in written if (text := _sentence(note)) is not None))


def _sentence(note: str) -> Text | None:
    status = _STATUS.fullmatch(note.removesuffix("."))
    if status is not None:
        return None if status[1].lower() in _TOLD_BY_STATE else _marked(status[1])
    known = _known().get(note)
    if known is not None:
        return known
    sentence = note[0].upper() + note[1:] + ("" if note[-1] in ".!?" else ".")
    return Text(sentence, sentence)


def _marked(code: str) -> Text:
    if code.lower() == "r":
        return Text("Revised by the publisher.", "Diwygiwyd gan y cyhoeddwr.")
    return Text(f"Marked “{code}” by the publisher.", f"Nodwyd “{code}” gan y cyhoeddwr.")


@cache
def _known() -> dict[str, Text]:
    text = (files(__package__) / "remarks.toml").read_text(encoding="utf-8")
    return {
        written: Text(row["en"], row["cy"])
        for row in tomllib.loads(text)["remark"]
        for written in row["as_written"]
    }
