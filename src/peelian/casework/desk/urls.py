"""The addresses of the desk; `peelian.project.urls_casework` lays them in both languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from peelian.casework.desk import (
    acting_forms,
    answering,
    away,
    bulk,
    case_more,
    case_page,
    changing_forms,
    joining_forms,
    keeping_forms,
    marking_forms,
    people_forms,
    queue,
    reaching_forms,
    reaching_people,
    reviews,
    saved,
    searching,
    supervising,
)

_CASE = "desk/cases/<str:reference>"

PAGES: list[URLPattern] = [
    path("desk", queue.start, name="desk"),
    path("desk/next", queue.take_next, name="desk-next"),
    path("desk/several", bulk.several, name="desk-several"),
    path("desk/filters", saved.filters, name="desk-filters"),
    path("desk/search", searching.search, name="desk-search"),
    path("desk/team", supervising.team, name="desk-team"),
    path("desk/reviews", reviews.reviews, name="desk-reviews"),
    path("desk/absence", away.absence, name="desk-absence"),
    path(_CASE, case_page.case_page, name="desk-case"),
    path(f"{_CASE}/history", case_more.all_acts, name="desk-history"),
    path(f"{_CASE}/looks", case_more.all_looks, name="desk-looks"),
    path(f"{_CASE}/take", acting_forms.take, name="desk-take"),
    path(f"{_CASE}/assign", acting_forms.assign, name="desk-assign"),
    path(f"{_CASE}/hand-over", acting_forms.hand_over, name="desk-hand-over"),
    path(f"{_CASE}/move/<slug:transition>", acting_forms.move, name="desk-move"),
    path(f"{_CASE}/answer", answering.answer, name="desk-answer"),
    path(f"{_CASE}/change", changing_forms.change, name="desk-change"),
    path(f"{_CASE}/tag", marking_forms.tag, name="desk-tag"),
    path(f"{_CASE}/link", marking_forms.link, name="desk-link"),
    path(f"{_CASE}/unlink", marking_forms.unlink, name="desk-unlink"),
    path(f"{_CASE}/hold", keeping_forms.hold, name="desk-hold"),
    path(f"{_CASE}/hold/<slug:uid>/lift", keeping_forms.lift, name="desk-lift"),
    path(f"{_CASE}/keep", keeping_forms.keep, name="desk-keep"),
    path(f"{_CASE}/disposal/propose", keeping_forms.propose, name="desk-propose"),
    path(f"{_CASE}/disposal/withdraw", keeping_forms.withdraw, name="desk-withdraw"),
    path(f"{_CASE}/disposal/approve", keeping_forms.approve, name="desk-approve"),
    path(f"{_CASE}/disposal/refuse", keeping_forms.refuse, name="desk-refuse"),
    path(f"{_CASE}/people", people_forms.add, name="desk-person-add"),
    path(f"{_CASE}/people/<slug:uid>", people_forms.correct, name="desk-person"),
    path(f"{_CASE}/people/<slug:uid>/parts/<slug:part>/end", people_forms.end_part, name="desk-part-end"),
    path(f"{_CASE}/people/<slug:uid>/ways", reaching_forms.add_way, name="desk-way-add"),
    path(f"{_CASE}/people/<slug:uid>/asks", reaching_forms.asks, name="desk-asks"),
    path(f"{_CASE}/people/<slug:uid>/join", joining_forms.join, name="desk-join"),
    path(f"{_CASE}/people/<slug:uid>/apart", joining_forms.part, name="desk-apart"),
    path(f"{_CASE}/ways/<slug:uid>/end", reaching_forms.end_way, name="desk-way-end"),
    path(f"{_CASE}/reach/<slug:uid>", reaching_people.settle, name="desk-settle"),
    path(f"{_CASE}/files/<slug:uid>", reaching_people.file, name="desk-file"),
]
