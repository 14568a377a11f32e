"""What happened to a case is put down for each hook of its force that wants it, with the message of the feed, in one act.

So whoever is told finds the message in the feed already. A case that is restricted, or holds a restricted person, is in no
feed, and no hook is told of it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from peelian.accounts.days import day_of
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.models import LedgerEntry
from peelian.casework.outbox.handlers import Told
from peelian.services.contact.exchange import outbound
from peelian.services.contact.models import Hook, HookDelivery


def register() -> None:
    """Hear of all that record systems are told."""
    outbound.hear(queue)


def queue(told: Told, case: Case, entry: LedgerEntry) -> None:
    """Put down one delivery for each hook that wants this event; once, however often it is told."""
    wanting = [hook for hook in hooks_of(case, told.as_of) if told.name in hook.events.split()]
    if not wanting or hidden(case):
        return
    for hook in wanting:
        HookDelivery.objects.get_or_create(
            hook=hook,
            case=case,
            seq=entry.seq,
            event=told.name,
            defaults={"at": told.at, "next_at": told.as_of},
        )


def hooks_of(case: Case, as_of: datetime) -> QuerySet[Hook]:
    """The hooks of the force that the case's team belongs to on that day; paused ones too, whose deliveries wait."""
    return Hook.objects.exclude(state="ended").filter(of_team(case.team_id, day_of(as_of)))


def of_team(team: int, day: date) -> Q:
    """Hooks of the open force to which a team belongs."""
    return Q(
        Q(force__closes=None) | Q(force__closes__gt=day),
        Q(force__teams__ends=None) | Q(force__teams__ends__gt=day),
        force__teams__team=team,
        force__teams__starts__lte=day,
    )


def hidden(case: Case) -> bool:
    """Whether the feed leaves this case out."""
    if case.restricted or case.disposed_at is not None:
        return True
    return CaseParty.objects.filter(case=case, person__restricted=True).exists()


def still_wanted(delivery: HookDelivery, as_of: datetime) -> bool:
    """Whether the case may still be spoken of to this hook: it may have been restricted, handed over or disposed of."""
    case = Case.objects.get(pk=delivery.case_id)
    return not hidden(case) and hooks_of(case, as_of).filter(pk=delivery.hook_id).exists()
