"""A finding's texts as a page shows them: real minus signs, and full-time equivalents to one decimal.

The terminal and the downloads keep every digit and the plain "-" of the keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from peelian.plan.claims.rounding import shown, unit_word
from peelian.ui.formats import number
from peelian.ui.language import current

if TYPE_CHECKING:
    from peelian.plan.claims.finding import Finding, Reading, Step
    from peelian.plan.claims.verdicts import Words

_MINUS: Final = re.compile(r"(?<![\w–-])-(?=£?\d)|(?<= )-(?= )")
_LETTERS: Final = re.compile(r"[a-z]{2}")
FTE_PLACES: Final = 1
_TIMES: Final = {" * ": " × ", " / ": " ÷ "}


def signed(text: str) -> str:
    """The text with real minus signs before its figures; dates and words with hyphens stay."""
    return _MINUS.sub("−", text)


def told(pair: Words, finding: Finding) -> Words:
    """A text of the finding in both languages, as a page shows it."""
    return {lang: _plainly(text, finding, lang) for lang, text in pair.items()}


def step_words(step: Step) -> str:
    """A step's value in the page's language."""
    return signed(_one_decimal(step.value, step.unit, current()) or step.shown_words[current()])


def reading_words(reading: Reading, finding: Finding) -> str:
    """A reading's value in the page's language."""
    return told(reading.shown_words, finding)[current()]


def working_words(step: Step) -> Markup:
    """A step's sum with its numbers, as people write sums; on a Welsh page its English names are marked so."""
    text = step.working_words[current()] or step.expression
    for keyed, written in _TIMES.items():
        text = text.replace(keyed, written)
    total, sign, result = signed(text).rpartition(" = ")
    english = current() == "cy" and _LETTERS.search(total)
    marked = Markup('<span lang="en">{}</span>').format(total) if english else escape(total)
    return marked + sign + result


def _plainly(text: str, finding: Finding, lang: str) -> str:
    shorter = _shorter(finding, lang)
    if shorter:
        longest_first = sorted(shorter, key=len, reverse=True)
        text = re.sub(
            r"(?<![\d.,])(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)",
            lambda match: shorter[match[0]],
            text,
        )
    return signed(text)


def _shorter(finding: Finding, lang: str) -> dict[str, str]:
    """Each full-time equivalent of the finding as its texts have it, and as a page shows it."""
    return {
        shown(value, unit, lang): short
        for value, unit in _figures(finding)
        if (short := _one_decimal(value, unit, lang))
    }


def _figures(finding: Finding) -> Iterator[tuple[float | bool | None, str]]:
    yield from ((step.value, step.unit) for step in finding.steps)
    yield from ((one.value, "fte") for one in finding.readings if one.shown.endswith(" FTE"))


def _one_decimal(value: float | bool | None, unit: str, lang: str) -> str:
    if unit != "fte" or not isinstance(value, float):
        return ""
    return f"{number(value, FTE_PLACES)} {unit_word(unit, lang)}"
