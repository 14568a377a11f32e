"""Who may read a case, how urgent it is, and its language."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.actions.changing import change_case
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.fields import note, reasons, select
from peelian.casework.desk.forms import Asked, Form, form_page
from peelian.casework.desk.lines import kind_of
from peelian.reference.problems import Bilingual

CHANGE: Final = "case.change"
WHAT: Final = {
    "restrict": Bilingual(
        "Restrict it: a reason is asked before it is read", "Ei gyfyngu: gofynnir am reswm cyn ei ddarllen"
    ),
    "lift": Bilingual("Lift the restriction", "Codi'r cyfyngiad"),
    "urgent": Bilingual("Make it urgent: it is taken first", "Ei wneud yn frys: fe'i cymerir yn gyntaf"),
    "usual": Bilingual("Not urgent any more", "Ddim yn frys mwyach"),
    "en": Bilingual("Write to the person in English", "Ysgrifennu at y person yn Saesneg"),
    "cy": Bilingual("Write to the person in Welsh", "Ysgrifennu at y person yn Gymraeg"),
}

_TITLE: Final = Bilingual(
    "Restrict, make urgent, or change the language", "Cyfyngu, gwneud yn frys, neu newid yr iaith"
)
_RESTRICT: Final = Bilingual("Restrict, or change the language", "Cyfyngu, neu newid yr iaith")


@form_page(CHANGE)
def change(actor: Actor, case: Case, now: datetime) -> Form:
    """One of the changes that fit the case as it is."""
    kind = kind_of(case)
    by_hand = (
        kind is None or not kind.graded
    )  # how urgent a report is has a form of its own, with its reasons
    fits = {
        "restrict": not case.restricted,
        "lift": case.restricted,
        "urgent": by_hand and case.priority == 0,
        "usual": by_hand and case.priority > 0,
        "en": case.language != "en",
        "cy": case.language != "cy",
    }
    return Form(
        _TITLE if by_hand else _RESTRICT,
        Bilingual("Change", "Newid"),
        (
            select(
                "what",
                Bilingual("What to change", "Beth i'w newid"),
                [(code, text) for code, text in WHAT.items() if fits[code]],
            ),
            reasons(words.CHANGE_REASONS),
            note(),
        ),
        _run,
    )


def _run(asked: Asked) -> object:
    what = asked.typed["what"]
    return asked.do(
        change_case,
        restricted={"restrict": True, "lift": False}.get(what),
        priority={"urgent": 1, "usual": 0}.get(what),
        language=what if what in {"en", "cy"} else None,
    )
