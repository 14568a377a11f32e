"""Whether a report is held for a look, decided before it is opened; and holding it, in the act that opens it.

why = reasons(asked.id, force, noticed, shape, as_of=now)       # () for nearly all; two short counts at most
…, also=lambda act, people: keep(act, why, shape)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from peelian.accounts.days import day_of
from peelian.casework.cases.act import Act
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import HELD
from peelian.casework.ledger.inserting import insert
from peelian.casework.ledger.selecting import count_since
from peelian.services.contact.holding.rules import EMPTY_FIELD, RATE, SAME_TEXT, TOO_QUICK, Rule, book
from peelian.services.contact.holding.shape import Shape
from peelian.services.contact.models import HeldReport, SentForm
from peelian.services.contact.risk.flagging import Noticed

HOLD: Final = "report.hold"
"""The permission to look at what is held, and to let it go or set it aside."""


def reasons(set_id: str, force: str, noticed: Noticed, shape: Shape, *, as_of: datetime) -> tuple[Rule, ...]:
    """The rules that hold this report; none where anything urgent was noticed or its set is one of danger."""
    if noticed.flags or noticed.danger or noticed.state or set_id in book().never:
        return ()
    return tuple(rule for rule in book().on(day_of(as_of)) if _holds(rule, set_id, force, shape, as_of))


def keep(act: Act, why: Sequence[Rule], shape: Shape) -> None:
    """Hold the report that this act opens; nothing where no rule says so."""
    if not why:
        return
    act.case.priority = HELD
    ids = " ".join(rule.id for rule in why)
    insert(HeldReport(case=act.case, at=act.as_of, why=ids, edition=book().edition, alike=shape.alike))
    act.fact(held=ids.replace(" ", "+"))


def _holds(rule: Rule, set_id: str, force: str, shape: Shape, as_of: datetime) -> bool:
    since = as_of - timedelta(minutes=rule.minutes)
    if rule.measure == EMPTY_FIELD:
        return shape.filled
    if rule.measure == TOO_QUICK:
        return shape.seconds is not None and shape.seconds < rule.seconds
    if rule.measure == SAME_TEXT:
        most = rule.at_least
        return bool(shape.alike) and count_since(SentForm, "made_at", since, most, alike=shape.alike) >= most
    if rule.measure == RATE:
        most = rule.at_least
        return count_since(Case, "opened_at", since, most, kind=set_id, opened_force=force) + 1 >= most
    raise AssertionError(rule.measure)
