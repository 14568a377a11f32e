"""The same act on several cases of the queue: give, hand over, tag. What cannot be done is told, the rest is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of
from peelian.accounts.actors import Actor
from peelian.accounts.models import Team
from peelian.casework.cases.access import cases_for
from peelian.casework.cases.actions import many
from peelian.casework.cases.models import Case, Tag
from peelian.casework.cases.problems import TooMany
from peelian.casework.cases.references import is_reference
from peelian.casework.desk import words
from peelian.casework.desk.choices import people_choices, person_chosen, team_chosen, team_groups
from peelian.casework.desk.fields import Faults, Field, faults, reasons, select, typed
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.problems import ChooseCases, ChooseFromList
from peelian.reference.problems import Bilingual, Problem

ACTS: Final = {
    "assign": Bilingual("Give to somebody", "Rhoi i rywun"),
    "hand_over": Bilingual("Hand to another team", "Trosglwyddo i dîm arall"),
    "tag": Bilingual("Put a tag on", "Gosod tag"),
}
_MAY: Final = {"assign": "case.assign", "hand_over": "case.hand_over", "tag": "case.tag"}


def acts_for(actor: Actor) -> dict[str, Bilingual]:
    """What the actor may do to several cases at once, somewhere."""
    return {name: text for name, text in ACTS.items() if actor.may(_MAY[name])}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases of the form, each with the version that was seen."""

    cases: tuple[Case, ...]
    versions: dict[str, int | None]


@page("POST", may=tuple(_MAY.values()))
def several(request: HttpRequest) -> HttpResponseBase:
    """First which act, then its questions, then what came of it."""
    actor, now, act = actor_of(request), timezone.now(), request.POST.get("act", "")
    chosen = _chosen(actor, request.POST.getlist("case"))
    if act not in acts_for(actor):
        raise ChooseFromList(field=Bilingual("What to do", "Beth i'w wneud"))
    fields = _fields(act, chosen.cases, now)
    if "do" not in request.POST:
        return _form(request, act, chosen, fields, {})
    given = typed(request, fields)
    wrong = faults(fields, given, now)
    if wrong:
        return _form(request, act, chosen, fields, given, wrong=wrong)
    try:
        done = _run(act, chosen, given, actor, now)
    except Problem as problem:
        return _form(request, act, chosen, fields, given, problem=problem)
    return show(request, "several_done.html", act=ACTS[act], done=done)


def _chosen(actor: Actor, given: Sequence[str]) -> Chosen:
    """The cases that were ticked and that the actor sees. Raises ChooseCases, TooMany."""
    versions: dict[str, int | None] = {}
    for one in given:
        reference, _, version = one.partition(":")
        if is_reference(reference) and version.isascii() and version.isdigit() and len(version) < 10:
            versions[reference] = int(version)
    if len(versions) > many.AT_MOST:
        raise TooMany(most=many.AT_MOST)
    cases = tuple(cases_for(actor).filter(reference__in=versions).select_related("team").order_by("id"))
    if not cases:
        raise ChooseCases
    return Chosen(cases, {case.reference: versions[case.reference] for case in cases})


def _fields(act: str, cases: Sequence[Case], now: datetime) -> tuple[Field, ...]:
    if act == "assign":
        people = {code: text for team in _teams(cases) for code, text in people_choices(team, now)}
        return select("to", Bilingual("Who", "Pwy"), people.items()), reasons(words.GIVING_REASONS)
    if act == "hand_over":
        groups = team_groups(cases[0].team, now)
        return (
            Field("team", Bilingual("Team", "Tîm"), "select", groups, required=True),
            reasons(words.HANDING_REASONS),
        )
    tags = Tag.objects.filter(retired_at=None).order_by("slug")
    return (
        select(
            "tag", Bilingual("Tag", "Tag"), [(one.slug, Bilingual(one.name_en, one.name_cy)) for one in tags]
        ),
    )


def _teams(cases: Sequence[Case]) -> list[Team]:
    return list({case.team_id: case.team for case in cases}.values())


def _run(act: str, chosen: Chosen, given: dict[str, str], actor: Actor, now: datetime) -> many.Done:
    if act == "assign":
        found = (person_chosen(team, now, given["to"]) for team in _teams(chosen.cases))
        to = next((person for person in found if person is not None), None)
        if to is None:
            raise ChooseFromList(field=Bilingual("Who", "Pwy"))
        return many.assign_cases(chosen.versions, to=to, actor=actor, as_of=now, reason=given["reason"])
    if act == "hand_over":
        team = team_chosen(given["team"])
        if team is None:
            raise ChooseFromList(field=Bilingual("Team", "Tîm"))
        return many.hand_over_cases(
            chosen.versions, to_team=team, actor=actor, as_of=now, reason=given["reason"]
        )
    return many.tag_cases(chosen.versions, tag=given["tag"], actor=actor, as_of=now)


def _form(
    request: HttpRequest,
    act: str,
    chosen: Chosen,
    fields: tuple[Field, ...],
    given: dict[str, str],
    *,
    problem: Problem | None = None,
    wrong: Faults | None = None,
) -> HttpResponseBase:
    return show(
        request,
        "several.html",
        act=act,
        title=ACTS[act],
        chosen=chosen,
        fields=fields,
        typed=given,
        problem=problem or next(iter((wrong or {}).values()), None),
        faults=wrong or {},
    )
