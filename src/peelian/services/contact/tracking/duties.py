"""The clocks of a case in the words of whom they are owed to: met, late, paused, by when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import prefetch_related_objects

from peelian.casework.cases.kinds import Kind
from peelian.casework.cases.models import Case
from peelian.casework.cases.right_words import NO_CRIME
from peelian.casework.clocks import reckoning, state
from peelian.casework.clocks.models import Clock
from peelian.law import engine
from peelian.law.problems import LawProblem
from peelian.law.provision import STANDINGS
from peelian.reference.problems import Bilingual

OWED: Final = {
    "neighbourhood.reply": Bilingual("Answer your question", "Ateb eich cwestiwn"),
    "crime_recording.record": Bilingual(
        "Record a crime, or say why not", "Cofnodi trosedd, neu ddweud pam ddim"
    ),
    "victims_code.written_confirmation": Bilingual(
        "Confirm your report in writing", "Cadarnhau eich adroddiad yn ysgrifenedig"
    ),
    "victims_code.support_referral": Bilingual(
        "Pass you on to a service that supports victims", "Eich cyfeirio at wasanaeth sy'n cefnogi dioddefwyr"
    ),
    "victims_code.suspect_event": Bilingual(
        "Tell you what has happened in the investigation",
        "Dweud wrthych beth sydd wedi digwydd yn yr ymchwiliad",
    ),
    "victims_code.no_investigation": Bilingual(
        "Tell you why there is no investigation", "Dweud wrthych pam nad oes ymchwiliad"
    ),
    "victims_code.charge_decision": Bilingual(
        "Tell you what was decided, and why", "Dweud wrthych beth a benderfynwyd, a pham"
    ),
    "victims_code.court_outcome": Bilingual(
        "Tell you what the court decided", "Dweud wrthych beth a benderfynodd y llys"
    ),
}
"""What the provision owes, to the person themselves; another one is called as the law data calls it."""
PAUSED: Final = {
    "waiting_for_person": Bilingual("We need something from you", "Mae angen rhywbeth gennych arnom"),
    "person_asked_to_wait": Bilingual("You asked us to wait", "Gofynasoch inni aros"),
    "no_safe_way": Bilingual(
        "There is no safe way to reach you at present", "Nid oes ffordd ddiogel o'ch cyrraedd ar hyn o bryd"
    ),
}
MET_BY: Final = NO_CRIME | {"declined": Bilingual("You did not want it", "Nid oeddech am hynny")}
"""How a duty was met, where not by doing what its name says."""
ORDER: Final = ("late", "due_soon", "running", "paused", "met_late", "met", "cancelled")


@dataclass(frozen=True, slots=True)
class Duty:
    """One clock as the person reads it. `code`: `state.Code`; `why`: of a pause, of an end without the thing itself.

    `until`: when a paused one runs again by itself. `shorter`: its time is the one of enhanced rights. `binding`: what
    kind of rule sets the time; `unsure`: nobody has checked that rule yet; `computed`: it counts bank holidays that are
    not published yet.
    """

    what: Bilingual
    code: str
    words: Bilingual
    due: datetime
    done: datetime | None = None
    until: datetime | None = None
    why: Bilingual | None = None
    shorter: bool = False
    binding: Bilingual | None = None
    unsure: bool = True
    computed: bool = False


def duties_of(case: Case, kind: Kind, as_of: datetime) -> tuple[Duty, ...]:
    """Every clock of the case: what is late first, what is done last."""
    rows = list(Clock.objects.filter(case=case).order_by("started_at", "id"))
    for row in rows:
        row.case = case
    prefetch_related_objects(rows, "pauses")
    found = [_duty(row, kind, as_of) for row in rows]
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.code), one.due)))


def _duty(clock: Clock, kind: Kind, as_of: datetime) -> Duty:
    standing = state.standing(clock, as_of)
    binding, unsure, computed = _rule(clock, as_of)
    return Duty(
        what=OWED.get(clock.provision) or _title(clock.provision),
        code=standing.code,
        words=standing.words,
        due=clock.due_at,
        done=clock.ended_at,
        until=clock.paused_until if standing.code == "paused" else None,
        why=_why(clock, kind, standing.code),
        shorter=clock.enhanced_from is not None,
        binding=binding,
        unsure=unsure,
        computed=computed,
    )


def _rule(clock: Clock, as_of: datetime) -> tuple[Bilingual | None, bool, bool]:
    try:
        found = reckoning.reckoned(clock, clock.ended_at or as_of)
    except LawProblem:
        return None, True, False
    version = found.version
    return STANDINGS.get(version.standing), version.certainty != "sourced", found.due.computed


def _title(provision: str) -> Bilingual:
    found = engine.provisions().get(provision)
    return found.title if found else Bilingual("An answer", "Ateb")


def _why(clock: Clock, kind: Kind, code: str) -> Bilingual | None:
    """Why it stands still, or ended without what its name says."""
    if code == "paused":
        reason = next((one.reason_code for one in clock.pauses.all() if one.ends is None), "")
        return PAUSED.get(reason)
    if clock.ended_at is None or not clock.reason_code:
        return None
    own = {name: text for each in kind.transitions for name, text in each.reasons.items()}
    return MET_BY.get(clock.reason_code) or own.get(clock.reason_code)
