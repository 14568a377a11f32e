"""The long lists of a case: everything that was done, and everyone who looked, with the reasons that they typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.casework.cases import reading
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.problems import NotAllowed
from peelian.casework.desk import history
from peelian.casework.desk.case_page import LOOKS, opened
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.lines import kind_of
from peelian.casework.desk.names import names_of
from peelian.casework.desk.opening import seen_case
from peelian.casework.ledger.consulting import consult_stream, looks_at
from peelian.casework.ledger.models import AccessEntry, Detail
from peelian.ui.language import current

SHOWN: Final = 200


@page("GET", "POST")
def all_acts(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Everything that was done with the case."""
    seen = seen_case(request, reference, purpose="case_work")
    acts, kind = reading.acts_of(seen), kind_of(seen.case)
    names = names_of(history.codes_in(acts), timezone.now())
    tags = {tag.slug: tag.name_cy if current() == "cy" else tag.name_en for tag in reading.tags_of(seen)}
    return show(
        request,
        "history.html",
        case=seen.case,
        history=[history.told(act, names, kind, tags) for act in acts],
    )


@page("GET", "POST", may=(LOOKS,))
def all_looks(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Who looked, the newest first; for those who hold `look.see` for the team of the case."""
    seen = seen_case(request, reference, purpose="supervision")
    if not actor_of(request).may(LOOKS, team=seen.case.team_id):
        raise NotAllowed
    looks = list(looks_at(seen.case.uid)[:SHOWN])
    names, reasons = names_of((look.actor for look in looks), timezone.now()), _reasons(looks, seen)
    return show(
        request,
        "looks.html",
        case=seen.case,
        looks=[history.looked(look, names, reasons.get(look.seq, "")) for look in looks],
    )


def _reasons(looks: Sequence[AccessEntry], seen: SeenCase) -> dict[int, str]:
    """The reasons that were typed, by the number of the look."""
    held = Detail.objects.filter(stream=consult_stream(seen.case.uid), seq__in=[look.seq for look in looks])
    found = {}
    for detail in held:
        text = opened(detail, "sealed", seen)
        found[detail.seq] = str(json.loads(text).get("reason", "")) if text else ""
    return found
