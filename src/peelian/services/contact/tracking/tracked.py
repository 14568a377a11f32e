"""Everything on the page of one's own report, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from peelian.casework.cases import registry
from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case, CaseState, PayloadVersion
from peelian.casework.cases.owning import answerable
from peelian.casework.cases.payloads import read
from peelian.casework.cases.references import shown
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.writing import ShownMessage, messages_of
from peelian.reference.problems import Bilingual
from peelian.services.contact.sent_files import SentFile, sent_files
from peelian.services.contact.tracking.duties import Duty, duties_of
from peelian.services.contact.tracking.reported import Said, reported
from peelian.services.contact.tracking.rights import Topic, topics_of

PERSONAL: Final = frozenset({"owner", "cover"})
"""The steps of `answerable` by which one officer is named: theirs, or the one who covers."""
_BY_TRANSITION: Final = ("reopen", "withdraw", "ask_review")
"""What the person may do where their kind of report has it from the state that it is in."""
_SAME_AS: Final = {"not_spam": "reopen"}
"""What is another act to us and the same to the person."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """`officer` is "" where nobody has it yet: then the team answers. `link`: what stands in the private address.

    `can`: what the person can do now: `reopen`, `withdraw`, `ask_review`.
    """

    reference: str
    link: str
    title: Bilingual
    told: Bilingual
    why: Bilingual | None
    officer: str
    covers: bool
    team: Bilingual
    route: str
    opened_at: datetime
    closed: bool
    language: str
    can: frozenset[str]
    duties: tuple[Duty, ...]
    topics: tuple[Topic, ...]
    said: tuple[Said, ...] = field(repr=False)
    messages: tuple[ShownMessage, ...] = field(repr=False)
    files: tuple[SentFile, ...] = field(repr=False)


def tracked(seen: SeenThread, as_of: datetime) -> Tracked:
    """What the person sees of their report at `as_of`."""
    case = seen.case
    kind = registry.kind(case.kind)
    who = answerable(case, as_of)
    return Tracked(
        reference=shown(case.reference),
        link=case.uid,
        title=kind.title,
        told=kind.state(case.state).told,
        why=why(case, kind),
        officer=who.user.name if who.user is not None and who.because in PERSONAL else "",
        covers=who.because == "cover",
        team=Bilingual(who.team.name_en, who.team.name_cy),
        route=who.team.contact_route,
        opened_at=case.opened_at,
        closed=case.klass == "closed",
        language=case.language,
        can=can(case, kind),
        duties=duties_of(case, kind, as_of),
        topics=topics_of(case, kind, as_of),
        said=_said(seen, kind),
        messages=messages_of(seen),
        files=sent_files(seen),
    )


def can(case: Case, kind: Kind) -> frozenset[str]:
    """What the person may do now; not what has to wait until somebody was made safe."""
    held = kind.guard(case) if kind.guard is not None else None
    names = {_SAME_AS.get(each.name, each.name) for each in kind.transitions_from(case.state)} & set(
        _BY_TRANSITION
    )
    return frozenset(names if held is None else names & held.allowed)


def why(case: Case, kind: Kind) -> Bilingual | None:
    """The reason for the state: of the change that led to it, or, where it is closed by our answer, of the one before."""
    reasons = {code: text for each in kind.transitions for code, text in each.reasons.items()}
    rows = CaseState.objects.filter(case=case).order_by("-seq").values_list("reason_code", flat=True)
    looked_at = list(rows[: 2 if case.klass == "closed" else 1])
    return next((reasons[code] for code in looked_at if code in reasons), None)


def _said(seen: SeenThread, kind: Kind) -> tuple[Said, ...]:
    row = PayloadVersion.objects.filter(case=seen.case).select_related("case").order_by("-number").first()
    if row is None:
        return ()
    return reported(kind.id, read(kind, row.schema, open_sealed(row, "sealed", seen)))
