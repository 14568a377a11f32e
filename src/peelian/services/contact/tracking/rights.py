"""The rights of somebody who was harmed by a crime, and how far each has come in their case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case, CaseParty, CaseRight
from peelian.casework.cases.right_words import GRANTED, REFUSED
from peelian.casework.cases.rights import rights_of
from peelian.reference.problems import Bilingual

VICTIMS: Final = "enhance"
"""The act of kinds whose people have the rights of the Victims' Code."""
Name = Literal["needs", "statement", "support", "review"]

SAID: Final[dict[tuple[str, str], Bilingual]] = {
    ("needs", "asked"): Bilingual(
        "You told us what you need. Somebody must decide whether you have enhanced rights.",
        "Dywedasoch wrthym beth sydd ei angen arnoch. Rhaid i rywun benderfynu a oes gennych hawliau uwch.",
    ),
    ("enhanced", "granted"): Bilingual(
        "You have enhanced rights: the police must tell you sooner what happens.",
        "Mae gennych hawliau uwch: rhaid i'r heddlu ddweud wrthych yn gynt beth sy'n digwydd.",
    ),
    ("enhanced", "refused"): Bilingual(
        "It was decided that enhanced rights do not apply. If something has changed, or was not taken into account, tell "
        "us again.",
        "Penderfynwyd nad yw hawliau uwch yn gymwys. Os oes rhywbeth wedi newid, neu os na chafodd ei ystyried, dywedwch "
        "wrthym eto.",
    ),
    ("statement", "asked"): Bilingual(
        "You asked to make a personal statement. The officer must tell you how.",
        "Gofynasoch am wneud datganiad personol. Rhaid i'r swyddog ddweud wrthych sut.",
    ),
    ("statement", "offered"): Bilingual(
        "The officer has offered you to make a personal statement. You can choose.",
        "Mae'r swyddog wedi cynnig ichi wneud datganiad personol. Chi sydd i ddewis.",
    ),
    ("statement", "taken"): Bilingual(
        "You have made a personal statement.", "Rydych wedi gwneud datganiad personol."
    ),
    ("statement", "declined"): Bilingual(
        "You did not want to make a personal statement. You can change your mind.",
        "Nid oeddech am wneud datganiad personol. Gallwch newid eich meddwl.",
    ),
    ("support", "asked"): Bilingual(
        "You asked for support. Somebody must pass you on to a service that supports victims.",
        "Gofynasoch am gymorth. Rhaid i rywun eich cyfeirio at wasanaeth sy'n cefnogi dioddefwyr.",
    ),
    ("support", "done"): Bilingual(
        "You were passed on to a service that supports victims.",
        "Cawsoch eich cyfeirio at wasanaeth sy'n cefnogi dioddefwyr.",
    ),
    ("support", "declined"): Bilingual(
        "You did not want to be passed on to a service that supports victims. You can change your mind.",
        "Nid oeddech am gael eich cyfeirio at wasanaeth sy'n cefnogi dioddefwyr. Gallwch newid eich meddwl.",
    ),
    ("review", "asked"): Bilingual(
        "You asked for the decision to be reviewed. We know of no time in law by which you must be answered, so no clock "
        "is shown here. We count the days from when you asked.",
        "Gofynasoch i'r penderfyniad gael ei adolygu. Ni wyddom am amser yn y gyfraith y mae'n rhaid eich ateb erbyn "
        "hynny, felly ni ddangosir cloc yma. Rydym yn cyfrif y dyddiau ers ichi ofyn.",
    ),
    ("review", "refused"): Bilingual(
        "The decision was reviewed and stays as it was. The reasons are in the messages.",
        "Adolygwyd y penderfyniad ac mae'n aros fel yr oedd. Mae'r rhesymau yn y negeseuon.",
    ),
    ("review", "granted"): Bilingual(
        "The decision was reviewed and changed. What happens now is in the messages.",
        "Adolygwyd y penderfyniad a'i newid. Mae'r hyn sy'n digwydd nawr yn y negeseuon.",
    ),
}
_AGAIN: Final = {"asked", "granted", "taken", "done"}
"""After these a right is not asked for once more."""
_TOPICS: Final[tuple[tuple[Name, tuple[str, ...]], ...]] = (
    ("needs", ("needs", "enhanced")),
    ("support", ("support",)),
    ("statement", ("statement",)),
    ("review", ("review",)),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """One right. `said` is None where nothing has happened yet; `can`: it can be asked for now; `days` since it was asked
    where no clock is known."""

    name: Name
    said: Bilingual | None = None
    why: Bilingual | None = None
    at: datetime | None = None
    can: bool = False
    days: int | None = None


def topics_of(case: Case, kind: Kind, as_of: datetime) -> tuple[Topic, ...]:
    """The rights to show. None where the case has no victim: a witness and a neighbour have others."""
    if VICTIMS not in kind.acts or not _has_victim(case, as_of):
        return ()
    steps = rights_of(case)
    review = any(each.name == "ask_review" for each in kind.transitions_from(case.state))
    found = []
    for name, rights in _TOPICS:
        last = next((one for one in reversed(steps) if one.right in rights), None)
        if name == "review":
            if last is not None or review:
                found.append(_topic(name, last, as_of, can=review))
        else:
            found.append(_topic(name, last, as_of, can=last is None or last.step not in _AGAIN))
    return tuple(found)


def _topic(name: Name, last: CaseRight | None, as_of: datetime, *, can: bool) -> Topic:
    if last is None:
        return Topic(name, can=can)
    waits = name == "review" and last.step == "asked"
    return Topic(
        name,
        SAID.get((last.right, last.step)),
        (GRANTED | REFUSED).get(last.reason_code) if last.right == "enhanced" else None,
        last.at,
        can,
        (as_of - last.at).days if waits else None,
    )


def _has_victim(case: Case, as_of: datetime) -> bool:
    rows = CaseParty.objects.filter(case=case, part="victim", starts__lte=as_of)
    return rows.exclude(ends__lte=as_of).exists()
