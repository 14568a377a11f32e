"""The files that somebody has sent with their question, and how far each has come, in the words that they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from peelian.casework.files.problems import FileRefused
from peelian.casework.files.serving import ShownFile, files_of
from peelian.casework.threads.door import SeenThread
from peelian.reference.problems import Bilingual

STATES: Final = {
    "receiving": Bilingual("being checked", "yn cael ei gwirio"),
    "held": Bilingual("kept; the team can open it", "wedi'i chadw; gall y tîm ei hagor"),
    "clean": Bilingual("kept; the team can open it", "wedi'i chadw; gall y tîm ei hagor"),
    "refused": Bilingual("not kept", "heb ei chadw"),
    "destroyed": Bilingual("deleted", "wedi'i dileu"),
}
_SHORT: Final = {
    "file-name": Bilingual(
        "Its name said that it was something else.", "Roedd ei henw'n dweud ei bod yn rhywbeth arall."
    ),
    "file-large": Bilingual("It was too large.", "Roedd yn rhy fawr."),
    "interrupted": Bilingual("It did not arrive whole.", "Ni chyrhaeddodd yn gyfan."),
}
"""Reasons whose own words hold what is told only when they happen, and the one that nobody is there to read."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """One line of the list. `name` is "" for what was not kept."""

    name: str = field(repr=False)
    title: Bilingual
    bytes: int
    state: Bilingual
    why: Bilingual | None
    at: datetime


def sent_files(seen: SeenThread) -> tuple[SentFile, ...]:
    """What the person sent, first to last; what officers added for themselves is not told."""
    files = files_of(seen, arriving=True)
    return tuple(_sent(one) for one in files if one.by == seen.actor.code)


def _sent(one: ShownFile) -> SentFile:
    why = why_refused(one.problem_code) if one.state == "refused" else None
    return SentFile(one.name, one.title, one.bytes, STATES[one.state], why, one.at)


def why_refused(code: str) -> Bilingual | None:
    """The reason in words; None for a code that nobody knows any more."""
    known = {each.code: Bilingual(each.en, each.cy) for each in FileRefused.__subclasses__()}
    return _SHORT.get(code) or known.get(code)
