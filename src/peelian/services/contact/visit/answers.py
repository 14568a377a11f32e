"""What somebody has typed so far, read from the fields of the page and written into the next one.

    visit = read(request.POST)                     # raises TooMuchSent
    visit.fields(but=page_fields)                  # the hidden fields of the next page

No cookie, session or row holds any of it, so nothing is left behind on a shared computer and nothing is found in a
store. Whatever a field holds was typed by somebody who may have changed the page: it is checked where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.http import QueryDict

from peelian.services.contact.numbers import is_number
from peelian.services.contact.problems import TooMuchSent
from peelian.services.contact.sets.asking import Typed
from peelian.services.contact.sets.model import Answers
from peelian.services.contact.visit.clean import clean

MOST_FIELDS: Final = 300
MOST_BYTES: Final = 200_000
PREFIX: Final = "q."
"""Before the name of a question's field, so that none is taken for a field of the frame."""
UNSEEN: Final = "web_page"
"""A field that no person sees: a program that fills in whatever it finds fills this in as well."""
_NAME: Final = re.compile(r"[a-z0-9_]{1,60}(\.[a-z0-9_]{1,60})?")
_WORD: Final = re.compile(r"[a-z0-9_.:-]{1,80}")


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """The fields of the frame as they came, and the answers. Empty (or 0) where nothing was chosen.

    `at`: the step that was shown. `seen`: pages that were answered, and `check` once everything was looked at. `again`:
    how often other words were asked for, by who gives no name. `began`: when the first page was given (`holding.shape`); `filled`:
    the field that no person sees was filled in.
    """

    number: str = ""
    emergency: str = ""
    set: str = ""
    version: int = 0
    at: str = ""
    seen: tuple[str, ...] = ()
    force: str = ""
    team: str = ""
    again: int = 0
    began: str = ""
    filled: bool = False
    answers: Answers = field(default_factory=dict)

    def but(self, **changed: object) -> Visit:
        """The same with other values."""
        return replace(self, **changed)  # type: ignore[arg-type]

    def answered(self, page: str) -> Visit:
        """The same, with this page among those that were answered."""
        return self if page in self.seen else self.but(seen=(*self.seen, page))

    def with_answer(self, name: str, *values: str) -> Visit:
        """The same with another answer."""
        return self.but(answers=Typed({**self.answers, name: values}))

    def fields(self, but: Container[str] = ()) -> list[tuple[str, str]]:
        """Names and values of everything that is filled in, without the fields `but`, which the page asks for."""
        frame = [
            ("number", self.number),
            ("emergency", self.emergency),
            ("set", self.set),
            ("version", str(self.version or "")),
            ("at", self.at),
            ("seen", " ".join(self.seen)),
            ("force", self.force),
            ("team", self.team),
            ("again", str(self.again or "")),
            ("began", self.began),
            ("filled", "1" if self.filled else ""),
        ]
        typed = [(PREFIX + name, value) for name, values in self.answers.items() for value in values]
        return [(name, value) for name, value in (*frame, *typed) if value and name not in but]


def read(posted: QueryDict) -> Visit:
    """The visit of a submitted page; fields that no page of ours has are left out. Raises TooMuchSent."""
    pairs = [(name, value) for name, values in posted.lists() for value in values]
    if len(pairs) > MOST_FIELDS or sum(_weight(text) for pair in pairs for text in pair) > MOST_BYTES:
        raise TooMuchSent
    number = posted.get("number", "")
    return Visit(
        number=number if is_number(number) else "",
        emergency=_word(posted, "emergency"),
        set=_word(posted, "set"),
        version=_whole(posted.get("version", "")),
        at=_word(posted, "at"),
        seen=tuple(dict.fromkeys(filter(_WORD.fullmatch, posted.get("seen", "").split())))[:MOST_FIELDS],
        force=_word(posted, "other_force") or _word(posted, "force"),
        team=_word(posted, "team"),
        again=_whole(posted.get("again", "")),
        began=_word(posted, "began"),
        filled=any(posted.get(name, "").strip() for name in (UNSEEN, "filled")),
        answers=_answers(posted),
    )


def _answers(posted: QueryDict) -> Mapping[str, tuple[str, ...]]:
    found = Typed()
    for name, values in posted.lists():
        own = name.removeprefix(PREFIX)
        if own == name or not _NAME.fullmatch(own):
            continue
        typed = tuple(dict.fromkeys(text for value in values if (text := clean(value))))
        if typed:
            found[own] = typed
    return found


def _word(posted: QueryDict, name: str) -> str:
    """A word that we wrote into the page, or chose; "" for anything else."""
    found = posted.get(name, "")
    return found if _WORD.fullmatch(found) else ""


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text, re.ASCII) else 0


def _weight(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
