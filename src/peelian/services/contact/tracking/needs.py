"""The needs assessment: a few questions by which an officer decides whether somebody has enhanced rights, and what helps.

The grounds follow those of the Victims' Code (`casework.cases.right_words`). Nothing must be answered; something must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from peelian.reference.problems import Bilingual

LONGEST: Final = 3000
TITLE: Final = Bilingual("What I need", "Yr hyn sydd ei angen arnaf")
SAFE: Final = {
    "yes": Bilingual("Yes", "Ydw"),
    "sometimes": Bilingual("Not always", "Ddim bob amser"),
    "no": Bilingual("No", "Nac ydw"),
}
GROUNDS: Final = {
    "under_18": Bilingual("I am under 18", "Rwyf o dan 18 oed"),
    "again": Bilingual("This has happened to me more than once", "Mae hyn wedi digwydd imi fwy nag unwaith"),
    "afraid": Bilingual(
        "I am afraid of somebody who is part of this", "Mae arnaf ofn rhywun sy'n rhan o hyn"
    ),
    "close": Bilingual(
        "It was done by a partner, a former partner or somebody in my family",
        "Fe'i gwnaed gan bartner, cyn-bartner neu rywun yn fy nheulu",
    ),
    "who_i_am": Bilingual("It was done because of who I am", "Fe'i gwnaed oherwydd pwy ydwyf"),
    "sexual": Bilingual("It was sexual", "Roedd yn rhywiol"),
    "died": Bilingual("Somebody close to me died", "Bu farw rhywun agos ataf"),
    "health": Bilingual(
        "I am disabled, or ill in body or mind", "Rwy'n anabl, neu'n sâl o ran corff neu feddwl"
    ),
    "words": Bilingual(
        "I find it hard to understand or to explain things", "Rwy'n ei chael yn anodd deall neu egluro pethau"
    ),
}
HELP: Final = {
    "interpreter": Bilingual("An interpreter", "Cyfieithydd ar y pryd"),
    "sign": Bilingual("A sign language interpreter", "Dehonglydd iaith arwyddion"),
    "easy": Bilingual("Easy words or large print", "Geiriau hawdd neu brint bras"),
    "somebody": Bilingual(
        "Somebody with me when I speak to the police", "Rhywun gyda mi pan siaradaf â'r heddlu"
    ),
    "gender": Bilingual("An officer of a certain sex", "Swyddog o ryw penodol"),
}
ASKED: Final = {
    "safe": Bilingual("Do you feel safe now?", "Ydych chi'n teimlo'n ddiogel nawr?"),
    "grounds": Bilingual("Does any of this apply to you?", "A yw unrhyw un o'r rhain yn wir amdanoch?"),
    "help": Bilingual("What would help you?", "Beth fyddai'n eich helpu?"),
    "more": Bilingual(
        "Is there anything else that we should know?", "A oes rhywbeth arall y dylem ei wybod?"
    ),
}
_NOTHING: Final = Bilingual("Choose or write something", "Dewiswch neu ysgrifennwch rywbeth")
_LONG: Final = Bilingual(
    f"What you write must be {LONGEST:,} characters or fewer",
    f"Rhaid i'r hyn a ysgrifennwch fod yn {LONGEST:,} nod neu'n llai",
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What was ticked and written; only what was offered is taken."""

    safe: str = ""
    grounds: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    more: str = field(default="", repr=False)

    def pairs(self) -> list[tuple[str, str]]:
        """As hidden fields of a page."""
        ticked = [("grounds", one) for one in self.grounds] + [("help", one) for one in self.help]
        return [(name, value) for name, value in (("safe", self.safe), *ticked, ("more", self.more)) if value]


def chosen(safe: str, grounds: list[str], help_: list[str], more: str) -> Needs:
    """The form as it was sent, without what it does not offer."""
    return Needs(
        safe if safe in SAFE else "",
        tuple(one for one in GROUNDS if one in grounds),
        tuple(one for one in HELP if one in help_),
        more,
    )


def faults_of(needs: Needs) -> dict[str, Bilingual]:
    """What is wrong with it, by field."""
    if len(needs.more) > LONGEST:
        return {"more": _LONG}
    return {} if needs.pairs() else {"safe": _NOTHING}


def as_text(needs: Needs, language: str) -> str:
    """The message that the officer reads, in the language of the person."""
    lines: list[str] = [TITLE.said(language)]
    if needs.safe:
        lines += ["", ASKED["safe"].said(language), SAFE[needs.safe].said(language)]
    lists: tuple[tuple[str, tuple[str, ...], Mapping[str, Bilingual]], ...] = (
        ("grounds", needs.grounds, GROUNDS),
        ("help", needs.help, HELP),
    )
    for name, ticked, texts in lists:
        if ticked:
            lines += ["", ASKED[name].said(language), *(f"- {texts[one].said(language)}" for one in ticked)]
    if needs.more:
        lines += ["", ASKED["more"].said(language), needs.more]
    return "\n".join(lines)
