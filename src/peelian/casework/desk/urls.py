"""The addresses of the desk; `peelian.project.urls_casework` lays them in both languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from peelian.casework.desk import case_page, queue

PAGES: list[URLPattern] = [
    path("desk", queue.start, name="desk"),
    path("desk/next", queue.take_next, name="desk-next"),
    path("desk/cases/<str:reference>", case_page.case_page, name="desk-case"),
]
