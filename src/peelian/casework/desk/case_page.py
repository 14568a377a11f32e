"""One case with everything in one place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.casework.cases.access import case_for
from peelian.casework.desk.frame import page, show


@page("GET", "POST")
def case_page(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The case, after the look is written."""
    seen = case_for(actor_of(request), reference, purpose="case_work", as_of=timezone.now())
    return show(request, "case.html", seen=seen, case=seen.case)
