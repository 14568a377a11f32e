"""The addresses of a site with casework: the evidence pages, the desk, the accounts and the public forms.

Every page is laid twice, in English at `/` and in Welsh at `/cy/`, in the namespaces `en` and `cy` that
`peelian.ui.links.url` speaks. A room with pages brings `PAGES: list[URLPattern]` in its `urls.py`, names prefixed by
the room (`desk-`, `ask-`, `account-`), and is named in `ROOMS`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from peelian.evidence.urls import PAGES as EVIDENCE_PAGES
from peelian.project import urls

ROOMS: Final = ("peelian.accounts", "peelian.casework.desk", "peelian.services.contact")


def room_pages() -> list[URLPattern | URLResolver]:
    """The pages of every room that keeps records."""
    return [
        page for room in ROOMS if find_spec(f"{room}.urls") for page in import_module(f"{room}.urls").PAGES
    ]


pages = ([*EVIDENCE_PAGES, *room_pages()], "pages")

urlpatterns: list[URLPattern | URLResolver] = [
    *(one for one in urls.urlpatterns if getattr(one, "namespace", None) not in {"en", "cy"}),
    path("cy/", include((pages[0], "pages"), namespace="cy")),
    path("", include((pages[0], "pages"), namespace="en")),
]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
