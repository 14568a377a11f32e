"""T-19. Delegated administration on pages: what it does, and whom it refuses."""

import re
from datetime import timedelta

import pytest
from django.urls import URLPattern
from django.utils import timezone

from peelian.accounts.models import ApiKey, Enrolment, Grant, Shift, Team, User
from peelian.accounts.urls import PAGES

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def address_of(one: URLPattern, uid=UNKNOWN, slug="aston"):
    return "/" + str(one.pattern).replace("<str:uid>", uid).replace("<slug:slug>", slug)


def text_of(response):
    return re.sub(r'value="[^"]{64}"', "", response.content.decode())


@pytest.mark.parametrize("name", ["ben", "dev", "eve"])
def test_who_manages_nobody_is_refused_and_learns_nothing(signed_in, people, name):
    visitor = signed_in(name)
    managing = [
        one for one in PAGES if one.pattern.match(address_of(one)[1:]) and "people" in address_of(one)
    ]
    managing += [one for one in PAGES if address_of(one).startswith(("/account/teams", "/account/keys"))]
    assert len(managing) >= 12
    for one in managing:
        for ask in (visitor.get, visitor.post):
            there, nowhere = ask(address_of(one, str(people.gwen.uid))), ask(address_of(one))
            assert there.status_code == nowhere.status_code in {403, 405}, one.name
            strip = [text_of(page).replace(str(people.gwen.uid), UNKNOWN) for page in (there, nowhere)]
            assert strip[0] == strip[1], one.name


def test_a_supervisor_gives_the_roles_of_the_team_on_pages_and_manages_no_account(signed_in, people):
    cerys, here = signed_in("cerys"), f"/account/people/{people.ben.uid}"
    given = {"role": "handler", "scope": "team:aston", "reason": "covers"}
    assert cerys.post(f"{here}/grant", given).status_code == 303
    page = cerys.get(here).content.decode()
    assert (
        "Contact handler" in page and "recovery" not in page and "Record that this person leaves" not in page
    )
    for address in (f"{here}/leave", f"{here}/recover", f"{here}/approve", "/account/people/add"):
        assert cerys.post(address).status_code == 403, address
    for more in ({"role": "supervisor"}, {"scope": "team:edgbaston"}, {"scope": "force:west-midlands"}):
        assert cerys.post(f"{here}/grant", {**given, **more}).status_code == 400
    links = cerys.get("/account").content.decode()
    assert (
        "/account/people" in links and "/account/keys" not in links and 'href="/account/teams"' not in links
    )
    assert cerys.get(f"/account/people/{people.gwen.uid}").status_code == 404


def test_one_out_of_reach_is_not_there(signed_in, people):
    gwen = signed_in("gwen")
    pages = [
        gwen.get(f"/account/people/{uid}") for uid in (people.dev.uid, people.eve.uid, UNKNOWN, "x' OR 1=1")
    ]
    assert {page.status_code for page in pages} == {404}
    bodies = {re.sub(r"/account/people/[^\"]*", "", text_of(page)) for page in pages}
    assert len(bodies) == 1
    listed = gwen.get("/account/people").content.decode()
    assert "Ben" in listed and "Dev" not in listed and "Eve" not in listed


def test_a_role_is_given_and_taken_back_on_the_page(signed_in, people):
    gwen, here = signed_in("gwen"), f"/account/people/{people.ben.uid}"
    given = {"role": "handler", "scope": "team:edgbaston", "reason": "covers"}
    assert gwen.post(f"{here}/grant", given)["Location"] == here
    grant = Grant.objects.get(user=people.ben, role="handler")
    assert grant.team == people.edgbaston and grant.granted_by == people.gwen
    assert "Earlier roles" not in gwen.get(here).content.decode()
    assert gwen.post(f"{here}/end", {"grant": grant.pk, "reason": "no_longer_needed"}).status_code == 303
    assert "Earlier roles" in gwen.get(here).content.decode()


@pytest.mark.parametrize(("lang", "name"), [("", "County lines"), ("/cy", "Llinellau cyffuriau")])
def test_a_role_for_a_service_shows_its_name(signed_in, people, lang, name):
    """As plan/registers/services.toml calls it; its code is nobody's word."""
    for user in (people.gwen, people.ben):
        Grant.objects.create(
            user=user,
            role="administrator",
            service="lines",
            starts=timezone.now() - timedelta(days=1),
            reason="joins",
        )
    gwen = signed_in("gwen")
    page = text_of(gwen.get(f"{lang}/account/people/{people.ben.uid}"))
    assert name in page
    own = text_of(gwen.get(f"{lang}/account"))
    assert name in own
    for text in (page, own):
        assert not re.search(r"\blines\b", re.sub("service:lines|County lines", "", text))


@pytest.mark.parametrize(
    "given",
    [
        {"role": "handler", "scope": "team:maidstone", "reason": "joins"},
        {"role": "handler", "scope": "force:kent", "reason": "joins"},
        {"role": "handler", "scope": "service:contact", "reason": "joins"},
        {"role": "king", "scope": "team:aston", "reason": "joins"},
        {"role": "handler", "scope": "team:aston", "reason": "because"},
        {"role": "handler", "scope": "", "reason": ""},
        {},
    ],
)
def test_a_forged_choice_changes_nothing_and_says_so(signed_in, people, given):
    before = Grant.objects.count()
    answer = signed_in("gwen").post(f"/account/people/{people.ben.uid}/grant", given)
    assert answer.status_code == 400 and "There is a problem" in answer.content.decode()
    assert Grant.objects.count() == before


@pytest.mark.parametrize("hostile", ["\x00", "9" * 40, "٣", "💥" * 5000, "' OR 1=1 --", "<b>"])
def test_hostile_input_is_refused_in_words_everywhere(signed_in, people, hostile):
    gwen = signed_in("gwen")
    names = (
        "role", "scope", "reason", "leaves", "joins", "grant", "session", "method", "name", "email", "force",
        "collar_number", "name_en", "name_cy", "kind", "contact_route", "key", "days", "code", "next", "credential",
        "answer", "again-path", "again-next", "language", "password", "scopes",
    )  # fmt: skip
    given, asked = dict.fromkeys(names, hostile), dict.fromkeys(("name", "page", "code", "next"), hostile)
    for one in PAGES:
        if one.name in {"account-sign-out", "account-leave", "account-set-up"}:
            continue
        here = address_of(one, str(people.ben.uid))
        for answer in (gwen.get(here, asked), gwen.post(here, given)):
            assert answer.status_code < 500, one.name


def test_a_person_needs_a_name_and_a_true_address(signed_in, people):
    gwen = signed_in("gwen")
    good = {"name": "Ada", "email": "ada@example.org", "role": "handler", "scope": "team:aston"}
    for wrong in ({"name": " "}, {"email": "ada"}, {"email": ""}, {"email": "a@b\nBcc: c@d.org"}):
        assert gwen.post("/account/people/add", {**good, **wrong}).status_code == 400
    assert not User.objects.filter(name="Ada").exists()


def test_anothers_grant_is_not_ended_through_this_persons_page(signed_in, people):
    other = Grant.objects.get(user=people.dev)
    answer = signed_in("gwen").post(
        f"/account/people/{people.ben.uid}/end", {"grant": other.pk, "reason": "leaves"}
    )
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.ends is None


def test_a_person_is_added_and_the_link_shown_once(signed_in, people):
    gwen = signed_in("gwen")
    given = {"name": "Ada Ün", "email": "ada@example.org", "role": "handler", "scope": "team:aston"}
    page = gwen.post("/account/people/add", given)
    text = page.content.decode()
    assert page.status_code == 200 and re.search(r'id="link-code"[^>]*>[\w-]{43}<', text)
    assert ">http://testserver/account/set-up<" in text
    assert Enrolment.objects.get().user == User.objects.get(email="ada@example.org")
    again = gwen.post("/account/people/add", given)
    assert again.status_code == 400 and 'value="Ada Ün"' in again.content.decode()


def test_two_administrators_give_a_recovery_on_pages(signed_in, people):
    gwen, huw, here = signed_in("gwen"), signed_in("huw"), f"/account/people/{people.ben.uid}"
    gwen.post(f"{here}/recover")
    assert "Another administrator must approve" in gwen.get(here).content.decode()
    assert gwen.post(f"{here}/approve", {"answer": "yes"}).status_code == 400
    assert "Ben" in huw.get("/account/people").content.decode().split("Add a person")[0]
    shown = huw.post(f"{here}/approve", {"answer": "yes"})
    assert 'id="link-code"' in shown.content.decode()
    assert huw.post(f"{here}/approve", {"answer": "yes"}).status_code == 404


def test_a_leaver_is_recorded_after_a_page_that_says_what_it_does(signed_in, people):
    gwen, here = signed_in("gwen"), f"/account/people/{people.ben.uid}"
    assert "their open cases go back to the teams" in gwen.get(f"{here}/leave").content.decode()
    gwen.post(f"{here}/leave")
    people.ben.refresh_from_db()
    assert people.ben.left_on is not None
    assert gwen.post(f"/account/people/{people.gwen.uid}/leave").status_code == 400


def test_teams_are_opened_and_closed(signed_in, people):
    gwen = signed_in("gwen")
    given = {"name_en": "Nechells team", "name_cy": "", "kind": "neighbourhood", "force": "west-midlands"}
    assert gwen.post("/account/teams/add", given)["Location"] == "/account/teams/west-midlands-nechells-team"
    assert gwen.post("/account/teams/add", given).status_code == 400
    assert gwen.post("/account/teams/add", {**given, "name_en": "B", "force": "kent"}).status_code == 400
    assert gwen.post("/account/teams/west-midlands-nechells-team/close").status_code == 303
    assert gwen.post("/account/teams/aston/close").status_code == 400
    assert gwen.post("/account/teams/west-midlands-contact/close").status_code == 400
    assert gwen.post("/account/teams/maidstone/close").status_code == 404
    assert Team.objects.get(slug="maidstone").closes is None


def test_a_supervisor_plans_and_ends_shifts_of_the_team(signed_in, people):
    cerys, here = signed_in("cerys"), "/account/teams/aston"
    good = {
        "user": people.ben.pk,
        "part": "duty_officer",
        "starts": "2030-07-01T08:00",
        "ends": "2030-07-01T16:00",
    }
    assert cerys.post(f"{here}/shifts/add", good)["Location"] == here
    shift = Shift.objects.get()
    assert (shift.starts.isoformat(), shift.part) == ("2030-07-01T07:00:00+00:00", "duty_officer")
    for wrong in ({"user": people.dev.pk}, {"part": "king"}, {"starts": ""}, {"ends": "2030-07-01T07:00"}):
        assert cerys.post(f"{here}/shifts/add", {**good, **wrong}).status_code == 400
    page = cerys.get(here).content.decode()
    assert "End this shift" in page and "Close the team" not in page
    assert cerys.post("/account/teams/edgbaston/shifts/add", good).status_code == 404
    assert signed_in("ben").post(f"{here}/shifts/end", {"shift": shift.pk}).status_code == 403
    cerys.post(f"{here}/shifts/end", {"shift": shift.pk})
    assert not Shift.objects.exists()


def test_a_key_is_made_shown_once_and_revoked(signed_in, people):
    gwen = signed_in("gwen")
    given = {"name": "Import", "force": "west-midlands", "scopes": ["case.open"], "days": "30"}
    page = gwen.post("/account/keys", given).content.decode()
    text = re.search(r"peelian_[0-9a-f]{10}_[\w-]{43}", page)[0]
    assert text not in gwen.get("/account/keys").content.decode()
    assert gwen.post("/account/keys", {**given, "scopes": ["account.manage"]}).status_code == 400
    assert gwen.post("/account/keys", {**given, "scopes": []}).status_code == 400
    assert gwen.post("/account/keys", {**given, "force": "kent"}).status_code == 400
    gwen.post("/account/keys/revoke", {"key": text[8:18]})
    assert ApiKey.objects.get().revoked_at is not None


def test_a_hostile_name_is_text_on_every_page(signed_in, people):
    User.objects.filter(pk=people.ben.pk).update(name="<script>alert(1)</script>")
    gwen = signed_in("gwen")
    for address in ("/account/people", f"/account/people/{people.ben.uid}", "/account/teams/aston"):
        assert "<script>alert" not in gwen.get(address).content.decode()
