"""The form for somebody who lost the words that open their page: new ones, shown to the officer once."""

from __future__ import annotations

from datetime import datetime

from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.fields import reasons
from peelian.casework.desk.forms import Form, form_page
from peelian.casework.threads.anonymous import is_anonymous
from peelian.casework.threads.door import renew_thread
from peelian.casework.threads.problems import NobodyRenews
from peelian.reference.problems import Bilingual


@form_page("case.answer")
def renew(actor: Actor, case: Case, now: datetime) -> Form:
    """Draw new words; the old ones, and every page that they opened, end at once."""
    return Form(
        Bilingual("New words for the person's page", "Geiriau newydd ar gyfer tudalen y person"),
        Bilingual("Draw new words", "Tynnu geiriau newydd"),
        (reasons(words.LOST_REASONS),),
        lambda asked: asked.do(renew_thread),
        warning=True,
        lede=Bilingual(
            "Make sure first that you speak with the person who asked: these words open everything that was written "
            "between you. The words they have now end at once, and so does every page that is open with them.",
            "Gwnewch yn siŵr yn gyntaf eich bod yn siarad â'r person a ofynnodd: mae'r geiriau hyn yn agor popeth a "
            "ysgrifennwyd rhyngoch. Daw'r geiriau sydd ganddynt nawr i ben ar unwaith, a phob tudalen sydd ar agor â nhw.",
        ),
        ready=lambda: _bound_to_somebody(case),
        gives="new_words.html",
    )


def _bound_to_somebody(case: Case) -> None:
    if is_anonymous(case):
        raise NobodyRenews
