"""The addresses of a site with casework: the evidence pages, the desk, the accounts and the public forms.

Every page is laid twice, in English at `/` and in Welsh at `/cy/`, in the namespaces `en` and `cy` that
`peelian.ui.links.url` speaks. A room with pages is named in `ROOMS` and brings, in its `urls.py`,
`PAGES: list[URLPattern]`, names prefixed by the room (`desk-`, `track-`, `account-`); and, where it needs addresses that
are laid once and in no namespace (an API, allauth's own table), `ROOT`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final, cast

from django.urls import URLPattern, URLResolver, include, path

from peelian.evidence.urls import PAGES as EVIDENCE_PAGES
from peelian.project import urls
from peelian.project.failing import faulty
from peelian.project.health import healthz_casework

PUBLIC = cast("list[URLPattern | URLResolver]", urls.urlpatterns)
ROOMS: Final = ("peelian.accounts", "peelian.casework.desk", "peelian.services.contact")


def brought(table: str) -> list[URLPattern | URLResolver]:
    """The table `PAGES` or `ROOT` of every room that keeps records."""
    modules = [import_module(f"{room}.urls") for room in ROOMS if find_spec(f"{room}.urls")]
    return [page for module in modules for page in getattr(module, table, ())]


pages = [*EVIDENCE_PAGES, *brought("PAGES")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/casework", healthz_casework, name="healthz-casework"),
    *brought("ROOT"),
    *(one for one in PUBLIC if getattr(one, "namespace", None) not in {"en", "cy"}),
    path("cy/", include((pages, "pages"), namespace="cy")),
    path("", include((pages, "pages"), namespace="en")),
]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = faulty
