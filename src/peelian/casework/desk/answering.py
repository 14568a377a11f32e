"""Answering the person: begun from a reviewed answer, written by the officer, told only where it is safe.

Two buttons: one puts a reviewed answer into the box (after what was typed, never over it), the other sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from peelian.accounts.access import actor_of, user_of
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.act import Act
from peelian.casework.cases.actions.moving import move_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.problems import Conflict, NeedsReason, NoSuchCase, NotAllowed
from peelian.casework.cases.references import shown
from peelian.casework.desk import words
from peelian.casework.desk.case_page import answers_in_words, opened
from peelian.casework.desk.fields import NOTE_LONGEST
from peelian.casework.desk.forms import after, version_of
from peelian.casework.desk.frame import named, page, show
from peelian.casework.desk.history import changed_words
from peelian.casework.desk.lines import kind_of, state_title
from peelian.casework.desk.names import names_of
from peelian.casework.desk.offering import may_answer, may_move, not_from_here, transition_of
from peelian.casework.desk.opening import listed_case, seen_case
from peelian.casework.desk.problems import ChooseFromList
from peelian.casework.threads import answers as book
from peelian.casework.threads import safe_contact
from peelian.casework.threads.anonymous import is_anonymous
from peelian.casework.threads.writing import LONGEST, messages_of, told_of, write_message
from peelian.reference.problems import Bilingual, Problem

ANSWER: Final = "answer"
ASK: Final = "pause"
ASKING: Final = "waiting_for_person"
"""The reason of a pause in which the person is asked something: only where the kind knows it."""
_LANGUAGES: Final = {"en": "English", "cy": "Cymraeg"}
_MESSAGES: Final = 5
_KEPT: Final = 10 * LONGEST
"""What the form keeps of a text that is too long, to be shown again; it is refused, never sent cut."""


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What the form holds. `then`: what becomes of the case, `answer` or `pause`. `template`: `id@version` or empty."""

    text: str = ""
    language: str = "en"
    then: str = ANSWER
    template: str = ""
    choice: str = ""
    note: str = ""


@page("GET", "POST", may=("case.answer",))
def answer(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The form: shown, filled from a reviewed answer, or sent."""
    case = listed_case(actor_of(request), reference)
    _must(request, case)
    draft = _draft(request, case)
    if request.method == "GET" or "look_reason" in request.POST:
        return _form(request, reference, draft)
    try:
        if "use" in request.POST:
            return _form(request, reference, _begun(request, case, draft))
        _send(request, case, draft)
    except (NoSuchCase, NeedsReason):
        raise
    except Conflict as conflict:
        return _form(request, reference, draft, conflict=conflict)
    except Problem as problem:
        return _form(request, reference, draft, problem=problem)
    return after(request, reference, "answered")


def _must(request: HttpRequest, case: Case) -> None:
    """Raise where the case cannot be answered now by this actor."""
    actor, kind = actor_of(request), kind_of(case)
    if kind is None or may_answer(actor, case):
        return
    if not actor.may("case.answer", team=case.team_id):
        raise NotAllowed
    raise not_from_here(kind, case)


def _draft(request: HttpRequest, case: Case) -> Draft:
    given = request.POST
    language = given.get("language", case.language)
    return Draft(
        text=given.get("text", "")[:_KEPT],
        language=language if language in _LANGUAGES else "en",
        then=given.get("then", ANSWER),
        template=given.get("template", "")[:100],
        choice=given.get("choice", "")[:100],
        note=given.get("note", "").strip()[:NOTE_LONGEST],
    )


def _begun(request: HttpRequest, case: Case, draft: Draft) -> Draft:
    """The draft with a reviewed answer after what was typed. Raises UnknownAnswer."""
    if not draft.choice:
        raise ChooseFromList(field=Bilingual("Reviewed answer", "Ateb adolygedig"))
    begun = book.begun(
        draft.choice,
        case.kind,
        draft.language,
        officer=user_of(request).name,
        team=case.team.name_cy if draft.language == "cy" else case.team.name_en,
        reference=shown(case.reference),
    )
    typed = draft.text.rstrip()
    text = f"{typed}\n\n{begun.text}" if typed else begun.text
    return Draft(text, begun.language, draft.then, begun.template, draft.choice, draft.note)


def _send(request: HttpRequest, case: Case, draft: Draft) -> None:
    thens = dict(_thens(request, case))
    if draft.then not in thens:
        raise ChooseFromList(field=Bilingual("What comes next", "Beth sy'n dod nesaf"))
    template = draft.template if any(one.name == draft.template for one in book.for_kind(case.kind)) else ""

    def write(act: Act) -> None:
        write_message(act, text=draft.text, language=draft.language, template=template)

    move_case(
        case.reference,
        transition=draft.then,
        actor=actor_of(request),
        as_of=timezone.now(),
        reason=ASKING if draft.then == ASK else "",
        version=version_of(request),
        note=draft.note,
        also=write,
    )


def _thens(request: HttpRequest, case: Case) -> Iterator[tuple[str, Bilingual]]:
    """What can become of the case with the message."""
    yield ANSWER, Bilingual("This answers the question", "Mae hyn yn ateb y cwestiwn")
    kind, actor = kind_of(case), actor_of(request)
    wait = transition_of(kind, case, ASK) if kind else None
    if kind and wait and ASKING in wait.reasons and may_move(actor, case, kind, wait):
        yield (
            ASK,
            Bilingual(
                "We need something from the person first: the time limit stands still",
                "Mae angen rhywbeth gan y person yn gyntaf: mae'r terfyn amser yn sefyll",
            ),
        )


def _form(
    request: HttpRequest,
    reference: str,
    draft: Draft,
    *,
    problem: Problem | None = None,
    conflict: Conflict | None = None,
) -> HttpResponseBase:
    """The form beside what the person wrote; a look is written for that."""
    seen = seen_case(request, reference, purpose="answering")
    return show(
        request,
        "answer.html",
        409 if conflict else 200,
        draft=draft,
        problem=problem,
        conflict=conflict,
        changed=(changed_words(seen.case, version_of(request), timezone.now()) if conflict else None),
        thens=list(_thens(request, seen.case)),
        **_beside(seen),
    )


def _beside(seen: SeenCase) -> dict[str, Any]:
    case, now = seen.case, timezone.now()
    messages = messages_of(seen)
    return {
        "case": case,
        "state": state_title(case),
        "team": named(case.team),
        "answers": answers_in_words(seen),
        "messages": messages[-_MESSAGES:],
        "names": names_of((message.author for message in messages), now),
        "reaches": list(_reaches(seen, now)),
        "anonymous": is_anonymous(case),
        "book": book.for_kind(case.kind),
        "languages": _LANGUAGES,
        "longest": LONGEST,
        "words": words,
    }


def _reaches(seen: SeenCase, now: datetime) -> Iterator[tuple[str, Bilingual]]:
    """How each person whose matter it is will be told, if it were sent now."""
    for person in told_of(seen.case, now):
        reach = safe_contact.reach_of(person, now)
        yield (
            opened(person, "name", seen),
            _reach_words(reach, safe_contact.decide(reach.ways, reach.asked, as_of=now)),
        )


def _reach_words(reach: safe_contact.Reach, decided: safe_contact.Decision) -> Bilingual:
    if decided.page:
        return Bilingual(
            "They look at their own page. Nothing is sent.",
            "Maent yn edrych ar eu tudalen eu hunain. Nid anfonir dim.",
        )
    if decided.use is not None:
        way = words.CHANNELS[reach.points[decided.use].channel]
        return Bilingual(
            f"{way}: a neutral notice that there is something to read. The words below stand on their own page only.",
            f"{way.cy}: hysbysiad niwtral bod rhywbeth i'w ddarllen. Dim ond ar eu tudalen eu hunain y mae'r geiriau isod.",
        )
    if decided.until is not None:
        return Bilingual(
            "A notice is sent as soon as it is safe: they named the hours.",
            "Anfonir hysbysiad cyn gynted ag y bo'n ddiogel: nodwyd yr oriau ganddynt.",
        )
    return words.REACH.get(decided.reason, words.REACH["no_safe_point"])
