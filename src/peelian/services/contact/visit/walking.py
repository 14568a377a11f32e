"""Which step a visit comes to: what was pressed, on which step, with which answers.

Emergency, what it is about, the set's pages and endings, the area, everything once more. A step is found anew from the
answers each time, so a page that was changed by hand, an old one or one of another window leads somewhere whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from peelian.reference.problems import Bilingual, Problem
from peelian.services.contact.sets import asking, checking
from peelian.services.contact.sets.model import Ending, Page, QuestionSet, Version
from peelian.services.contact.sets.problems import UnknownSet
from peelian.services.contact.sets.reading import set_
from peelian.services.contact.visit import area
from peelian.services.contact.visit.answers import Visit

EMERGENCY: Final = "emergency"
WAYS: Final = "ways"
KIND: Final = "kind"
AREA: Final = area.AREA
TEAM: Final = area.TEAM
ELSEWHERE: Final = area.ELSEWHERE
CHECK: Final = "check"
WORDS: Final = "words"
"""The eight words of who gives no name."""
RETYPE: Final = "retype"
"""The eight words typed back, and then it is sent."""
PAGE: Final = "page."
ENDING: Final = "ending."

Faults = Mapping[str, Bilingual | Problem]
"""Field of the page -> what is wrong with it."""

_SAY_FIRST: Final = Bilingual("Say whether it is an emergency", "Dywedwch a yw'n argyfwng")
_CHOOSE: Final = Bilingual("Choose what it is about", "Dewiswch beth sydd dan sylw")


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown. `changed`: the questions are others than when the visit began, so this page is asked again."""

    visit: Visit
    page: Page | None = None
    ending: Ending | None = None
    faults: Faults = field(default_factory=dict)
    changed: bool = False

    @property
    def at(self) -> str:
        """The name of the step, which the page carries."""
        return self.visit.at


def set_of(visit: Visit) -> QuestionSet | None:
    """The question set of the visit, if it chose one that there is."""
    try:
        return set_(visit.set) if visit.set else None
    except UnknownSet:
        return None


def version_of(visit: Visit, asked: QuestionSet) -> Version:
    """The version of the visit, which `renewed` has made today's."""
    return asked.numbered(visit.version)


def move(visit: Visit, do: str, on: date) -> Step:
    """Where `do` (next, back, switch, change.<step>) leads from the step that the visit is at."""
    if visit.at == EMERGENCY and do in {"switch", "back"}:
        return Step(visit)
    if visit.emergency != "no":
        return _emergency(visit, do)
    asked = set_of(visit)
    if asked is None or visit.at == KIND:
        return _kind(visit, asked, do, on)
    visit, changed = renewed(visit, asked, on)
    if do == "switch":
        return here(visit, asked, on)
    if visit.at in {WORDS, RETYPE} and not do.startswith("change."):
        return _words(visit, do)
    if do == "back":
        return _back(visit, asked)
    if do.startswith("change."):
        return here(visit.but(at=do.removeprefix("change.")), asked, on)
    return _next(visit, asked, on, changed=changed)


def _words(visit: Visit, do: str) -> Step:
    if do == "again":
        return Step(visit.but(at=WORDS, again=visit.again + 1))
    if visit.at == WORDS:
        return Step(visit.but(at=CHECK if do == "back" else RETYPE))
    return Step(visit.but(at=WORDS))


def unready(visit: Visit, on: date) -> Step | None:
    """The first step that must be gone through before the visit can be sent; None if it can."""
    asked = set_of(visit)
    if visit.emergency != "no" or asked is None:
        return move(visit.but(at=EMERGENCY if visit.emergency != "no" else KIND), "next", on)
    visit, changed = renewed(visit, asked, on)
    version = version_of(visit, asked)
    if changed:
        step = resumed(visit.answered(CHECK), asked, on, changed=True)
        if step.page is not None:
            return step
    faulty = checking.first_faulty(asked, visit.answers, version, on=on)
    if faulty is not None:
        return _page(visit, faulty[0], faults=faulty[1])
    stops = asking.stops(asked, visit.answers, version)
    return _ending(visit, stops[0]) if stops else _open_area(visit, asked, on)


def renewed(visit: Visit, asked: QuestionSet, on: date) -> tuple[Visit, bool]:
    """The visit with today's questions, and whether a page that was answered asks something else now.

    Nothing that was typed is lost. A page that names a version that never was is one whose every page has changed.
    """
    today = asked.version(on)
    if visit.version == today.number:
        return visit, False
    try:
        others = asking.changed_pages(asked, asked.numbered(visit.version), today)
    except KeyError:
        others = tuple(page.id for page in asked.pages_at(today))
    seen = tuple(one for one in visit.seen if one not in others)
    return visit.but(version=today.number, seen=seen), seen != visit.seen


def resumed(visit: Visit, asked: QuestionSet, on: date, *, changed: bool = False) -> Step:
    """The first page that was not answered, or has to be once more; the end, if there is none."""
    version = version_of(visit, asked)
    live = asking.kept(asked, visit.answers, version)
    for page in asking.path(asked, visit.answers, version):
        if page.id not in visit.seen or checking.faults_of(page, live, on=on):
            return _page(visit, page, changed=changed)
    return _end(visit, asked, on)


def here(visit: Visit, asked: QuestionSet, on: date, faults: Faults | None = None) -> Step:
    """The step that the visit names, as it stands; where it leads nowhere, the first that is not done."""
    if visit.at in {EMERGENCY, KIND, CHECK, AREA, ELSEWHERE, WORDS, RETYPE} or (
        visit.at == TEAM and area.asks_team(asked)
    ):
        return Step(visit, faults=faults or {})
    page, ending = named(visit, asked)
    if page is not None:
        return _page(visit, page, faults=faults)
    return _ending(visit, ending) if ending is not None else resumed(visit, asked, on)


def named(visit: Visit, asked: QuestionSet) -> tuple[Page | None, Ending | None]:
    """The page or the ending that `visit.at` names."""
    version = version_of(visit, asked)
    page = ending = None
    if visit.at.startswith(PAGE):
        wanted = visit.at.removeprefix(PAGE)
        page = next((one for one in asked.pages_at(version) if one.id == wanted), None)
    elif visit.at.startswith(ENDING):
        wanted = visit.at.removeprefix(ENDING)
        ending = next((one for one in asked.endings_at(version) if one.id == wanted), None)
    return page, ending


def _emergency(visit: Visit, do: str) -> Step:
    if visit.emergency == "yes" and do in {"next", "switch"}:
        return Step(visit.but(at=WAYS))
    faults = {} if do in {"switch", "back"} else {EMERGENCY: _SAY_FIRST}
    return Step(visit.but(at=EMERGENCY), faults=faults)


def _kind(visit: Visit, asked: QuestionSet | None, do: str, on: date) -> Step:
    if do == "back":
        return Step(visit.but(at=EMERGENCY))
    if do == "switch" or (visit.at == EMERGENCY and asked is None):
        return Step(visit.but(at=KIND))
    if asked is None:
        return Step(visit.but(at=KIND, set=""), faults={"set": _CHOOSE})
    return _begun(visit, asked, on)


def _begun(visit: Visit, asked: QuestionSet, on: date) -> Step:
    """The first page or ending of the set. Answers to questions that another set asks as well stay."""
    return _after(renewed(visit, asked, on)[0], asked, "", on)


def _next(visit: Visit, asked: QuestionSet, on: date, *, changed: bool) -> Step:
    page, ending = named(visit, asked)
    if visit.at == EMERGENCY:
        return _begun(visit, asked, on)
    if page is not None:
        version = version_of(visit, asked)
        if page.id not in {one.id for one in asking.path(asked, visit.answers, version)}:
            return resumed(visit, asked, on, changed=changed)
        faults = checking.faults_of(page, asking.kept(asked, visit.answers, version), on=on)
        if faults:
            return _page(visit, page, faults=faults)
        visit = _placed(visit, page).answered(page.id)
        return resumed(visit, asked, on, changed=True) if changed else _after(visit, asked, page.id, on)
    if ending is not None:
        read = visit.with_answer(ending.past, "yes") if ending.continue_ok else visit
        return _after(read, asked, ending.after, on)
    if visit.at in {AREA, TEAM}:
        wrong = area.faults_of(visit, asked, on)
        return Step(visit, faults=wrong) if wrong else _end(visit, asked, on)
    if visit.at == ELSEWHERE:
        return Step(visit.but(at=AREA, force=""))
    return resumed(visit, asked, on, changed=changed)


def _placed(visit: Visit, page: Page) -> Visit:
    """Another place, another force: what was chosen for the one before does not stay."""
    place = any(one.kind == "place" for one in page.questions)
    return visit.but(force="", team="") if place else visit


def _back(visit: Visit, asked: QuestionSet) -> Step:
    if visit.at == CHECK and visit.team:
        return Step(visit.but(at=TEAM))
    if visit.at in {CHECK, TEAM} and visit.force:
        return Step(visit.but(at=AREA))
    version = version_of(visit, asked)
    page, ending = named(visit, asked)
    if ending is not None:
        path = asking.path(asked, visit.answers, version)
        before = next((one for one in path if one.id == ending.after), None)
    else:
        before = asking.before(asked, page.id if page else "", visit.answers, version)
    return _page(visit, before) if before is not None else Step(visit.but(at=KIND))


def _after(visit: Visit, asked: QuestionSet, page_id: str, on: date) -> Step:
    """What follows a page: an ending; the next page; or, for who has been at the end, what is still open."""
    found = asking.after(asked, page_id, visit.answers, version_of(visit, asked))
    if isinstance(found, Ending):
        return _ending(visit, found)
    if CHECK in visit.seen:
        return resumed(visit, asked, on)
    return _page(visit, found) if found is not None else _end(visit, asked, on)


def _end(visit: Visit, asked: QuestionSet, on: date) -> Step:
    return _open_area(visit, asked, on) or Step(visit.answered(CHECK).but(at=CHECK))


def _open_area(visit: Visit, asked: QuestionSet, on: date) -> Step | None:
    step = area.area_of(visit, asked, on).step
    return Step(visit.but(at=step)) if step else None


def _page(visit: Visit, page: Page, *, faults: Faults | None = None, changed: bool = False) -> Step:
    return Step(visit.but(at=PAGE + page.id), page=page, faults=faults or {}, changed=changed)


def _ending(visit: Visit, ending: Ending) -> Step:
    return Step(visit.but(at=ENDING + ending.id), ending=ending)
