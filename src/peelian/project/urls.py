"""The addresses: one table of pages, in English at `/` and in Welsh at `/cy/`, and the API for programs."""

from __future__ import annotations

from django.urls import include, path

from peelian.evidence.api.urls import api
from peelian.evidence.errors import bad_request, not_found, refused, server_error
from peelian.evidence.health import healthz, robots
from peelian.evidence.urls import pages

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("api/v1/", api.urls),
    path("cy/", include((pages, "cy"))),
    path("", include((pages, "en"))),
]

handler400 = bad_request
handler403 = refused
handler404 = not_found
handler500 = server_error
