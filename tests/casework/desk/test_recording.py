"""What happened is recorded on the desk: an incident with its place, a crime of it, and the crime's outcome."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.recording import record_crime, record_incident
from peelian.casework.cases.models import Case
from peelian.casework.desk import recording_forms
from peelian.casework.ledger.entries import history
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.records.models import Crime, Incident, Place
from peelian.plan.registers.citations import citation
from peelian.reference.offences import offence_subgroups
from tests.casework.desk.sending import path, sent
from tests.support.cases import DAY, HOUR

NOW = timezone.now()
TOLD = "The shop window was broken with a paving stone"
SEEN_ON = datetime(2025, 11, 30, 14, 30, tzinfo=UTC)
TYPED = {
    "note": TOLD,
    "began_at": "30/11/2025 14:30",
    "ended_at": "2025-11-30 14:35",
    "reported_at": "30/11/2025 15:00",
    "channel": "101",
    "address": "The bakery, 1 High Street",
    "postcode": "b29 6bd",
    "reason": "person_reported",
}


@pytest.fixture
def case(world):
    return world.opened(as_of=NOW - HOUR)


@pytest.fixture
def incident(world, case):
    """A window broken on a winter's day, reported a day before the case; `as_of` this case's hour."""
    ago = NOW - HOUR
    return record_incident(
        case.reference,
        channel="999",
        reported_at=SEEN_ON,
        address="1 High Street",
        note=TOLD,
        actor=world.actor("ben", ago),
        as_of=ago,
    )


@pytest.fixture
def crime(world, case, incident):
    ago = NOW - HOUR
    ben = world.actor("ben", ago)
    return record_crime(case.reference, incident=incident.pk, offence="homicide", actor=ben, as_of=ago)


def crime_at(case, incident):
    return path(case, f"/incidents/{incident.uid}/crime")


def outcome_at(case, crime):
    return path(case, f"/crimes/{crime.uid}/outcome")


def plain(page):
    return " ".join(re.sub("<[^>]+>", " ", page.content.decode()).split())


# --- the incident ------------------------------------------------------------------------------------------
def test_an_incident_is_recorded_with_its_words_times_and_place(desk, case):
    ben = desk("ben")
    assert f'href="{path(case, "/incidents")}"' in ben.get(path(case)).content.decode()
    got = sent(ben, path(case, "/incidents"), **TYPED)
    assert got.headers["Location"] == path(case) + "?done=done"
    made = Incident.objects.get()
    assert (made.began_at, made.ended_at) == (SEEN_ON, SEEN_ON + timedelta(minutes=5))
    assert made.reported_at == SEEN_ON + timedelta(minutes=30) and made.channel == "101"
    text = plain(ben.get(path(case)))
    for words in (
        TOLD,
        "The bakery, 1 High Street",
        "b29 6bd",
        "By a call to 101",
        "No crime is recorded of it.",
    ):
        assert words in text
    assert "Incident recorded (The person reported it)" in text


def test_the_words_and_the_place_lie_sealed(desk, case):
    sent(desk("ben"), path(case, "/incidents"), **TYPED)
    place, entry = Place.objects.get(), history(case.uid).last()
    assert b"High Street" not in bytes(place.address) and b"b29" not in bytes(place.postcode)
    assert entry.action == "case.record_incident" and "paving" not in entry.facts


def test_a_time_is_the_clocks_in_london_in_summer_too(desk, case):
    summer = {**TYPED, "began_at": "1/7/2025 9:00", "ended_at": "", "reported_at": ""}
    assert sent(desk("ben"), path(case, "/incidents"), **summer).status_code == 303
    assert Incident.objects.get().began_at == datetime(2025, 7, 1, 8, tzinfo=UTC)


def test_where_the_case_is_the_report_its_opening_is_the_time_of_it(desk, case):
    typed = {"note": TOLD, "channel": "online", "reason": "others_told"}
    assert sent(desk("ben"), path(case, "/incidents"), **typed).status_code == 303
    made = Incident.objects.get()
    assert made.reported_at == case.opened_at and made.place is None and made.began_at is None


AHEAD = f"{NOW + 2 * DAY:%d/%m/%Y} 12:00"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"note": " "}, ["note"]),
        ({"ended_at": "30/11/2025 14:29"}, ["ended_at"]),
        ({"reported_at": "29/11/2025 15:00"}, ["reported_at"]),
        (
            {"began_at": AHEAD, "ended_at": AHEAD, "reported_at": AHEAD},
            ["began_at", "ended_at", "reported_at"],
        ),
        ({"ended_at": AHEAD}, ["ended_at"]),
        ({"began_at": "30/11/2025", "ended_at": "half past two"}, ["began_at", "ended_at"]),
        ({"began_at": "31/02/2025 10:00", "reported_at": "30/11/0025 10:00"}, ["began_at", "reported_at"]),
        ({"began_at": "30/11/2025 25:00"}, ["began_at"]),
        ({"began_at": "30/11/2025 14:30+05:00", "ended_at": "14:30"}, ["began_at", "ended_at"]),
        ({"channel": "pigeon", "reason": "none of these"}, ["channel", "reason"]),
        ({"postcode": "the bakery"}, ["postcode"]),
    ],
)
def test_what_cannot_have_happened_is_refused_at_its_field(desk, case, typed, wrong):
    got = sent(desk("ben"), path(case, "/incidents"), **{**TYPED, **typed})
    text = got.content.decode()
    assert got.status_code == 400 and re.findall(r'<li><a href="#([a-z_]+)">', text) == wrong
    assert "The bakery, 1 High Street" in text, "what was typed is still there"
    assert not Incident.objects.exists() and len(history(case.uid)) == 1


# --- the crime ---------------------------------------------------------------------------------------------
def test_a_crime_is_recorded_by_an_offence_of_the_vocabulary(desk, case, incident):
    ben = desk("ben")
    assert f'href="{crime_at(case, incident)}"' in ben.get(path(case)).content.decode()
    page = ben.get(crime_at(case, incident)).content.decode()
    assert all(f'<option value="{one}"' in page for one in offence_subgroups())
    assert "1 High Street" in page and "Violence against the person" in page
    assert sent(ben, crime_at(case, incident), offence="domestic_burglary").status_code == 303
    made = Crime.objects.get()
    assert (made.incident, made.offence, made.outcome_type) == (incident, "domestic_burglary", 0)
    text = plain(ben.get(path(case)))
    assert "Domestic burglary . Not yet assigned an outcome" in text.replace("burglary.", "burglary .")
    assert "Crime recorded" in text and TOLD in text


def test_the_form_says_the_rule_and_links_to_where_it_is_published(desk, case, incident):
    """24 hours from the report: 30 November 2025, 14:30, in winter time."""
    page = desk("ben").get(crime_at(case, incident)).content.decode()
    assert "balance of probabilities" in page and "within 24 hours of the report" in page
    assert "Monday 1 December 2025, 14:30" in page
    published = citation("NCRS").address
    assert f'href="{published}"' in page and recording_forms.STANDARD.address == published


@pytest.mark.parametrize("offence", ["", "piracy", "28E", "violence_against_the_person"])
def test_an_offence_that_the_vocabulary_does_not_name_is_refused(desk, case, incident, offence):
    got = sent(desk("ben"), crime_at(case, incident), offence=offence)
    assert got.status_code == 400 and 'href="#offence"' in got.content.decode()
    assert not Crime.objects.exists()


def test_an_incident_of_another_case_is_not_found_by_this_one(desk, world, incident):
    other = world.opened(as_of=NOW - HOUR)
    for more in (incident.uid, "nothing"):
        address = path(other, f"/incidents/{more}/crime")
        got = desk("ben").post(address, {"version": "1", "offence": "homicide"})
        assert got.status_code == 404 == desk("ben").get(address).status_code
    assert not Crime.objects.exists()


# --- its outcome -------------------------------------------------------------------------------------------
def test_a_crime_is_given_its_outcome_and_later_another_for_a_reason(desk, case, crime):
    ben, address = desk("ben"), outcome_at(case, crime)
    assert f'href="{address}"' in ben.get(path(case)).content.decode()
    form = ben.get(address).content.decode()
    assert [int(one) for one in re.findall(r'<option value="(\d+)"', form)] == list(range(1, 23))
    assert "18: Investigation complete – no suspect identified" in form and 'name="reason"' not in form
    assert sent(ben, address, outcome="18").status_code == 303
    crime.refresh_from_db()
    assert crime.outcome_type == 18 and crime.outcome_at is not None
    assert "18: Investigation complete – no suspect identified" in plain(ben.get(path(case)))
    assert sent(ben, address, outcome="1").status_code == 400, "a change needs its reason"
    assert sent(ben, address, outcome="1", reason="new_evidence").status_code == 303
    text = plain(ben.get(path(case)))
    assert "1: Charged/Summonsed" in text and "Outcome set (New evidence has come)" in text
    kept = [one.facts for one in history(case.uid) if one.action == "case.set_outcome"]
    assert '"outcome_type_before":18' in kept[-1] and len(kept) == 2


@pytest.mark.parametrize("outcome", ["", "0", "23", "-1", "one", "1e1"])
def test_an_outcome_that_is_none_is_refused(desk, case, crime, outcome):
    got = sent(desk("ben"), outcome_at(case, crime), outcome=outcome)
    assert got.status_code == 400 and 'href="#outcome"' in got.content.decode()
    assert Crime.objects.get().outcome_type == 0


# --- who, and which cases ----------------------------------------------------------------------------------
def test_who_comes_second_keeps_what_they_typed(desk, case):
    sent(desk("ben"), path(case, "/incidents"), **TYPED)
    got = desk("cerys").post(path(case, "/incidents"), {"version": case.version, **TYPED})
    text = got.content.decode()
    assert got.status_code == 409 and "Incident recorded" in text and TOLD in text
    assert Incident.objects.count() == 1


def test_nothing_of_another_forces_case_is_there(desk, case, incident, crime):
    """T-06"""
    dev = desk("dev")
    for address in (path(case, "/incidents"), crime_at(case, incident), outcome_at(case, crime)):
        typed = {"version": Case.objects.get().version, **TYPED, "offence": "homicide", "outcome": "18"}
        assert dev.get(address).status_code == 404 == dev.post(address, typed).status_code
    assert (Incident.objects.count(), Crime.objects.count(), Crime.objects.get().outcome_type) == (1, 1, 0)


def test_a_restricted_case_asks_why_before_it_shows_where_it_happened(desk, case, incident):
    Case.objects.filter(pk=case.pk).update(restricted=True)
    ben = desk("ben")
    asked = ben.get(crime_at(case, incident)).content.decode()
    assert "1 High Street" not in asked and "look_reason" in asked
    shown = ben.post(crime_at(case, incident), {"look_reason": "The owner rang about it"})
    assert shown.status_code == 200 and "1 High Street" in shown.content.decode()
    assert AccessEntry.objects.filter(subject=case.uid).count() == 1


def test_a_restricted_case_asks_why_before_it_names_the_offence(desk, case, crime):
    Case.objects.filter(pk=case.pk).update(restricted=True)
    ben, address = desk("ben"), outcome_at(case, crime)
    asked = ben.get(address).content.decode()
    assert "Homicide" not in asked and "look_reason" in asked
    assert "Homicide" in ben.post(address, {"look_reason": "The coroner rang"}).content.decode()


def test_whoever_may_not_change_records_is_offered_no_form(desk, world, case, incident, crime):
    from peelian.accounts.models import Grant

    Grant.objects.filter(user=world.cerys).update(role="auditor")
    page = desk("cerys").get(path(case))
    for address in (path(case, "/incidents"), crime_at(case, incident), outcome_at(case, crime)):
        assert address not in page.content.decode()
        assert desk("cerys").get(address).status_code in (403, 404)


def test_the_price_of_the_page_does_not_grow_with_the_incidents(desk, world, case, queries):
    """One question for the incidents with their places, one for the crimes of them all."""
    browser, ben = desk("ben"), world.actor("ben", NOW)

    def happens():
        made = record_incident(
            case.reference, channel="101", reported_at=SEEN_ON, address="Here", actor=ben, as_of=NOW
        )
        for _ in range(2):
            record_crime(case.reference, incident=made.pk, offence="homicide", actor=ben, as_of=NOW)

    happens()
    browser.get(path(case))
    few = queries(lambda: browser.get(path(case)))
    for _ in range(4):
        happens()
    many = queries(lambda: browser.get(path(case)))
    assert len(many) == len(few)


def test_the_forms_and_the_section_are_welsh_too(desk, case, incident, crime):
    ben = desk("ben")
    for address, words in (
        (path(case, "/incidents"), ("Cofnodi digwyddiad", "Drwy alwad i 101")),
        (crime_at(case, incident), ("Cofnodi trosedd", "o fewn 24 awr i", "dydd Llun 1 Rhagfyr 2025")),
        (outcome_at(case, crime), ("Rhoi ei chanlyniad i", "Cyhuddo neu wysio", "Dynladdiad")),
        (path(case), ("Digwyddiadau a throseddau", "Dynladdiad", "Heb ganlyniad eto", "Cofnodwyd trosedd")),
    ):
        page = ben.get("/cy" + address).content.decode()
        assert [one for one in words if one.casefold() not in page.casefold()] == []
