"""Where a question stands, in the words that the person who asked reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from peelian.casework.cases import registry
from peelian.casework.cases.models import CaseState, PayloadVersion
from peelian.casework.cases.owning import answerable
from peelian.casework.cases.payloads import read
from peelian.casework.cases.references import shown
from peelian.casework.clocks.models import Clock
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads.door import SeenThread
from peelian.casework.threads.writing import ShownMessage, messages_of
from peelian.reference.problems import Bilingual
from peelian.services.contact.sent_files import SentFile, sent_files

PERSONAL: Final = frozenset({"owner", "cover"})
"""The steps of `answerable` by which one officer is named: theirs, or the one who covers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything on the page. `officer` is "" where nobody has the question yet: then the team answers."""

    reference: str
    told: Bilingual
    why: Bilingual | None
    officer: str
    covers: bool
    team: Bilingual
    route: str
    due: datetime | None
    late: bool
    closed: bool
    opened_at: datetime
    question: str = field(repr=False)
    place: str = field(repr=False)
    messages: tuple[ShownMessage, ...] = field(repr=False)
    files: tuple[SentFile, ...] = field(repr=False)


def standing_of(seen: SeenThread, as_of: datetime) -> Standing:
    """What the person sees of their case at `as_of`."""
    case = seen.case
    kind = registry.kind(case.kind)
    answers = _answers(seen)
    who = answerable(case, as_of)
    clock = (
        Clock.objects.filter(case=case, state__in=("running", "paused", "missed")).order_by("due_at").first()
    )
    return Standing(
        reference=shown(case.reference),
        told=kind.state(case.state).told,
        why=_why(seen),
        officer=who.user.name if who.user is not None and who.because in PERSONAL else "",
        covers=who.because == "cover",
        team=Bilingual(who.team.name_en, who.team.name_cy),
        route=who.team.contact_route,
        due=clock.due_at if clock else None,
        late=bool(clock and clock.state != "paused" and clock.due_at < as_of),
        closed=case.klass == "closed",
        opened_at=case.opened_at,
        question=answers.get("question", ""),
        place=answers.get("place", ""),
        messages=messages_of(seen),
        files=sent_files(seen),
    )


def _answers(seen: SeenThread) -> dict[str, str]:
    row = PayloadVersion.objects.filter(case=seen.case).select_related("case").order_by("-number").first()
    if row is None:
        return {}
    return read(registry.kind(seen.case.kind), row.schema, open_sealed(row, "sealed", seen))


def _why(seen: SeenThread) -> Bilingual | None:
    """The reason that was given for the state: why it was closed, or what is waited for."""
    row = CaseState.objects.filter(case=seen.case).order_by("-seq").first()
    if row is None or not row.reason_code:
        return None
    for each in registry.kind(seen.case.kind).transitions:
        if each.to == row.state and row.reason_code in each.reasons:
            return each.reasons[row.reason_code]
    return None
