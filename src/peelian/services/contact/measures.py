"""What this service counts for publication, by force and month. Numbers only.

- `questions_in_time`: of the replies that fell due in the month, those given in time. A cancelled clock is not counted.
- `questions_paused`: of the same, those whose clock stood still for a time.
- `first_answer`: questions first answered in the month, with percentiles of the hours from asking to that answer.
- `questions_reopened`: of the same, those where the person wrote back or asked to reopen within 28 days.
- `officer_named`, `reports_answered`, `reports_online`, `reports_reopened`: see `measures_of_reports`.
- for each of `DUTIES` to a victim or about a crime: `<name>_in_time` and `<name>_paused` as for questions, and `<name>_after`:
  those done in the month, with percentiles of the hours that it took. A crime counts as recorded in time where the reason
  why none is recorded was given in time; a referral where the victim said in time that they do not want it.

A figure belongs to the force that the question came to, whatever that force has become since, and to the month of
what it is about in London, so a month that is over (and settled, for reopening) does not change any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncMonth

from peelian.accounts.days import LONDON
from peelian.casework.clocks.models import Clock, ClockPause
from peelian.casework.publish import ALL_FORCES, Aggregate
from peelian.services.contact.holding.deciding import SPAM
from peelian.services.contact.kinds import GENERAL_QUESTION
from peelian.services.contact.measures_of_reports import SETTLED, closed_reports, opened_reports
from peelian.services.contact.months import end_of, within

CODE: Final = "neighbourhood.reply"
QUESTIONS: Final = (GENERAL_QUESTION, "question")
"""The form of before, and the question set that takes its place."""
DUTIES: Final = {
    "victims_code.written_confirmation": "report_confirmed",
    "crime_recording.record": "crime_recorded",
    "victims_code.support_referral": "support_referred",
    "victims_code.suspect_event": "suspect_news_told",
    "victims_code.no_investigation": "no_investigation_told",
    "victims_code.charge_decision": "decision_told",
    "victims_code.court_outcome": "court_outcome_told",
}
"""Provision -> the name of its measures."""
SHARES: Final = (0.5, 0.9, 0.99)
_DUE: Final = ("met", "met_late", "missed", "running", "paused")


def counts(months: Sequence[str], as_of: datetime) -> Iterable[Aggregate]:
    """Every aggregate of the months."""
    yield from _in_time(_clocks(), "questions", "replies_due", months)
    yield from _first_answers(months, as_of)
    yield from opened_reports(months, as_of)
    yield from closed_reports(months, as_of)
    for provision, name in DUTIES.items():
        rows = Clock.objects.filter(code=provision).exclude(case__state=SPAM)
        yield from _in_time(rows, name, f"{name}_due", months)
        yield from _done_after(rows, f"{name}_after", f"{name}_done", months)


# --- in time --------------------------------------------------------------------------------------------
def _in_time(clocks: Any, name: str, base: str, months: Sequence[str]) -> Iterator[Aggregate]:
    stood_still = Exists(ClockPause.objects.filter(clock=OuterRef("pk")))
    rows = (
        within(clocks.filter(state__in=_DUE), "due_at", months)
        .annotate(month=TruncMonth("due_at", tzinfo=LONDON), stood_still=stood_still)
        .values("case__opened_force", "case__synthetic", "month")
        .annotate(
            due=Count("pk"),
            met=Count("pk", filter=Q(state="met")),
            paused=Count("pk", filter=Q(stood_still=True)),
        )
    )
    for row in rows:
        where = _where(row)
        yield Aggregate(f"{name}_in_time", base, numerator=row["met"], denominator=row["due"], **where)
        yield Aggregate(f"{name}_paused", base, numerator=row["paused"], denominator=row["due"], **where)


def _done_after(clocks: Any, measure: str, base: str, months: Sequence[str]) -> Iterator[Aggregate]:
    """How long what was done in the month had taken, pauses counted in."""
    rows = (
        within(clocks.filter(state__in=("met", "met_late")), "ended_at", months)
        .annotate(month=TruncMonth("ended_at", tzinfo=LONDON))
        .values_list("case__opened_force", "case__synthetic", "month", "started_at", "ended_at")
    )
    hours: dict[tuple[str, bool, str], list[float]] = defaultdict(list)
    for force, synthetic, month, began, done in rows.iterator(chunk_size=5000):
        hours[force, synthetic, f"{month:%Y-%m}"].append((done - began).total_seconds() / 3600)
    yield from _with_tails(hours, measure, base)


# --- first answers --------------------------------------------------------------------------------------
def _first_answers(months: Sequence[str], as_of: datetime) -> Iterator[Aggregate]:
    first = _clocks().filter(started_at=F("case__opened_at"), state__in=("met", "met_late"))
    later = Clock.objects.filter(
        case=OuterRef("case"),
        code=CODE,
        started_at__gt=OuterRef("ended_at"),
        started_at__lte=OuterRef("ended_at") + SETTLED,
    )
    rows = (
        within(first, "ended_at", months)
        .annotate(month=TruncMonth("ended_at", tzinfo=LONDON), reopened=Exists(later))
        .values_list("case__opened_force", "case__synthetic", "month", "started_at", "ended_at", "reopened")
    )
    hours: dict[tuple[str, bool, str], list[float]] = defaultdict(list)
    again: dict[tuple[str, bool, str], int] = defaultdict(int)
    for force, synthetic, month, asked, answered, reopened in rows.iterator(chunk_size=5000):
        key = (force, synthetic, f"{month:%Y-%m}")
        hours[key].append((answered - asked).total_seconds() / 3600)
        again[key] += reopened
    yield from _with_tails(hours, "first_answer", "first_answers")
    for key, values in sorted(hours.items()):
        if end_of(key[2]) + SETTLED <= as_of:
            yield Aggregate(
                "questions_reopened",
                "first_answers",
                key[0],
                key[2],
                again[key],
                len(values),
                synthetic=key[1],
            )


def _with_tails(
    hours: dict[tuple[str, bool, str], list[float]], measure: str, base: str
) -> Iterator[Aggregate]:
    together: dict[tuple[str, bool, str], list[float]] = defaultdict(list)
    for (force, synthetic, month), values in sorted(hours.items()):
        together[ALL_FORCES, synthetic, month] += values
        yield _tails(measure, base, (force, synthetic, month), values)
    for key, values in sorted(together.items()):
        yield _tails(measure, base, key, values)


def _tails(measure: str, base: str, key: tuple[str, bool, str], values: list[float]) -> Aggregate:
    force, synthetic, month = key
    tails = {share: percentile(values, share) for share in SHARES}
    count = len(values)
    return Aggregate(measure, base, force, month, count, count, tails, "hours", synthetic)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def _clocks() -> Any:
    return Clock.objects.filter(case__kind__in=QUESTIONS, code=CODE).exclude(case__state=SPAM)


def _where(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "force": row["case__opened_force"],
        "period": f"{row['month']:%Y-%m}",
        "synthetic": row["case__synthetic"],
    }
