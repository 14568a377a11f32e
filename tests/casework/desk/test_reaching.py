"""The forms about how a person may be reached: what they write, what they refuse, who gets them, and the look they write."""

import pytest
from django.utils import timezone

from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case
from peelian.casework.ledger.consulting import looks_at
from peelian.casework.ledger.entries import history
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.models import ContactPoint, ContactRule
from peelian.casework.threads.points import NewPoint, add_contact_point
from peelian.casework.threads.safe_contact import decide, reach_of
from tests.casework.desk.sending import path, sent
from tests.support.cases import HOUR

AGO = timezone.now() - HOUR
EMAIL = "asha@example.org"


@pytest.fixture
def case(world):
    """Asha's question: nobody has noted yet how she may be reached."""
    asha = NewParty("reporter", NewPerson(name="Asha Okafor", birth_date="1992-05-31"))
    return world.opened(parties=(asha,), as_of=AGO)


def person_of(case):
    return case.parties.select_related("person").get().person


def ways(case):
    return path(case, f"/people/{person_of(case).uid}/ways")


def asks(case):
    return path(case, f"/people/{person_of(case).uid}/asks")


def noted(case, world, safe="yes", channel="email", address=EMAIL):
    return add_contact_point(
        case.reference,
        person=person_of(case).uid,
        new=NewPoint(channel, address, safe),
        actor=world.actor("ben"),
        as_of=AGO,
    )


def way_told(case):
    """By which channel she would be told now; None where somebody must reach her."""
    now = timezone.now()
    reach = reach_of(person_of(case), now)
    decided = decide(reach.ways, reach.asked, as_of=now)
    return None if decided.use is None else reach.points[decided.use].channel


def test_a_way_that_she_called_safe_is_used_from_now_on(desk, case):
    """T-08"""
    assert way_told(case) is None
    ben = desk("ben")
    assert ways(case) in ben.get(path(case)).content.decode()
    got = sent(ben, ways(case), channel="email", address=f" {EMAIL} ", safe="yes", hours="", rank="1")
    assert got.headers["Location"] == path(case) + "?done=done"
    assert way_told(case) == "email"
    text = ben.get(path(case)).content.decode()
    assert EMAIL in text and "Safe, the person said" in text and "Way to reach the person added" in text


@pytest.mark.parametrize("safe", ["no", "unknown"])
def test_a_way_that_nobody_called_safe_is_kept_and_not_used(desk, case, safe):
    """T-08"""
    got = sent(desk("ben"), ways(case), channel="sms", address="07700 900123", safe=safe, hours="", rank="1")
    assert got.status_code == 303
    assert ContactPoint.objects.get().safe == safe and way_told(case) is None


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"channel": "email", "address": "no address"}, "address"),
        ({"channel": "phone", "address": "x"}, "address"),
        ({"channel": "page", "address": EMAIL}, "address"),
        ({"channel": "post", "address": ""}, "address"),
        ({"channel": "email", "address": EMAIL, "hours": "at night"}, "hours"),
        ({"channel": "email", "address": EMAIL, "safe": ""}, "safe"),
        ({"channel": "pigeon", "address": EMAIL}, "channel"),
        ({"channel": "email", "address": EMAIL, "rank": "9"}, "rank"),
    ],
)
def test_what_cannot_be_a_way_is_refused_at_its_field_with_what_was_typed(desk, case, typed, at):
    got = sent(desk("ben"), "/cy" + ways(case), **{"safe": "yes", "hours": "", "rank": "1", **typed})
    text = got.content.decode()
    assert got.status_code == 400 and f'href="#{at}"' in text and not ContactPoint.objects.exists()
    assert not typed["address"] or f'value="{typed["address"]}"' in text
    assert ">email<" not in text and ">phone<" not in text, "a code is nobody's language"


def test_a_way_ends_with_a_reason_and_is_used_no_more(desk, world, case):
    """T-08"""
    point = noted(case, world)
    ben, address = desk("ben"), path(case, f"/ways/{point.uid}/end")
    assert address in ben.get(path(case)).content.decode()
    form = ben.get(address).content.decode()
    assert "Asha Okafor" in form and EMAIL in form
    assert sent(ben, address, reason="").status_code == 400
    assert sent(ben, address, reason="not_safe").status_code == 303
    assert way_told(case) is None
    text = ben.get(path(case)).content.decode()
    assert EMAIL not in text and "It is not safe, or not any more" in text
    assert ben.get(address).status_code == 404
    assert [one.action for one in history(case.uid)][-2:] == ["contact.add", "contact.end"]


def test_what_she_asks_of_every_sender_is_kept_sealed_and_obeyed(desk, world, case):
    """T-08"""
    noted(case, world)
    cerys = desk("cerys")
    assert sent(cerys, asks(case), what="never", note="her brother reads her post").status_code == 303
    assert way_told(case) is None
    rule = ContactRule.objects.get()
    assert (rule.never, rule.neutral_only) == (True, False)
    assert b"brother" not in bytes(rule.note)
    text = cerys.get(path(case)).content.decode()
    assert "Asked not to be contacted at all." in text and "her brother reads her post" in text
    again = cerys.get(asks(case)).content.decode()
    assert 'value="never" selected' in again and "her brother reads her post</textarea>" in again
    assert sent(cerys, asks(case), what="both", note="").status_code == 303
    now = ContactRule.objects.get(ends=None)
    assert (now.never, now.neutral_only, now.note) == (True, True, None)
    assert sent(cerys, asks(case), what="nothing", note="").status_code == 303
    assert not ContactRule.objects.filter(ends=None).exists() and way_told(case) == "email"


def test_who_comes_second_is_told_what_changed_and_keeps_what_they_typed(desk, world, case):
    version = case.version
    noted(case, world)
    got = desk("ben").post(asks(case), {"version": version, "what": "never", "note": "kept <i>"})
    text = got.content.decode()
    assert got.status_code == 409 and "Way to reach the person added" in text
    assert "kept &lt;i&gt;</textarea>" in text and 'value="never" selected' in text
    assert not ContactRule.objects.exists()


def test_each_form_that_shows_her_is_a_look_and_a_restricted_case_asks_why_first(desk, world):
    """T-05"""
    asha = NewParty("reporter", NewPerson(name="Asha Okafor"))
    case = world.opened(restricted=True, parties=(asha,), as_of=AGO)
    ben = desk("ben")
    asked = ben.get(asks(case))
    assert "Asha" not in asked.content.decode() and b"Say why you need to read this" in asked.content
    assert not looks_at(case.uid).exists()
    shown = ben.post(asks(case), {"look_reason": "she rang"})
    assert (shown.status_code, looks_at(case.uid).count()) == (200, 1)
    assert "Asha Okafor" in shown.content.decode()
    assert not ContactRule.objects.exists(), "giving the reason sends no form"
    assert sent(ben, asks(case), what="neutral", note="").status_code == 303


def test_what_was_typed_survives_the_question_for_a_reason(desk, world):
    """T-05"""
    asha = NewParty("reporter", NewPerson(name="Asha Okafor"))
    case = world.opened(restricted=True, parties=(asha,), as_of=AGO)
    ben, typed = desk("ben"), {"version": "9", "what": "never", "note": "kept <i>"}
    assert b'name="note" value="kept &lt;i&gt;"' in ben.post(asks(case), typed).content
    shown = ben.post(asks(case), typed | {"look_reason": "she rang"})
    assert shown.status_code == 200, "it is shown again, not sent"
    text = shown.content.decode()
    assert "kept &lt;i&gt;</textarea>" in text and 'value="never" selected' in text


def test_only_people_and_ways_of_this_case_are_there(desk, world, case):
    """T-06"""
    other = world.opened(parties=(NewParty("reporter", NewPerson(name="Zed")),), as_of=AGO)
    theirs = world.opened(
        team=world.elsewhere, parties=(NewParty("reporter", NewPerson(name="Yan")),), as_of=AGO
    )
    ben, point = desk("ben"), noted(other, world)
    form = {"version": "1", "what": "never", "reason": "not_safe"}
    for address in (
        path(case, f"/people/{person_of(other).uid}/asks"),
        path(case, f"/people/{person_of(other).uid}/ways"),
        path(case, f"/ways/{point.uid}/end"),
        asks(theirs),
    ):
        assert ben.get(address).status_code == 404, address
        typed = form | {"channel": "page", "address": "", "safe": "yes", "hours": "", "rank": "1"}
        assert ben.post(address, typed).status_code == 404, address
    assert not ContactRule.objects.exists() and ContactPoint.objects.get().ends is None


def test_who_may_not_change_records_finds_neither_link_nor_form(desk, world, case):
    from peelian.accounts.models import Grant, User

    mair = User.objects.create_user("mair@example.org", "Mair")
    Grant.objects.create(user=mair, role="records_reviewer", team=world.team, starts=AGO, reason="new")
    object.__setattr__(world, "mair", mair)
    browser = desk("mair")
    text = browser.get(path(case)).content.decode()
    assert "Asha Okafor" in text and "/asks" not in text and "/ways" not in text
    assert browser.get(asks(case)).status_code == browser.get(ways(case)).status_code == 403
    assert Case.objects.get(pk=case.pk).version == case.version


def test_the_forms_are_welsh_too(desk, world, case):
    point = noted(case, world)
    ben = desk("ben")
    for address, words in (
        (ways(case), "Ychwanegu ffordd o gyrraedd person"),
        (asks(case), "Yr hyn y mae'r person yn ei ofyn gennym"),
        (path(case, f"/ways/{point.uid}/end"), "Dod â ffordd o gyrraedd person i ben"),
    ):
        assert words.replace("'", "&#39;") in ben.get("/cy" + address).content.decode()
