"""The part of the desk's page of a case that says that it is held for a look, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import HELD
from peelian.casework.desk.offers import Offer
from peelian.casework.desk.sections import Section
from peelian.reference.problems import Bilingual
from peelian.services.contact.holding.deciding import SPAM
from peelian.services.contact.holding.desk_page import TITLE, in_words
from peelian.services.contact.holding.keeping import HOLD
from peelian.services.contact.models import HeldReport

_SPAM: Final = Bilingual("Set aside as spam", "Wedi'i roi o'r neilltu fel sbam")


def section(seen: SeenCase, now: datetime) -> Section | None:
    """The section, for a report that is held or was set aside; no query for any other."""
    case = seen.case
    if case.priority != HELD and case.state != SPAM:
        return None
    row = HeldReport.objects.filter(case=case).first()
    return Section(
        "held",
        _SPAM if case.state == SPAM else TITLE,
        "contact/desk/held_section.html",
        {
            "spam": case.state == SPAM,
            "why": in_words(row) if row is not None else (),
            "may": seen.actor.may(HOLD, team=case.team_id),
        },
    )


def offers(actor: Actor, case: Case) -> Sequence[Offer]:
    """Decisions are taken on the page of the lane."""
    return ()
