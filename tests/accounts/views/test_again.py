"""T-18. After a pause: who it is is asked again, and what was typed comes along."""

import re
from html import unescape

import pytest
from django.utils import timezone

from peelian.accounts import door
from peelian.accounts.models import SignedIn
from tests.accounts.views.test_signing_in import PASSWORD, SECRET, totp

TYPED = 'Mrs "O\'Hara" <b>& sons</b>\nsecond line'


def pause(client, seconds=901):
    session = client.session
    session[door.SEEN] = timezone.now().timestamp() - seconds
    session.save()


@pytest.fixture
def ben(signed_in, people):
    totp.TOTP.activate(people.ben, SECRET)
    return signed_in("ben")


def carried(page):
    """The hidden fields of the first form that has them, as the browser would send them."""
    text = page.content.decode()
    form = next(one for one in re.findall(r"<form.*?</form>", text, re.S) if "again-path" in one)
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form, re.S)
    return {unescape(name): unescape(value) for name, value in pairs}


def test_a_page_after_a_pause_comes_after_proof(ben):
    pause(ben)
    asked = ben.get("/cy/account?x=1")
    assert asked["Location"] == "/cy/account/again?next=%2Fcy%2Faccount%3Fx%3D1"
    shown = ben.get(asked["Location"])
    assert shown.status_code == 200 and 'name="password"' in shown.content.decode()
    wrong = ben.post("/cy/account/again", {"password": "wrong", "again-next": "/cy/account?x=1"})
    assert wrong.status_code == 400 and ben.get("/account").status_code == 302
    right = ben.post("/cy/account/again", {"password": PASSWORD, "again-next": "/cy/account?x=1"})
    assert (right.status_code, right["Location"]) == (303, "/cy/account?x=1")
    assert ben.get("/account").status_code == 200


def test_a_short_pause_asks_nothing(ben):
    pause(ben, 880)
    assert ben.get("/account").status_code == 200


def test_what_was_typed_is_kept_through_a_wrong_password_and_sent_on(ben, people):
    pause(ben)
    late = ben.post("/account/language", {"language": "cy", "note": TYPED, "welsh_speaker": "yes"})
    assert late.status_code == 403
    people.ben.refresh_from_db()
    assert people.ben.language == "en"
    fields = carried(late)
    assert fields["again-path"] == "/account/language" and fields["kept-note"] == TYPED
    again = ben.post("/account/again", {**fields, "password": "wrong"})
    assert again.status_code == 400 and carried(again)["kept-note"] == TYPED
    on = ben.post("/account/again", {**carried(again), "password": PASSWORD})
    text = on.content.decode()
    assert 'action="/account/language"' in text and "kept-" not in text
    sent = dict(re.findall(r'name="(language|note|welsh_speaker)" value="([^"]*)"', text, re.S))
    assert unescape(sent["note"]) == TYPED
    ben.post("/account/language", sent)
    people.ben.refresh_from_db()
    assert people.ben.language == "cy" and people.ben.welsh_speaker


def test_nothing_typed_is_stored_in_the_session(ben):
    pause(ben)
    ben.post("/account/language", {"note": TYPED})
    assert "Hara" not in repr(dict(ben.session.items()))


def test_a_password_that_was_typed_late_is_not_echoed(ben):
    pause(ben)
    late = ben.post("/account/password", {"password": "my new secret words", "note": "x"})
    assert "my new secret words" not in late.content.decode()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/x"])
def test_a_forged_path_leads_nowhere_else(ben, evil):
    pause(ben)
    given = {"password": PASSWORD, "again-path": evil, "again-next": evil, "kept-a": "b"}
    answer = ben.post("/account/again", given)
    assert "evil.example" not in answer.get("Location", "") + answer.content.decode()


def test_a_session_ends_after_a_days_work(ben, people):
    session = ben.session
    session[door.STARTED] = timezone.now().timestamp() - door.WHOLE_DAY.total_seconds() - 1
    session.save()
    assert ben.get("/account")["Location"].startswith("/account/sign-in")
    assert not SignedIn.objects.filter(user=people.ben).exists()


def test_the_last_page_is_written_down_once_a_minute(ben):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as quiet:
        ben.get("/account/again")
    assert not [one for one in quiet if "UPDATE" in one["sql"]]
    pause(ben, 70)
    with CaptureQueriesContext(connection) as written:
        ben.get("/account")
    assert [one for one in written if 'UPDATE "accounts_signedin"' in one["sql"]]
    pause(ben, 5)
    with CaptureQueriesContext(connection) as quiet:
        ben.get("/account")
    assert not [one for one in quiet if "UPDATE" in one["sql"]]
