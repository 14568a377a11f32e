"""The part of the desk's page that says how urgent a case is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.desk import words as desk_words
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.names import names_of
from peelian.casework.desk.offering import can
from peelian.casework.desk.offers import Offer
from peelian.casework.desk.sections import Section
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import Opens
from peelian.reference.problems import Bilingual
from peelian.services.contact.models import Noticed, SentForm, Triage
from peelian.services.contact.risk.flagging import graded, rules_noticed
from peelian.services.contact.risk.grades import scheme_of
from peelian.services.contact.risk.model import Grade
from peelian.services.contact.risk.reading import book
from peelian.services.contact.risk.safeguarding import DECIDE, GO, undecided
from peelian.services.contact.risk.triage import TRIAGE

PAGE: Final = "desk-urgency"
TITLE: Final = Bilingual("How urgent", "Pa mor frys")
OFFER: Final = Offer(PAGE, Bilingual("Decide how urgent", "Penderfynu pa mor frys"))
CAUSES: Final = {
    "report": Bilingual("in the report", "yn yr adroddiad"),
    "message": Bilingual("when the person wrote", "pan ysgrifennodd y person"),
    "file": Bilingual("when a file came", "pan ddaeth ffeil"),
    "other_report": Bilingual("by another report", "oherwydd adroddiad arall"),
    "waiting": Bilingual("by the time that has passed", "oherwydd yr amser a aeth heibio"),
}
WORDS: Final = {
    "suggested": Bilingual(
        "Suggested by rule; nobody has decided yet", "Awgrymwyd gan reol; nid oes neb wedi penderfynu eto"
    ),
    "decided": Bilingual("Decided by", "Penderfynwyd gan"),
    "raised": Bilingual(
        "More urgent than was decided, by what was noticed since: decide again",
        "Yn fwy brys nag a benderfynwyd, oherwydd yr hyn y sylwyd arno ers hynny: penderfynwch eto",
    ),
    "news": Bilingual(
        "Something was noticed since: look again", "Sylwyd ar rywbeth ers hynny: edrychwch eto"
    ),
    "phone": Bilingual("Taken from a caller by telephone", "Cymerwyd gan alwr dros y ffôn"),
    "none": Bilingual("The rules noticed nothing.", "Ni sylwodd y rheolau ar ddim."),
    "new": Bilingual("Since the decision", "Ers y penderfyniad"),
    "read": Bilingual("To be read", "I'w ddarllen"),
    "child": Bilingual(
        "A child may be at risk. What is decided to protect them is recorded before anything else.",
        "Gall plentyn fod mewn perygl. Cofnodir yr hyn a benderfynir i'w amddiffyn cyn dim byd arall.",
    ),
    "unverified": Bilingual(
        "Nobody has verified this force's grades yet.", "Nid oes neb wedi gwirio graddau'r heddlu hwn eto."
    ),
    "unreviewed": Bilingual(
        "No police reader has reviewed the rules yet. They suggest; you decide.",
        "Nid oes darllenydd o'r heddlu wedi adolygu'r rheolau eto. Maent yn awgrymu; chi sy'n penderfynu.",
    ),
    "warning": Bilingual("Warning", "Rhybudd"),
    "why": Bilingual("What was noticed", "Beth y sylwyd arno"),
}


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """What one rule noticed, and when first. `level` None: a prompt to read. `new`: since the last decision."""

    letter: str
    title: Bilingual
    reason: Bilingual
    grade: Bilingual | None
    at: datetime
    cause: Bilingual
    new: bool


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a case stands. `decided`: the name of who decided, empty where nobody has."""

    grade: Grade
    decided: str = field(repr=False)
    decided_at: datetime | None
    reason: Bilingual | None
    raised: bool
    news: bool
    child: bool
    flags: tuple[ShownFlag, ...]
    verified: bool
    reviewed: bool
    by_phone: bool


def section(seen: SeenCase, now: datetime) -> Section | None:
    """The section, for a case of a kind of which rules say how urgent it is; for another one where somebody said so."""
    if not graded(seen.case) and not seen.case.priority:
        return None
    shown = urgency(seen.case, seen, now)
    return Section("urgency", TITLE, "contact/desk/urgency.html", {"urgency": shown, "said": WORDS})


def offers(actor: Actor, case: Case) -> Sequence[Offer]:
    """Deciding is offered on open cases of those kinds, to who may."""
    kind = kind_of(case)
    open_ = case.klass != "closed" and case.disposed_at is None
    return [OFFER] if kind and kind.graded and open_ and can(actor, case, kind, TRIAGE) else []


def urgency(case: Case, door: Opens, now: datetime) -> Urgency:
    """How urgent the case stands, with every reason. Four or five queries, however much was noticed."""
    row = Triage.objects.filter(case=case).first()
    scheme = scheme_of(case, now)
    try:
        held = rules_noticed(case, door)
    except KeyDestroyed:
        held = []
    decided = row.decided_seq if row is not None else None
    decision = scheme.grade(row.grade) if row is not None and row.grade else None
    level = row.level if row is not None else 4
    grade = decision if decision is not None and decision.level == level else scheme.of_level(level)
    since = [seen for seen, _ in held if decided is not None and seen.seq > decided]
    who = row.decided_by if row is not None else ""
    return Urgency(
        grade=grade,
        decided=names_of([who], now).who(who) if who else "",
        decided_at=row.decided_at if row is not None else None,
        reason=desk_words.URGENCY_REASONS.get(row.reason_code) if row is not None else None,
        raised=decision is not None and level < decision.level,
        news=bool(since),
        child=row is not None and undecided(case, row.safeguarding_seq),
        flags=_flags(held, decided, scheme),
        verified=grade.verified,
        reviewed=bool(book().reviewed),
        by_phone=SentForm.objects.filter(case=case, channel="phone").exists(),
    )


def _flags(
    held: Sequence[tuple[Noticed, tuple[str, ...]]], decided: int | None, scheme: Any
) -> tuple[ShownFlag, ...]:
    """Each rule once for each act in which it noticed something, the newest act first, in it the most urgent first."""
    found = []
    for seen, rules in reversed(held):
        for id_ in rules:
            rule = book().rules.get(id_)
            level = rule.level if rule else None
            found.append(
                ShownFlag(
                    letter=rule.letter if rule else "",
                    title=book().letters[rule.letter] if rule else Bilingual(""),
                    reason=rule.reason if rule else Bilingual(id_.replace("_", " ")),
                    grade=scheme.of_level(level).name if level else None,
                    at=seen.at,
                    cause=CAUSES[seen.cause],
                    new=decided is not None and seen.seq > decided,
                )
            )
    return tuple(found)


__all__ = ["DECIDE", "GO", "OFFER", "PAGE", "Urgency", "offers", "section", "urgency"]
