"""Welsh texts that hold a publisher's English: the English is marked as such, for those who hear the page read out.

A note joins our own words, which have Welsh, with what a source says, which has none. The parts that are the same in the
English text and in the Welsh are the source's.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from peelian.ui.language import current

_PARTS: Final = re.compile(r"(?<=[.;:,])\s+")
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def mixed(en: object, cy: object) -> Markup:
    """One of two texts for the page; on a Welsh page what has no Welsh is marked as English."""
    if current() != "cy":
        return escape(str(en or ""))
    return Markup(" ").join(
        Markup('<span lang="en">{}</span>').format(text) if english else escape(text)
        for english, text in _spoken(str(en or ""), str(cy or en or ""))
    )


def english(text: str) -> Markup:
    """A text that has no Welsh at all."""
    return Markup('<span lang="en">{}</span>').format(text) if current() == "cy" else escape(text)


def own_words(en: object, cy: object) -> str:
    """The same for a place that cannot mark a language: on a Welsh page what has no Welsh is left out."""
    if current() != "cy":
        return str(en or "")
    return " ".join(text for english, text in _spoken(str(en or ""), str(cy or "")) if not english)


def _spoken(en: str, cy: str) -> list[tuple[bool, str]]:
    """The Welsh text in stretches of one language each: (English or not, text)."""
    shared = set(_PARTS.split(en))
    parts = [(part in shared and bool(_WORD.search(part)), part) for part in _PARTS.split(cy)]
    return [
        (english, " ".join(text for _, text in run))
        for english, run in groupby(parts, key=lambda one: one[0])
    ]
