"""One case with everything in one place: people and how to reach them, clocks with their working, thread, files, history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.casework.cases import reading
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.clocks import reckoning, state
from peelian.casework.clocks.models import Clock, ClockPause
from peelian.casework.desk import history, words
from peelian.casework.desk.frame import page, show
from peelian.casework.desk.incidents import incidents_of
from peelian.casework.desk.keeping import keeping
from peelian.casework.desk.lines import duty, kind_of, state_title
from peelian.casework.desk.names import names_of
from peelian.casework.desk.offering import offered
from peelian.casework.desk.opening import seen_case
from peelian.casework.desk.sections import sections_of
from peelian.casework.files.serving import files_of
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.sealing.problems import KeyDestroyed
from peelian.casework.sealing.sealing import open_sealed
from peelian.casework.threads.anonymous import is_anonymous
from peelian.casework.threads.models import ContactRule
from peelian.casework.threads.points import ShownPoint, bounced, live_points
from peelian.casework.threads.tasks import REASONS, tasks_of
from peelian.casework.threads.writing import messages_of
from peelian.law.problems import LawProblem
from peelian.law.provision import STANDINGS
from peelian.law.steps import Step
from peelian.reference.problems import Bilingual
from peelian.ui.language import current

ACTS_SHOWN: Final = 12
LOOKS_SHOWN: Final = 8
LOOKS: Final = "look.see"


@page("GET", "POST")
def case_page(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The case, after the look is written; what is restricted asks for a reason first."""
    seen = seen_case(request, reference, purpose="case_work")
    return show(request, "case.html", done=request.GET.get("done", ""), **everything(seen))


def everything(seen: SeenCase) -> dict[str, Any]:
    """What the page shows, at a number of queries that the length of the case does not change."""
    case, actor, now = seen.case, seen.actor, timezone.now()
    kind = kind_of(case)
    acts = reading.acts_of(seen)
    shown_acts = acts[:ACTS_SHOWN]
    messages = messages_of(seen)
    looks = list(looks_at(case.uid)[:LOOKS_SHOWN]) if actor.may(LOOKS, team=case.team_id) else None
    tags = reading.tags_of(seen)
    kept = keeping(seen, now)
    codes = history.codes_in(shown_acts) | {message.author for message in messages} | kept.people
    names = names_of({*codes, *(look.actor for look in looks or ()), f"user:{case.owner_id}"}, now)
    tag_names = {tag.slug: tag.name_cy if current() == "cy" else tag.name_en for tag in tags}
    return {
        "case": case,
        "kind": kind.title if kind else Bilingual(case.kind),
        "state": state_title(case),
        "why": duty(case.next_due_code),
        "away": names.away.get(case.owner_id or 0),
        "answers": answers_in_words(seen),
        "people": people_of(seen, now),
        "incidents": incidents_of(seen, acts),
        "clocks": clocks_of(case, now),
        "messages": messages,
        "names": names,
        "files": files_of(seen),
        "tags": tags,
        "tasks": tasks_of(case),
        "task_reasons": REASONS,
        "links": reading.linked_to(seen),
        "history": [history.told(act, names, kind, tag_names) for act in shown_acts],
        "acts": len(acts),
        "looks": None if looks is None else [history.looked(look, names) for look in looks],
        "offered": offered(actor, case),
        "anonymous": is_anonymous(case),
        "sections": sections_of(seen, now),
        "keeping": kept,
        "words": words,
    }


# --- the question ------------------------------------------------------------------------------------------
def answers_in_words(seen: SeenCase) -> list[tuple[Bilingual, str | Bilingual, bool]]:
    """Question and answer in the order of the form; a code of the form in words. Last: whether it was typed."""
    kind, answers = kind_of(seen.case), reading.answers_of(seen)
    if kind and kind.in_words is not None:
        return [_told(title, lines) for title, lines in kind.in_words(answers)]
    asked = [one.name for one in kind.payload.versions[kind.payload.current]] if kind else list(answers)
    found: list[tuple[Bilingual, str | Bilingual, bool]] = []
    for name in (name for name in asked if name in answers):
        value = answers[name]
        title = words.ANSWERS.get(name, Bilingual(name.replace("_", " ")))
        coded = isinstance(value, str) and value in words.CHANNELS
        found.append((title, words.CHANNELS[value] if coded else str(value), not coded))
    return found


def _told(title: Bilingual, lines: tuple[Bilingual | str, ...]) -> tuple[Bilingual, str | Bilingual, bool]:
    """Lines of which one was typed are what the person wrote, and in their language."""
    typed = not all(isinstance(line, Bilingual) for line in lines)
    both = Bilingual("\n".join(lines), "\n".join(getattr(line, "cy", line) for line in lines))
    return title, str(both) if typed else both, typed


# --- people ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A party, opened, with the ways and rules of every record of theirs. `rule`: what they asked by this one."""

    party: CaseParty
    name: str = field(repr=False)
    birth_date: str = field(repr=False)
    needs: str = field(repr=False)
    points: tuple[ShownPoint, ...]
    rule: ShownRule | None
    rules: tuple[ShownRule, ...]
    joined: bool


@dataclass(frozen=True, slots=True)
class ShownRule:
    """What somebody asked of every sender, opened."""

    never: bool
    neutral_only: bool
    note: str = field(repr=False)


def people_of(seen: SeenCase, now: datetime) -> list[ShownPerson]:
    """The parties with the ways to reach them and what they asked, as senders see it, in two queries."""
    points: dict[int, list[ShownPoint]] = {}
    for row in live_points(seen.people, now):
        shown = ShownPoint(
            row.uid,
            row.channel,
            opened(row, "address", seen),
            opened(row, "hours", seen),
            row.safe,
            row.rank,
            bounced(row),
        )
        points.setdefault(row.person_id, []).append(shown)
    held = ContactRule.objects.filter(person__in=seen.people, starts__lte=now).exclude(ends__lte=now)
    rules = {
        rule.person_id: ShownRule(rule.never, rule.neutral_only, opened(rule, "note", seen))
        for rule in held.select_related("person")
    }
    return [_person(seen, party, points, rules) for party in reading.parties_of(seen)]


def _person(
    seen: SeenCase, party: CaseParty, points: dict[int, list[ShownPoint]], rules: dict[int, ShownRule]
) -> ShownPerson:
    records = [one.pk for one in reading.records_of(seen, party.person)]
    return ShownPerson(
        party,
        opened(party.person, "name", seen),
        opened(party.person, "birth_date", seen),
        opened(party.person, "needs", seen),
        tuple(sorted((one for pk in records for one in points.get(pk, ())), key=lambda one: one.rank)),
        rules.get(party.person_id),
        tuple(rules[pk] for pk in records if pk in rules),
        len(records) > 1,
    )


def opened(row: Any, column: str, seen: SeenCase) -> str:
    """A sealed text; empty where there is none or its key was destroyed."""
    if not getattr(row, column):
        return ""
    try:
        return open_sealed(row, column, seen)
    except KeyDestroyed:
        return ""


# --- clocks ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock with its working. `standing_of` says how binding the rule is; `unsure` that nobody has confirmed it;
    `computed` that it counts bank holidays which are not published yet."""

    clock: Clock
    title: Bilingual
    standing: state.Standing
    standing_of: Bilingual | None
    unsure: bool
    steps: tuple[Step, ...]
    computed: bool = False


def clocks_of(case: Case, now: datetime) -> list[ShownClock]:
    """What is owed first; what is done last. One query, one more where a clock has ever stood still."""
    stood = Exists(ClockPause.objects.filter(clock=OuterRef("pk")))
    rows = list(Clock.objects.filter(case=case).annotate(stood=stood))
    for row in rows:
        row.case = case
    if any(getattr(row, "stood", False) for row in rows):
        prefetch_related_objects(rows, "pauses")
    else:
        for row in rows:
            row._prefetched_objects_cache = {"pauses": ClockPause.objects.none()}  # type: ignore[attr-defined]
    found = [_clock(clock, now) for clock in rows]
    return sorted(found, key=lambda one: (one.standing.left is None, one.clock.due_at, one.clock.pk))


def _clock(clock: Clock, now: datetime) -> ShownClock:
    standing = state.standing(clock, now)
    try:
        found = reckoning.reckoned(clock, clock.ended_at or now)
    except LawProblem:
        return ShownClock(clock, duty(clock.code), standing, None, True, ())
    return ShownClock(
        clock,
        duty(clock.code),
        standing,
        STANDINGS.get(found.version.standing),
        found.version.certainty != "sourced",
        found.due.working,
        found.due.computed,
    )
