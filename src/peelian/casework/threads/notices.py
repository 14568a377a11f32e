"""The reviewed words that leave Peelian: definitions/notices.toml, held free of words about crime as it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from peelian.casework.threads.books import (
    DEFINITIONS,
    fields_of,
    filled,
    in_language,
    load,
    stop_if,
    words_of,
)
from peelian.casework.threads.models import PURPOSES
from peelian.reference.problems import Bilingual

FILE: Final = DEFINITIONS / "notices.toml"
TONES: Final = ("plain", "neutral")
PARTS: Final = ("subject", "email", "sms")
SMS_AT_MOST: Final = 160
_FIELDS: Final = {"plain": {"reference", "page"}, "neutral": set()}


@dataclass(frozen=True, slots=True)
class Notice:
    """What goes out; `name` is what a sending keeps: `message.neutral@1`."""

    name: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Book:
    """Every notice: (purpose, tone, part) -> text in both languages."""

    version: int
    texts: dict[tuple[str, str, str], Bilingual]


def notice(*, purpose: str, neutral: bool, channel: str, language: str, reference: str, page: str) -> Notice:
    """The notice for a channel (`email`, `sms`). `language`: `en`, `cy`, or anything else for both."""
    tone = "neutral" if neutral else "plain"
    values = {"reference": reference, "page": page}

    def said(part: str, between: str) -> str:
        text = book().texts[purpose, tone, part]
        chosen = [language] if language in ("en", "cy") else ["en", "cy"]
        return between.join(filled(in_language(text, one), values) for one in chosen)

    return Notice(
        f"{purpose}.{tone}@{book().version}",
        said("subject", " / "),
        said(channel, "\n\n" if channel == "email" else "\n"),
    )


@cache
def book() -> Book:
    """The packaged notices. Raises BadBook with every fault."""
    return read(FILE)


def read(file: Path) -> Book:
    """The notices of a file. Raises BadBook with every fault."""
    given = load(file)
    stop_if(file, _faults(given))
    texts = {
        (purpose, tone, part): words_of(given[purpose][tone][part]) or Bilingual("")
        for purpose in PURPOSES
        for tone in TONES
        for part in PARTS
    }
    return Book(given["version"], texts)


def _faults(given: dict[str, Any]) -> list[str]:
    faults = []
    if not isinstance(given.get("version"), int):
        faults.append("it has no version")
    if not given.get("reviewed_by") or not isinstance(given.get("reviewed_on"), date):
        faults.append("nobody has reviewed it")
    never = given.get("never", {})
    if not never.get("en") or not never.get("cy"):
        faults.append("it does not list the words that are never said")
    for purpose in PURPOSES:
        for tone in TONES:
            for part in PARTS:
                text = words_of(given.get(purpose, {}).get(tone, {}).get(part))
                faults += [f"{purpose}.{tone}.{part}: {why}" for why in _text_faults(text, tone, part, never)]
    return faults


def _text_faults(text: Bilingual | None, tone: str, part: str, never: dict[str, list[str]]) -> list[str]:
    if text is None:
        return ["it is not in English and Welsh"]
    faults = []
    for language, said in (("en", str(text)), ("cy", text.cy)):
        faults += [f"it says “{word}”" for word in never.get(language, ()) if says(said, word)]
        if part == "sms" and len(said) > SMS_AT_MOST:
            faults.append("it is longer than a text message")
        if part == "subject" and "\n" in said:
            faults.append("its subject has two lines")
    if fields_of(text) - _FIELDS[tone]:
        faults.append("it has fields that this tone may not have")
    return faults


def says(text: str, word: str) -> bool:
    """Whether the word, or one that begins with it, stands in the text."""
    return re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) is not None
