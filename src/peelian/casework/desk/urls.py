"""The addresses of the desk; `peelian.project.urls_casework` lays them in both languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from peelian.casework.desk import acting_forms, answering, case_more, case_page, marking_forms, queue

_CASE = "desk/cases/<str:reference>"

PAGES: list[URLPattern] = [
    path("desk", queue.start, name="desk"),
    path("desk/next", queue.take_next, name="desk-next"),
    path(_CASE, case_page.case_page, name="desk-case"),
    path(f"{_CASE}/history", case_more.all_acts, name="desk-history"),
    path(f"{_CASE}/looks", case_more.all_looks, name="desk-looks"),
    path(f"{_CASE}/take", acting_forms.take, name="desk-take"),
    path(f"{_CASE}/assign", acting_forms.assign, name="desk-assign"),
    path(f"{_CASE}/hand-over", acting_forms.hand_over, name="desk-hand-over"),
    path(f"{_CASE}/move/<slug:transition>", acting_forms.move, name="desk-move"),
    path(f"{_CASE}/answer", answering.answer, name="desk-answer"),
    path(f"{_CASE}/tag", marking_forms.tag, name="desk-tag"),
    path(f"{_CASE}/link", marking_forms.link, name="desk-link"),
    path(f"{_CASE}/unlink", marking_forms.unlink, name="desk-unlink"),
]
