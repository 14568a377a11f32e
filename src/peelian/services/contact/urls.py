"""The public addresses of contact; `peelian.project.urls_casework` lays them in both languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from peelian.services.contact.exchange.api import ROOT
from peelian.services.contact.holding.desk_page import PAGES as HOLDING_PAGES
from peelian.services.contact.hooks.pages import PAGES as HOOK_PAGES
from peelian.services.contact.risk.desk_form import PAGES as RISK_PAGES
from peelian.services.contact.tracking.desk_forms import PAGES as RIGHTS_PAGES
from peelian.services.contact.views import (
    anonymous,
    away,
    expecting,
    moved,
    notices,
    reporting,
    tracking,
)
from peelian.services.contact.views.taking import PAGES as TAKING_PAGES

__all__ = ["PAGES", "ROOT"]

PAGES: list[URLPattern] = [
    path("ask", moved.ask, name="ask"),
    path("ask/read", moved.read, name="ask-read"),
    path("ask/write", moved.read, name="ask-write"),
    path("ask/<path:rest>", moved.ask, name="ask-rest"),
    path("report", reporting.report, name="report"),
    path("report/exit", reporting.leave, name="report-exit"),
    path("track/anonymous", anonymous.door, name="track-anonymous"),
    path("track/anonymous/write", anonymous.write, name="track-anonymous-write"),
    path("track/anonymous/traced", anonymous.traces, name="track-anonymous-traced"),
    path("track", tracking.track, name="track"),
    path("track/private/<str:link>", tracking.private, name="track-private"),
    path("expect", expecting.index, name="expect"),
    path("expect/<str:force_id>", expecting.one, name="expect-force"),
    path("coverage", expecting.matrix, name="coverage"),
    path("coverage.<str:form>", expecting.matrix_file, name="coverage-file"),
    path("privacy/reports", notices.privacy, name="privacy-reports"),
    path("cookies", notices.cookies, name="cookies"),
    path("accessibility/reports", notices.accessibility, name="accessibility-reports"),
    path("maintenance", away.maintenance, name="maintenance"),
    *TAKING_PAGES,
    *HOOK_PAGES,
    *HOLDING_PAGES,
    *RISK_PAGES,
    *RIGHTS_PAGES,
]
