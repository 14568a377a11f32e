"""The forms about how a person may be reached: a way is noted or ends, and what they ask of every sender."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from peelian.accounts.actors import Actor
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.actions import recording
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.case_page import ShownPerson, people_of
from peelian.casework.desk.fields import Faults, Field, reasons, select
from peelian.casework.desk.forms import About, Asked, Form, Typed, form_page
from peelian.casework.desk.frame import words_of
from peelian.casework.desk.people_forms import name_of, person_of
from peelian.casework.threads import points
from peelian.casework.threads.hours import read_hours
from peelian.casework.threads.models import CHANNELS
from peelian.casework.threads.points import NewPoint
from peelian.casework.threads.problems import BadAddress, NoSuchPoint
from peelian.reference.problems import Bilingual

NOTE_LONGEST: Final = 500
_RANKS: Final = {
    "1": Bilingual("First", "Yn gyntaf"),
    "2": Bilingual("Second", "Yn ail"),
    "3": Bilingual("After the others", "Ar ôl y lleill"),
}
ASKS: Final = {
    "nothing": Bilingual("Nothing in particular", "Dim byd penodol"),
    "neutral": Bilingual("Send nothing that names the police", "Peidio ag anfon dim sy'n enwi'r heddlu"),
    "never": Bilingual("Do not contact them at all", "Peidio â chysylltu â nhw o gwbl"),
    "both": Bilingual(
        "Do not contact them at all, and never name the police",
        "Peidio â chysylltu â nhw o gwbl, a pheidio byth ag enwi'r heddlu",
    ),
}


@form_page(recording.CHANGE)
def add_way(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Note a way to reach somebody of the case, and whether they said that it is safe."""
    return Form(
        Bilingual("Add a way to reach a person", "Ychwanegu ffordd o gyrraedd person"),
        Bilingual("Add it", "Ei hychwanegu"),
        (
            select("channel", Bilingual("Way", "Ffordd"), [(one, words.CHANNELS[one]) for one in CHANNELS]),
            Field(
                "address",
                Bilingual("Address or number", "Cyfeiriad neu rif"),
                hint=Bilingual(
                    "Leave it empty for their own page.", "Gadewch ef yn wag ar gyfer eu tudalen eu hunain."
                ),
                longest=NOTE_LONGEST,
            ),
            select(
                "safe",
                Bilingual("Is it safe?", "A yw'n ddiogel?"),
                words.SAFE.items(),
                hint=Bilingual(
                    "Safe only if the person told you so. Somebody else may read what comes there.",
                    "Diogel dim ond os dywedodd y person hynny wrthych. Gall rhywun arall ddarllen yr hyn a ddaw yno.",
                ),
            ),
            Field(
                "hours",
                Bilingual(
                    "When it is safe (you can leave it empty)", "Pryd mae'n ddiogel (gallwch ei adael yn wag)"
                ),
                hint=Bilingual(
                    "Like mon-fri 09:00-15:00; sat 10:00-12:00. Empty: at any hour.",
                    "Er enghraifft llun-gwe 09:00-15:00; sad 10:00-12:00. Gwag: ar unrhyw awr.",
                ),
                longest=NOTE_LONGEST,
                check=lambda text, _now: read_hours(text),
            ),
            select("rank", Bilingual("Which way comes first", "Pa ffordd sy'n dod gyntaf"), _RANKS.items()),
        ),
        lambda asked: _add_way(asked, uid),
        also=_fits_the_way,
        about=lambda seen: About(name_of(person_of(seen, uid, now))),
    )


def _add_way(asked: Asked, person: str) -> object:
    typed = asked.typed
    new = NewPoint(typed["channel"], typed["address"], typed["safe"], typed["hours"], int(typed["rank"]))
    return asked.do(points.add_contact_point, person=person, new=new)


def _fits_the_way(given: Typed, now: datetime) -> Faults:
    """An address that is none of its way."""
    if given["channel"] not in CHANNELS:
        return {}
    try:
        points.checked_address(given["channel"], given["address"])
    except BadAddress:
        return {"address": BadAddress(channel=words.CHANNELS[given["channel"]])}
    return {}


@form_page(recording.CHANGE)
def end_way(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Somebody is not to be reached there any more."""
    return Form(
        Bilingual("End a way to reach a person", "Dod â ffordd o gyrraedd person i ben"),
        Bilingual("End it", "Dod â hi i ben"),
        (reasons(words.WAY_REASONS),),
        lambda asked: asked.do(points.end_contact_point, point=uid),
        lede=Bilingual(
            "Nothing is sent there any more. Where no safe way is left, somebody is asked to reach them.",
            "Nid anfonir dim yno mwyach. Lle nad oes ffordd ddiogel ar ôl, gofynnir i rywun eu cyrraedd.",
        ),
        about=lambda seen: About(_way(seen, uid, now)),
    )


def _way(seen: SeenCase, uid: str, now: datetime) -> str:
    for person in people_of(seen, now):
        for point in person.points:
            if point.uid == uid:
                way = words_of(words.CHANNELS[point.channel])
                return f"{name_of(person)}, {way}" + (f": {point.address}" if point.address else "")
    raise NoSuchPoint


@form_page(recording.CHANGE)
def asks(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """What somebody asks of everyone who would tell them anything."""
    return Form(
        Bilingual("What the person asks of us", "Yr hyn y mae'r person yn ei ofyn gennym"),
        Bilingual("Save", "Cadw"),
        (
            select("what", Bilingual("They ask us to", "Gofynnant inni"), ASKS.items()),
            Field(
                "note",
                Bilingual(
                    "What else they ask (you can leave it empty)",
                    "Beth arall y maent yn ei ofyn (gallwch ei adael yn wag)",
                ),
                "textarea",
                hint=Bilingual(
                    "Everyone who works on the case reads it. It takes the place of what stood here before.",
                    "Mae pawb sy'n gweithio ar yr achos yn ei ddarllen. Mae'n cymryd lle'r hyn a safai yma o'r blaen.",
                ),
                longest=NOTE_LONGEST,
            ),
        ),
        lambda asked: _ask(asked, uid),
        about=lambda seen: _asked_before(person_of(seen, uid, now)),
    )


def _ask(asked: Asked, person: str) -> object:
    what = asked.typed["what"]
    return asked.do(
        points.set_contact_rule,
        person=person,
        neutral_only=what in {"neutral", "both"},
        never=what in {"never", "both"},
    )


def _asked_before(person: ShownPerson) -> About:
    rule = person.rule
    if rule is None:
        return About(name_of(person))
    what = {(True, True): "both", (False, True): "never", (True, False): "neutral"}
    return About(
        name_of(person),
        {"what": what.get((rule.neutral_only, rule.never), "nothing"), "note": rule.note},
    )
