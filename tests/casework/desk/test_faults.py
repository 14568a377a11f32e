"""Everything that is wrong with a form is told at once, each at its field, and what was typed stays."""

import re

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.ledger.entries import history
from peelian.casework.records.people import NewPerson
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR


@pytest.fixture
def case(world):
    asha = NewPerson(name="Asha Okafor", birth_date="1992-05-31")
    return world.opened(parties=(NewParty("reporter", asha),), as_of=timezone.now() - HOUR)


def at_fault(page):
    """The fields that the summary links to, in its order; each must bear its own message and say that it is wrong."""
    found = re.findall(r'<li><a href="#([a-z_]+)">', page)
    assert page.count("govuk-error-message") == page.count('aria-invalid="true"') == len(found)
    assert all(f'id="{one}-error"' in page and f"{one}-error" in page for one in found)
    return found


FORMS = {
    "/people/{uid}/join": ({"other": "", "reason": ""}, ["other", "reason"]),
    "/people": ({"part": "", "name": "Zed", "birth_date": "31/02/1990", "needs": ""}, ["part", "birth_date"]),
    "/people/{uid}": (
        {"what": "birth_date", "right": "01/01/2999", "reason": ""},
        ["right", "reason"],
    ),
    "/people/{uid}/ways": (
        {"channel": "sms", "address": "a number", "safe": "", "hours": "whenever", "rank": ""},
        ["address", "safe", "hours", "rank"],
    ),
    "/link": ({"other": "12", "kind": ""}, ["other", "kind"]),
    "/hold": ({"reason": "", "review_on": "1/1/2001", "note": "a note"}, ["reason", "review_on"]),
    "/assign": ({"to": "", "reason": "because", "note": ""}, ["to", "reason"]),
}


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("language", ["", "/cy"])
def test_all_faults_of_a_form_are_told_together(desk, case, address, language):
    typed, wrong = FORMS[address]
    uid = case.parties.get().person.uid
    got = sent(desk("cerys"), language + path(case, address.format(uid=uid)), **typed)
    text = got.content.decode()
    assert got.status_code == 400 and at_fault(text) == wrong
    for one in filter(None, (typed.get("name"), typed.get("address"), typed.get("note"))):
        assert one in text
    assert len(history(case.uid)) == 1, "nothing was done"


def test_the_faults_of_several_cases_and_of_an_absence_are_told_together(desk, case):
    cerys = desk("cerys")
    chosen = {"act": "assign", "case": f"{case.reference}:{case.version}", "do": "1"}
    got = cerys.post("/desk/several", {**chosen, "to": "", "reason": ""})
    assert got.status_code == 400 and at_fault(got.content.decode()) == ["to", "reason"]
    got = cerys.post("/desk/absence", {"who": "", "starts": "soon", "ends": "", "kind": "", "cover": ""})
    assert got.status_code == 400
    assert at_fault(got.content.decode()) == ["who", "starts", "ends", "kind", "cover"]


def test_a_fault_that_is_about_no_field_is_told_without_a_link(desk, case):
    got = sent(desk("cerys"), path(case, "/link"), other=case.reference, kind="related")
    text = got.content.decode()
    assert got.status_code == 400 and "There is a problem" in text
    assert at_fault(text) == []


def test_a_fault_does_not_hide_that_somebody_else_was_first(desk, case):
    """The form that comes back with a fault still carries the version that the officer saw."""
    cerys, address = desk("cerys"), path(case, "/people")
    seen = {"version": case.version, "name": "Zed"}
    sent(desk("ben"), address, part="witness", name="Will", birth_date="", needs="")
    got = cerys.post(address, {**seen, "part": ""}).content.decode()
    assert at_fault(got) == ["part"] and f'name="version" value="{case.version}"' in got
    got = cerys.post(address, {**seen, "part": "victim"})
    text = got.content.decode()
    assert got.status_code == 409 and "Person added" in text
    assert f'name="version" value="{case.version + 1}"' in text, "now that it was told"
    assert cerys.post(address, {**seen, "part": "victim", "version": case.version + 1}).status_code == 303
