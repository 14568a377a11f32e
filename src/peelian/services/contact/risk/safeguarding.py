"""A child at risk goes to a decision about their protection first: a kind's guard, and the state that a case begins in.

`Kind(…, guard=safeguarding.guard)`. The family has the state and the two transitions; the guard holds everything else
back from the moment a rule found a child at risk until somebody has decided, whatever state the case is in then.
"""

from __future__ import annotations

from typing import Final

from peelian.casework.cases.kinds import Held, Kind
from peelian.casework.cases.models import Case
from peelian.casework.ledger import entries
from peelian.services.contact.models import Triage
from peelian.services.contact.risk.problems import SafeguardingFirst

STATE: Final = "safeguarding_first"
GO: Final = "safeguard"
DECIDE: Final = "safeguarding_decide"
_DECIDED: Final = f"case.{DECIDE}"


def guard(case: Case) -> Held | None:
    """While a decision is needed, only the way to it is open. Where the state has no way to it, nothing is held."""
    return Held(frozenset({GO, DECIDE}), SafeguardingFirst()) if needed(case) and _leads(case) else None


def needed(case: Case) -> bool:
    """Whether a child was found to be at risk and nobody has decided about them since. At most two queries."""
    row = Triage.objects.filter(case=case, safeguarding_seq__isnull=False).first()
    return row is not None and undecided(case, row.safeguarding_seq)


def undecided(case: Case, since: int | None) -> bool:
    """Whether no decision about protection stands on the chain after the entry `since`."""
    return since is not None and not entries.after(case.uid, since).filter(action=_DECIDED).exists()


def state_for(kind: Kind) -> str:
    """The state in which a report about a child at risk begins; "" where the kind cannot begin in it."""
    return STATE if STATE in kind.begins else ""


def _leads(case: Case) -> bool:
    from peelian.casework.cases import registry

    return any(each.name in (GO, DECIDE) for each in registry.kind(case.kind).transitions_from(case.state))
