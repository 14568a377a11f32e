"""Addresses with an official code lead to the page that tells of it: a force's own, or a region's place in the list."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from peelian.evidence.pages import View
from peelian.reference.areas import area_for
from peelian.reference.problems import UnknownArea
from peelian.ui.language import language_of, speaking
from peelian.ui.links import url


def led_by_code(view: View) -> View:
    """The view of a force; an ONS code in its address, of a force or of a region, is led to where that is told."""

    @require_safe
    @wraps(view)
    def led(request: HttpRequest, force_id: str) -> HttpResponse:
        with speaking(language_of(request.path)):
            meant = _told_at(force_id)
        return HttpResponsePermanentRedirect(meant) if meant else view(request, force_id=force_id)

    return led


def region_address(region_id: str) -> str:
    """Where the forces of a region are listed, in the language of the page being made."""
    return f"{url('forces')}#{region_id}"


def _told_at(code: str) -> str:
    """The address for an ONS code; empty for anything else."""
    try:
        found = area_for(code=code)
    except UnknownArea:
        return ""
    if found.kind == "region":
        return region_address(found.id)
    leads = found.kind in ("force", "special") and found.id != code
    return url("force", force_id=found.id) if leads else ""
