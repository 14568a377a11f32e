"""Whom somebody still has to reach, for the queue and the case page; why, in words."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from peelian.accounts.actors import Actor
from peelian.casework.cases.models import Case
from peelian.casework.threads.models import ContactTask
from peelian.reference.problems import Bilingual

REASONS: Final[dict[str, Bilingual]] = {
    "asked_never": Bilingual(
        "The person asked not to be contacted. The message waits on their page.",
        "Gofynnodd y person i beidio â chysylltu. Mae’r neges yn aros ar eu tudalen.",
    ),
    "no_safe_point": Bilingual(
        "There is no way that the person called safe.",
        "Nid oes ffordd y dywedodd y person ei bod yn ddiogel.",
    ),
    "bounced": Bilingual(
        "What we sent came back, and there is no other safe way.",
        "Daeth yr hyn a anfonwyd yn ôl, ac nid oes ffordd ddiogel arall.",
    ),
    "by_phone": Bilingual(
        "The person wants to be told by telephone.", "Mae’r person am gael gwybod dros y ffôn."
    ),
    "by_post": Bilingual(
        "The person wants to be told by letter.", "Mae’r person am gael gwybod drwy lythyr."
    ),
    "outcome_unknown": Bilingual(
        "It is not known whether the message went out. Make sure that the person knows.",
        "Nid yw’n hysbys a aeth y neges allan. Gwnewch yn siŵr bod y person yn gwybod.",
    ),
    "fault": Bilingual(
        "The message could not be sent because something in Peelian failed.",
        "Ni ellid anfon y neges am fod rhywbeth yn Peelian wedi methu.",
    ),
}
OUTCOME_WORDS: Final[dict[str, Bilingual]] = {
    "told_by_phone": Bilingual("Told by telephone", "Wedi cael gwybod dros y ffôn"),
    "told_in_person": Bilingual("Told in person", "Wedi cael gwybod wyneb yn wyneb"),
    "told_by_post": Bilingual("Told by letter", "Wedi cael gwybod drwy lythyr"),
    "sent_again": Bilingual("Send it again", "Ei anfon eto"),
    "could_not_be_reached": Bilingual("Could not be reached", "Nid oedd modd cyrraedd y person"),
    "not_needed": Bilingual("No longer needed", "Nid oes angen mwyach"),
}


def tasks_of(case: Case) -> list[ContactTask]:
    """The open tasks of a case, the oldest first."""
    return list(ContactTask.objects.filter(case=case, done_at=None).order_by("made_at", "id"))


def tasks_for(actor: Actor) -> QuerySet[ContactTask]:
    """The open tasks in the actor's scope, the oldest first."""
    mine = ContactTask.objects.filter(
        actor.where("case.see", team="case__team"), done_at=None, case__disposed_at=None
    )
    return mine.select_related("case").order_by("made_at", "id")
