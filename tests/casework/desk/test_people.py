"""The forms about the people of a case: somebody is added, a detail is corrected, a part ends."""

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case, CaseParty
from peelian.casework.ledger.entries import history
from peelian.casework.records.models import Person
from peelian.casework.records.people import NewPerson
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR

AGO = timezone.now() - HOUR


@pytest.fixture
def case(world):
    asha = NewPerson(name="Asha Okafor", birth_date="1992-05-31", needs="a lift")
    return world.opened(parties=(NewParty("reporter", asha),), as_of=AGO)


def person_of(case):
    return case.parties.select_related("person").get(part="reporter").person


def at(case, more=""):
    return path(case, f"/people/{person_of(case).uid}{more}")


def test_somebody_is_added_with_their_part(desk, case):
    ben = desk("ben")
    assert path(case, '/people"') in ben.get(path(case)).content.decode()
    typed = {"part": "witness", "name": " Zed <b> ", "birth_date": "29/02/1980", "needs": "speaks softly"}
    got = sent(ben, path(case, "/people"), **typed)
    assert got.headers["Location"] == path(case) + "?done=done"
    text = ben.get(path(case)).content.decode()
    assert "Zed &lt;b&gt;" in text and "29 February 1980" in text and "speaks softly" in text
    assert "Person added" in text and "Witness" in text
    zed = Person.objects.exclude(pk=person_of(case).pk).get()
    assert not zed.may_be_child
    assert b"Zed" not in bytes(zed.name)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"part": ""}, "part"),
        ({"part": "officer"}, "part"),
        ({"part": "victim", "birth_date": "31/02/1990"}, "birth_date"),
        ({"part": "victim", "birth_date": "01/01/2999"}, "birth_date"),
        ({"part": "victim", "birth_date": "yesterday"}, "birth_date"),
    ],
)
def test_what_nobody_can_be_is_refused_at_its_field(desk, case, typed, wrong):
    got = sent(desk("ben"), path(case, "/people"), name="Zed", needs="", **typed)
    text = got.content.decode()
    assert got.status_code == 400 and f'href="#{wrong}"' in text and 'value="Zed"' in text
    assert Person.objects.count() == 1


def test_one_detail_is_corrected_with_a_reason_and_the_others_stay(desk, case):
    ben = desk("ben")
    form = ben.get(at(case)).content.decode()
    assert "Asha Okafor" in form
    assert sent(ben, at(case), what="name", right="Asha Obi", reason="").status_code == 400
    assert sent(ben, at(case), what="name", right="Asha Obi", reason="person_told_us").status_code == 303
    text = ben.get(path(case)).content.decode()
    assert "Asha Obi" in text and "Asha Okafor" not in text
    assert "31 May 1992" in text and "a lift" in text and "The person told us" in text
    assert sent(ben, at(case), what="needs", right="", reason="written_wrongly").status_code == 303
    assert "a lift" not in ben.get(path(case)).content.decode()
    own = [one.facts for one in history(person_of(case).uid) if one.action == "person.correct"]
    assert ['"columns":["name"]' in own[0], '"columns":["needs"]' in own[1]] == [True, True]


def test_a_date_of_birth_is_read_as_people_write_it(desk, case):
    ben = desk("ben")
    late = sent(ben, at(case), what="birth_date", right="2999-01-01", reason="document_seen")
    assert late.status_code == 400 and 'href="#right"' in late.content.decode()
    assert sent(ben, at(case), what="birth_date", right="1/6/2020", reason="document_seen").status_code == 303
    assert "1 June 2020" in ben.get(path(case)).content.decode()
    assert person_of(case).may_be_child


def test_a_part_ends_and_stays_readable(desk, case):
    ben, address = desk("ben"), at(case, "/parts/reporter/end")
    assert address in ben.get(path(case)).content.decode()
    assert sent(ben, address, reason="wrong_person").status_code == 303
    text = ben.get(path(case)).content.decode()
    assert "Asha Okafor" in text and "until" in text and "It was somebody else" in text
    assert address not in text and "/ways" not in text
    assert CaseParty.objects.get().ends is not None
    assert ben.get(address).status_code == 404 == ben.get(at(case)).status_code
    assert [one.action for one in history(case.uid)][-1] == "case.end_part"


def test_a_part_that_somebody_has_not_is_not_there(desk, case):
    for more in ("/parts/victim/end", "/parts/nothing/end"):
        assert desk("ben").get(at(case, more)).status_code == 404
        assert desk("ben").post(at(case, more), {"version": "1", "reason": "part_over"}).status_code == 404


def test_who_comes_second_keeps_what_they_typed(desk, case):
    ben, version = desk("ben"), case.version
    sent(ben, path(case, "/people"), part="witness", name="Zed", birth_date="", needs="")
    got = desk("cerys").post(at(case), {"version": version, "what": "needs", "right": "a ramp", "reason": ""})
    assert got.status_code == 400
    typed = {"version": version, "what": "needs", "right": "a ramp", "reason": "person_told_us"}
    got = desk("cerys").post(at(case), typed)
    assert got.status_code == 409 and "Person added" in got.content.decode()
    assert 'value="a ramp"' in got.content.decode()
    assert Case.objects.get(pk=case.pk).version == version + 1


def test_nothing_of_another_teams_case_is_there(desk, world, case):
    """T-06"""
    dev = desk("dev")
    for address in (path(case, "/people"), at(case), at(case, "/parts/reporter/end")):
        assert dev.get(address).status_code == 404 == dev.post(address, {"version": "1"}).status_code


def test_the_forms_are_welsh_too(desk, case):
    ben = desk("ben")
    for address, words in (
        (path(case, "/people"), "Ychwanegu person"),
        (at(case), "Cywiro manylyn am berson"),
        (at(case, "/parts/reporter/end"), "Dod â rhan person yn yr achos hwn i ben"),
    ):
        assert words in ben.get("/cy" + address).content.decode()
