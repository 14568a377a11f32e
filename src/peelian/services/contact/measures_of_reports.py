"""What is counted of reports by the month in which they were opened or closed: who has them, whether they were answered.

- `officer_named`: of the reports opened in the month, those that somebody had taken or was given within 72 hours, so that
  their page showed a person and not only a team. A month is counted once 72 hours have passed after it.
- `reports_answered`: of the same, those that were answered within 72 hours; counted at the same time.
- `reports_online`: of the same, those that the person made here themselves; the others were taken by a call handler or
  came from a record system.
- `reports_reopened`: of the reports first closed in the month, those opened again within 28 days; counted once they have
  passed after it.

What was set aside as spam is no report: it is counted nowhere, and where it is brought back, as if it had never been.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from peelian.accounts.days import LONDON
from peelian.casework.cases import registry
from peelian.casework.cases.models import Case, CaseState
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.publish import Aggregate
from peelian.services.contact.holding.deciding import SPAM
from peelian.services.contact.months import end_of, within

SERVICE: Final = "contact"
GIVEN: Final = ("case.take", "case.assign")
ANSWERED: Final = ("case.answer",)
SOON: Final = timedelta(hours=72)
SETTLED: Final = timedelta(days=28)
"""How long after a closing, or a first answer, it still counts that the case opened again."""
OUTSIDE: Final = "outside"
OPENED: Final = "reports_opened"
CLOSED: Final = "reports_closed"

Key = tuple[str, bool, str]


def opened_reports(months: Sequence[str], as_of: datetime) -> Iterator[Aggregate]:
    """What is counted of the reports that were opened in the months."""
    opened: Counter[Key] = Counter()
    named: Counter[Key] = Counter()
    answered: Counter[Key] = Counter()
    online: Counter[Key] = Counter()
    for force, synthetic, month, at, by, given, answer in _opened(months).iterator(chunk_size=5000):
        key = (force, synthetic, f"{month:%Y-%m}")
        opened[key] += 1
        online[key] += by == OUTSIDE
        named[key] += _soon(given, at)
        answered[key] += _soon(answer, at)
    for key, count in sorted(opened.items()):
        yield _share("reports_online", OPENED, key, online[key], count)
        if end_of(key[2]) + SOON <= as_of:
            yield _share("officer_named", OPENED, key, named[key], count)
            yield _share("reports_answered", OPENED, key, answered[key], count)


def closed_reports(months: Sequence[str], as_of: datetime) -> Iterator[Aggregate]:
    """What is counted of the reports that were first closed in the months."""
    closed: Counter[Key] = Counter()
    again: Counter[Key] = Counter()
    for force, synthetic, month, reopened in _closed(months).iterator(chunk_size=5000):
        key = (force, synthetic, f"{month:%Y-%m}")
        closed[key] += 1
        again[key] += reopened
    for key, count in sorted(closed.items()):
        if end_of(key[2]) + SETTLED <= as_of:
            yield _share("reports_reopened", CLOSED, key, again[key], count)


def closing_states() -> frozenset[str]:
    """The states in which a report of this service is closed; no name is open in one kind and closed in another."""
    states = (one for kind in _kinds() for one in kind.states if one.klass == "closed")
    return frozenset(one.id for one in states) - {SPAM}


def _share(measure: str, base: str, key: Key, part: int, whole: int) -> Aggregate:
    force, synthetic, period = key
    return Aggregate(measure, base, force, period, part, whole, synthetic=synthetic)


def _kinds() -> list[Any]:
    return [kind for kind in registry.kinds() if kind.service == SERVICE]


def _opened(months: Sequence[str]) -> Any:
    """Force, whether it is made up, month, moment, who opened it, and the facts of its first giving and first answer."""
    entries = LedgerEntry.objects.filter(stream=OuterRef("uid")).order_by("seq").values("facts")
    opening = LedgerEntry.objects.filter(stream=OuterRef("uid"), seq=1).values("actor")
    kinds = [kind.id for kind in _kinds()]
    return (
        within(Case.objects.filter(kind__in=kinds).exclude(state=SPAM), "opened_at", months)
        .annotate(
            month=TruncMonth("opened_at", tzinfo=LONDON),
            by=Subquery(opening[:1]),
            given=Subquery(entries.filter(action__in=GIVEN)[:1]),
            answer=Subquery(entries.filter(action__in=ANSWERED)[:1]),
        )
        .values_list("opened_force", "synthetic", "month", "opened_at", "by", "given", "answer")
    )


def _closed(months: Sequence[str]) -> Any:
    """Force, whether it is made up, month of the first closing, and whether it soon opened again."""
    closing = closing_states()
    kinds = [kind.id for kind in _kinds()]
    of_case = CaseState.objects.filter(case=OuterRef("case"))
    before = of_case.filter(seq__lt=OuterRef("seq"), state__in=closing)
    after = of_case.filter(seq__gt=OuterRef("seq"), at__lte=OuterRef("at") + SETTLED).exclude(
        state__in=closing
    )
    return (
        within(
            CaseState.objects.filter(case__kind__in=kinds, state__in=closing).exclude(case__state=SPAM),
            "at",
            months,
        )
        .filter(~Exists(before))
        .annotate(month=TruncMonth("at", tzinfo=LONDON), reopened=Exists(after))
        .values_list("case__opened_force", "case__synthetic", "month", "reopened")
    )


def _soon(facts: str | None, opened: datetime) -> bool:
    """Whether the act with these facts came within 72 hours."""
    return facts is not None and datetime.fromisoformat(json.loads(facts)["as_of"]) - opened <= SOON
