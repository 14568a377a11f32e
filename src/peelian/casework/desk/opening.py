"""Opening one case for a page: the look is written first, and what is restricted asks for a reason before it is shown.

The reason is typed once; for the next quarter of an hour the session remembers that it was given, and for which case,
but not what it said. Every later look in that time refers to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.accounts.days import LONDON
from peelian.casework.cases.access import SeenCase, case_for, cases_for
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import NoSuchCase
from peelian.casework.cases.references import is_reference
from peelian.casework.desk.frame import REASON_LONGEST
from peelian.casework.desk.lines import kind_of
from peelian.ui.language import gettext

_GIVEN: Final = "desk.reasons"
_HOLDS: Final = 15 * 60
_MOST: Final = 50


def seen_case(request: HttpRequest, reference: str, *, purpose: str) -> SeenCase:
    """The case, after the look is written. Raises NoSuchCase, NotAllowed, NeedsReason (its page is `frame.page`'s)."""
    now = timezone.now()
    seen = case_for(
        actor_of(request), reference, purpose=purpose, as_of=now, reason=given_reason(request, reference, now)
    )
    remember(request, reference, now)
    return seen


def given_reason(request: HttpRequest, reference: str, now: datetime) -> str:
    """The reason that was typed for this look, or that one was given for the case a short while ago."""
    return _typed(request) or _given(request, reference, now)


def remember(request: HttpRequest, reference: str, now: datetime) -> None:
    """After a look that a typed reason opened: do not ask again for a while."""
    if _typed(request):
        _remember(request, reference, now)


def _typed(request: HttpRequest) -> str:
    return request.POST.get("look_reason", "").strip()[:REASON_LONGEST]


def listed_case(actor: Actor, reference: str) -> Case:
    """The case as a list shows it, with nothing sealed, so no look is written. Raises NoSuchCase."""
    case = None
    if is_reference(reference):
        case = cases_for(actor).filter(reference=reference).select_related("team", "owner").first()
    kind = kind_of(case) if case is not None else None
    if case is None or kind is None:
        raise NoSuchCase
    rule = kind.may.get("case.see")
    if rule is not None and not rule(actor, case):
        raise NoSuchCase
    return case


def _given(request: HttpRequest, reference: str, now: datetime) -> str:
    at = request.session.get(_GIVEN, {}).get(reference)
    if not isinstance(at, int | float) or now.timestamp() - at > _HOLDS:
        return ""
    return gettext("As given at %(time)s") % {"time": f"{datetime.fromtimestamp(at, LONDON):%H:%M}"}


def _remember(request: HttpRequest, reference: str, now: datetime) -> None:
    held = {one: at for one, at in request.session.get(_GIVEN, {}).items() if now.timestamp() - at <= _HOLDS}
    request.session[_GIVEN] = dict([*held.items(), (reference, now.timestamp())][-_MOST:])
