"""Words of the frame around the question sets: parts of dates, places and ways to be told, and what is said of danger."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Final

from peelian.reference.problems import Bilingual
from peelian.services.contact.sets.model import YES_NO
from peelian.services.contact.sets.wording import HOW_WORDS, WAY_WORDS

_B = Bilingual
_TIMES: Final = (
    ("morning", _B("Morning: 6am to midday", "Bore: 6yb hyd ganol dydd"), ""),
    ("afternoon", _B("Afternoon: midday to 6pm", "Prynhawn: canol dydd hyd 6yh"), ""),
    ("evening", _B("Evening: 6pm to midnight", "Gyda'r nos: 6yh hyd hanner nos"), ""),
    ("night", _B("Night: midnight to 6am", "Nos: hanner nos hyd 6yb"), ""),
    ("unknown", _B("I do not know", "Ni wn"), ""),
)
_NOTHING_SENT: Final = _B("We send you nothing.", "Nid ydym yn anfon dim atoch.")

IN_DANGER: Final = ("999", "55", "18000", "999sms", "999bsl")
"""Every way to 999, as ids of `numbers.toml`."""
NOT_NOW: Final = ("101", "18001101")
"""The police, when nobody is in danger now."""

WORDS: Final = SimpleNamespace(
    call_999=_B("In an emergency call 999.", "Mewn argyfwng, ffoniwch 999."),
    other_ways=_B("Other ways to reach 999", "Ffyrdd eraill o gyrraedd 999"),
    danger=_B(
        "Is anyone in danger now, or is a crime happening now?",
        "A oes rhywun mewn perygl nawr, neu a oes trosedd yn digwydd nawr?",
    ),
    danger_hint=_B(
        "Nobody watches this form day and night.", "Nid oes neb yn gwylio'r ffurflen hon ddydd a nos."
    ),
    danger_choices=(
        ("yes", _B("Yes, or I am not sure", "Oes, neu nid wyf yn siŵr"), ""),
        ("no", _B("No", "Nac oes"), ""),
    ),
    call_now=_B("Call 999 now", "Ffoniwch 999 nawr"),
    call_when=_B(
        "Call 999 if somebody is in danger, a crime is happening, or the person who did it is near. If you can, go to "
        "a safe place first.",
        "Ffoniwch 999 os oes rhywun mewn perygl, os oes trosedd yn digwydd, neu os yw'r person a'i gwnaeth gerllaw. Os "
        "gallwch, ewch i le diogel yn gyntaf.",
    ),
    exit=_B("Exit this page", "Gadewch y dudalen hon"),
    if_seen=_B(
        "If somebody must not see this, press the button Exit this page, or the key Shift three times. You get to "
        "another site at once, and what you typed is gone. Your browser's history still shows that you were on this "
        "site: delete it, or use another device.",
        "Os na ddylai rhywun weld hwn, pwyswch y botwm Gadewch y dudalen hon, neu'r fysell Shift deirgwaith. Ewch i "
        "wefan arall ar unwaith, ac mae'r hyn a deipioch wedi mynd. Mae hanes eich porwr yn dal i ddangos ichi fod ar y "
        "wefan hon: dilëwch ef, neu defnyddiwch ddyfais arall.",
    ),
    do_not_wait=_B(
        "If anyone is in danger, do not wait for an answer: call 999.",
        "Os oes rhywun mewn perygl, peidiwch ag aros am ateb: ffoniwch 999.",
    ),
    about=_B("What it is about", "Beth sydd dan sylw"),
    force=_B("Police force", "Heddlu"),
    team=_B("Team", "Tîm"),
    hows=tuple((id_, label, "") for id_, label in HOW_WORDS.items()),
    times=_TIMES,
    ways=tuple((id_, label, _NOTHING_SENT if id_ == "page" else "") for id_, label in WAY_WORDS.items()),
    yes_no=tuple((id_, label, "") for id_, label in YES_NO),
    may_say=(("yes", _B("Yes", "Cewch"), ""), ("no", _B("No", "Na chewch"), "")),
    on_day=_B(
        "The day, or the first day that it could have been", "Y diwrnod, neu'r diwrnod cyntaf y gallai fod"
    ),
    to_day=_B("The last day that it could have been", "Y diwrnod olaf y gallai fod"),
    date_hint=_B("For example, 27 3 2026", "Er enghraifft, 27 3 2026"),
    time=_B("What time of the day?", "Pa adeg o'r dydd?"),
    to_time=_B("What time of the last day?", "Pa adeg o'r diwrnod olaf?"),
    day=_B("Day", "Diwrnod"),
    month=_B("Month", "Mis"),
    year=_B("Year", "Blwyddyn"),
    postcode=_B("Postcode, if you know it", "Cod post, os gwyddoch"),
    street=_B("Building and street (optional)", "Adeilad a stryd (dewisol)"),
    town=_B("Town, village or area", "Tref, pentref neu ardal"),
    place_words=_B("Or describe the place (optional)", "Neu disgrifiwch y lle (dewisol)"),
    place_words_hint=_B(
        "For example, a road and what is near, a station, a park.",
        "Er enghraifft, ffordd a'r hyn sydd gerllaw, gorsaf, parc.",
    ),
    email=_B("Email address", "Cyfeiriad e-bost"),
    mobile=_B("Mobile number", "Rhif ffôn symudol"),
    phone=_B("Phone number", "Rhif ffôn"),
    address=_B("Postal address", "Cyfeiriad post"),
    safe=_B(
        "Are you the only one who sees or hears what comes there?",
        "Ai dim ond chi sy'n gweld neu'n clywed yr hyn a ddaw yno?",
    ),
    mention=_B(
        "If somebody else answers or opens it, may we say that it is the police?",
        "Os bydd rhywun arall yn ateb neu'n ei agor, a gawn ni ddweud mai'r heddlu sydd yno?",
    ),
    note=_B(
        "Is there anything we must know first? (optional)",
        "A oes unrhyw beth y mae'n rhaid inni ei wybod yn gyntaf? (dewisol)",
    ),
    note_hint=_B("For example, when not to call.", "Er enghraifft, pryd i beidio â ffonio."),
)
