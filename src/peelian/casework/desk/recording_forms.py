"""The forms about what happened: an incident is recorded, a crime of it, and the crime's outcome."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from peelian.accounts.actors import Actor
from peelian.accounts.days import day_of
from peelian.casework.cases.access import SeenCase
from peelian.casework.cases.actions import recording
from peelian.casework.cases.models import Case
from peelian.casework.desk import words
from peelian.casework.desk.fields import Faults, Field, moment_typed, reasons, select
from peelian.casework.desk.forms import About, Asked, Form, Source, Typed, form_page
from peelian.casework.desk.frame import words_of
from peelian.casework.desk.incidents import (
    incidents_in,
    offences_on,
    outcomes_on,
    shown_crime,
    shown_incident,
)
from peelian.casework.desk.problems import MomentUnreadable, PostcodeUnreadable
from peelian.casework.records.happened import wrong_times
from peelian.casework.records.models import Crime, Incident
from peelian.casework.records.problems import NoSuchRecord
from peelian.law import engine
from peelian.reference.calendars.working_days import moment_in_words
from peelian.reference.problems import Bilingual

LONGEST: Final = 500
CLOCK: Final = "crime_recording.record"
STANDARD: Final = Source(
    Bilingual("National Crime Recording Standard", "Safon Genedlaethol Cofnodi Troseddau"),
    "https://hmicfrs.justiceinspectorates.gov.uk/glossary/national-crime-recording-standard/",
)
"""The provision's citation NCRS, as the register of citations has it."""
_POSTCODE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_LIKE: Final = Bilingual("Like 30/11/2026 14:30.", "Fel 30/11/2026 14:30.")
_TIMES: Final = ("began_at", "ended_at", "reported_at")


# --- the incident ------------------------------------------------------------------------------------------
@form_page(recording.CHANGE)
def incident(actor: Actor, case: Case, now: datetime) -> Form:
    """Record what happened, when, where, and how we heard of it."""
    return Form(
        Bilingual("Record an incident", "Cofnodi digwyddiad"),
        Bilingual("Record it", "Ei gofnodi"),
        (
            Field(
                "note",
                Bilingual("What happened", "Beth ddigwyddodd"),
                "textarea",
                hint=Bilingual(
                    "A few words. They are sealed with the case.", "Ychydig eiriau. Fe'u selir gyda'r achos."
                ),
                required=True,
                longest=LONGEST,
            ),
            _time(
                "began_at", Bilingual("When it began, as far as known", "Pryd y dechreuodd, hyd y gwyddys")
            ),
            _time(
                "ended_at", Bilingual("When it ended, as far as known", "Pryd y daeth i ben, hyd y gwyddys")
            ),
            _time(
                "reported_at",
                Bilingual("When it was reported", "Pryd yr adroddwyd amdano"),
                Bilingual(
                    "Like 30/11/2026 14:30. Leave it empty where this case is the report.",
                    "Fel 30/11/2026 14:30. Gadewch ef yn wag lle mai'r achos hwn yw'r adroddiad.",
                ),
            ),
            select(
                "channel", Bilingual("How it was reported", "Sut yr adroddwyd amdano"), words.REPORTED.items()
            ),
            Field(
                "address",
                Bilingual("Address, or the place in words", "Cyfeiriad, neu'r lle mewn geiriau"),
                "textarea",
                longest=LONGEST,
            ),
            Field("postcode", Bilingual("Postcode", "Cod post"), longest=20, check=_postcode),
            reasons(words.RECORD_REASONS),
        ),
        _record,
        also=lambda given, now: _wrong_times(given, case, now),
    )


def _time(id_: str, label: Bilingual, hint: Bilingual = _LIKE) -> Field:
    return Field(id_, label, hint=hint, longest=30, check=lambda text, _now: moment_typed(text))


def _postcode(text: str, now: datetime) -> None:
    if text and not _POSTCODE.fullmatch("".join(text.upper().split())):
        raise PostcodeUnreadable


def _times(given: Typed, case: Case) -> tuple[datetime | None, datetime | None, datetime]:
    """It began, it ended, it was reported: with the case, where nothing else was typed."""
    began, ended, reported = (moment_typed(given[name]) for name in _TIMES)
    return began, ended, reported or case.opened_at


def _wrong_times(given: Typed, case: Case, now: datetime) -> Faults:
    try:
        began, ended, reported = _times(given, case)
    except MomentUnreadable:
        return {}
    return dict(wrong_times(reported_at=reported, began_at=began, ended_at=ended, as_of=now))


def _record(asked: Asked) -> object:
    began, ended, reported = _times(asked.typed, asked.case)
    return asked.do(
        recording.record_incident,
        channel=asked.typed["channel"],
        reported_at=reported,
        began_at=began,
        ended_at=ended,
        address=asked.typed["address"],
        postcode=asked.typed["postcode"],
    )


# --- the crime ---------------------------------------------------------------------------------------------
@form_page(recording.CHANGE)
def crime(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Record a crime of an incident of the case, by the offences that stood on the day of the report."""
    found = _incident(case, uid)
    return Form(
        Bilingual("Record a crime", "Cofnodi trosedd"),
        Bilingual("Record it", "Ei chofnodi"),
        (
            Field(
                "offence",
                Bilingual("Offence", "Trosedd"),
                "select",
                offences_on(day_of(found.reported_at)),
                required=True,
            ),
        ),
        lambda asked: asked.do(recording.record_crime, incident=found.pk, offence=asked.typed["offence"]),
        lede=_rule(found),
        source=STANDARD,
        about=lambda seen: About(_where(seen, found)),
    )


def _incident(case: Case, uid: str) -> Incident:
    found = incidents_in(case).filter(uid=uid).select_related("place").first()
    if found is None:
        raise NoSuchRecord
    return found


def _rule(found: Incident) -> Bilingual:
    """When a crime is recorded and by when, by the version of the rule that held on the day of the report."""
    version = engine.provision(CLOCK).version_on(day_of(found.reported_at), found.force)
    en = "Record it where it is more likely than not that a crime happened"
    cy = "Cofnodwch hi lle mae'n fwy tebygol na pheidio bod trosedd wedi digwydd"
    if version is None or version.clock is None:
        return Bilingual(f"{en}.", f"{cy}.")
    hours = version.clock.standard
    due = moment_in_words(found.reported_at + timedelta(hours=hours))
    return Bilingual(
        f"{en} (the balance of probabilities), within {hours} hours of the report: by {due}.",
        f"{cy} (yn ôl pwysau tebygolrwydd), o fewn {hours} awr i'r adroddiad: erbyn {due.cy}.",
    )


def _where(seen: SeenCase, found: Incident) -> str:
    """The place of an incident, and when it was reported where no place is known."""
    one = shown_incident(found, seen)
    place = ", ".join(filter(None, (one.address, one.postcode)))
    return place or words_of(moment_in_words(found.reported_at))


# --- its outcome -------------------------------------------------------------------------------------------
@form_page(recording.CHANGE)
def outcome(actor: Actor, case: Case, now: datetime, uid: str) -> Form:
    """Give a crime its outcome; where it has one, another takes its place, for a reason."""
    found = Crime.objects.filter(uid=uid, incident__in=incidents_in(case)).first()
    if found is None:
        raise NoSuchRecord
    one = shown_crime(found)
    again = (reasons(words.OUTCOME_REASONS),) if found.outcome_type else ()
    return Form(
        Bilingual("Give the crime its outcome", "Rhoi ei chanlyniad i'r drosedd"),
        Bilingual("Save the outcome", "Cadw'r canlyniad"),
        (select("outcome", Bilingual("Outcome", "Canlyniad"), outcomes_on(day_of(now))), *again),
        lambda asked: asked.do(
            recording.set_outcome, crime=found.pk, outcome_type=int(asked.typed["outcome"])
        ),
        about=lambda seen: About(f"{words_of(one.offence)}. {words_of(one.outcome)}."),
    )
