"""T-17. The door from outside: a password and a code, recovery codes, the lock, and one answer to every failure."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone

from peelian.accounts import door, methods
from peelian.accounts.models import SignedIn, SignInEvent, User
from tests.accounts.conftest import DAY

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "three unrelated words"


def code_now():
    return totp.format_hotp_value(totp.hotp_value(SECRET, next(totp.yield_hotp_counters_from_time())))


@pytest.fixture
def ben(people):
    totp.TOTP.activate(people.ben, SECRET)
    return people.ben


def first_step(client, email="ben@example.org", password=PASSWORD, **more):
    return client.post("/account/sign-in", {"email": email, "password": password, **more})


def words(response):
    return re.sub(r"(csrfmiddlewaretoken\" value=\"|value=\")[^\"]*", "", response.content.decode())


def test_a_password_and_a_code_let_in_and_the_session_is_new(client, ben):
    assert client.get("/account/sign-in").status_code == 200
    client.post("/account/sign-in/passkey/wanted")
    planted = client.session.session_key
    assert first_step(client, next="/cy/account")["Location"] == "/account/sign-in/code"
    half = client.session.session_key
    assert planted and half != planted
    assert client.get("/account")["Location"].startswith("/account/sign-in?next=")
    response = client.post("/account/sign-in/code", {"code": code_now()})
    assert (response.status_code, response["Location"]) == (303, "/cy/account")
    assert client.session.session_key != half
    page = client.get("/account")
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert [one.kind for one in SignInEvent.objects.filter(user=ben)] == ["signed_in", "tried", "tried"]
    assert SignedIn.objects.get(user=ben).method == "totp"


def test_a_code_is_used_once(client, ben):
    code = code_now()
    first_step(client)
    client.post("/account/sign-in/code", {"code": code})
    client.post("/account/sign-out")
    first_step(client)
    assert client.post("/account/sign-in/code", {"code": code}).status_code == 400


def test_a_recovery_code_stands_in_and_works_once(client, ben):
    codes = methods.new_recovery_codes(ben)
    first_step(client)
    typed = f"{codes[0][:5]} {codes[0][5:]}"
    assert client.post("/account/sign-in/code", {"code": typed}).status_code == 303
    assert SignInEvent.objects.filter(user=ben).first().method == "recovery_code"
    client.post("/account/sign-out")
    first_step(client)
    assert client.post("/account/sign-in/code", {"code": typed}).status_code == 400


def test_a_code_is_read_however_its_digits_are_typed_and_no_further_than_a_code_is_long(ben):
    """NFKC makes up to 18 signs of one, so what is long is cut before it."""
    code = code_now()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert door.digits_of(f" {code[:3]}-{code[3:]}") == door.digits_of(wide) == code
    assert door.digits_of("1" + " " * 39 + "2") == "1"
    assert door.digits_of("\ufdfa" * 1_000_000 + code) == ""
    assert door.code_right(ben, wide, timezone.now()) == "totp"


def test_every_failure_has_the_same_answer(client, ben, people):
    """T-17: an outsider does not learn which addresses have accounts."""
    people.dev.left_on = timezone.now().date() - DAY
    people.dev.save()
    answers = {
        words(first_step(client, email=email, password=password))
        for email, password in (
            ("ben@example.org", "wrong"),
            ("nobody@example.org", PASSWORD),
            ("dev@example.org", PASSWORD),
            ("eve@example.org", PASSWORD),
        )
    }
    assert len(answers) == 1


def test_a_password_alone_never_lets_in(client, people):
    assert first_step(client).status_code == 400
    assert client.get("/account").status_code == 302


def test_five_wrong_tries_shut_the_door_for_a_quarter_of_an_hour(client, ben):
    for _ in range(5):
        first_step(client, password="wrong")
    assert first_step(client).status_code == 400
    assert SignInEvent.objects.filter(user=ben, kind="locked").exists()
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    assert door.password_right("ben@example.org", PASSWORD, later) == ben


def test_codes_are_counted_with_passwords(client, ben):
    first_step(client)
    for _ in range(4):
        client.post("/account/sign-in/code", {"code": "000000"})
    assert client.post("/account/sign-in/code", {"code": code_now()}).status_code == 400


def test_coming_in_forgets_earlier_slips(client, ben):
    for _ in range(3):
        first_step(client, password="wrong")
    first_step(client)
    assert client.post("/account/sign-in/code", {"code": code_now()}).status_code == 303
    assert not door.is_locked(ben, timezone.now())


def test_one_persons_lock_is_not_anothers(client, ben, people):
    totp.TOTP.activate(people.cerys, SECRET)
    for _ in range(6):
        first_step(client, password="wrong")
    assert first_step(client, email="cerys@example.org").status_code == 303


def test_the_second_step_waits_ten_minutes(client, ben):
    first_step(client)
    session = client.session
    session[door.PENDING] = {**session[door.PENDING], "at": timezone.now().timestamp() - 601}
    session.save()
    assert client.post("/account/sign-in/code", {"code": code_now()})["Location"] == "/account/sign-in"


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_one_is_never_sent_to_another_site(client, ben, evil):
    first_step(client, next=evil)
    response = client.post("/account/sign-in/code", {"code": code_now()})
    assert "evil" not in response["Location"] and "javascript" not in response["Location"]


def test_a_form_without_its_token_is_refused(ben):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for address in ("/account/sign-in", "/account/sign-in/passkey", "/account/sign-out", "/account/again"):
        assert strict.post(address, {}).status_code == 403
    page = strict.post("/cy/account/sign-in", {"email": "somebody@example.org"}).content.decode()
    assert "Ni newidiwyd dim" in page and "somebody" not in page and "CSRF" not in page


def test_on_an_address_of_numbers_the_pages_move_to_localhost(client, db):
    response = client.get("/cy/account/sign-in?next=/desk", headers={"host": "127.0.0.1:8000"})
    assert response["Location"] == "http://localhost:8000/cy/account/sign-in?next=/desk"


def test_only_the_pages_with_passkeys_may_run_the_script(client, ben):
    page = client.get("/account/sign-in")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert "publickey-credentials-get=(self)" in page["Permissions-Policy"]
    assert "<script src=" in page.content.decode() and "onclick" not in page.content.decode()
    other = client.get("/account/signed-out")
    assert "script-src" not in other["Content-Security-Policy"]
    assert "publickey-credentials-get=()" in other["Permissions-Policy"]


def test_a_passkey_that_nobody_asked_for_is_refused(client, ben):
    for given in ("", "[]", "{}", "null", '{"response": {"userHandle": "MQ"}}', "{" * 50):
        response = client.post("/account/sign-in/passkey", {"credential": given})
        assert response.status_code == 400, given
    assert (
        client.post("/account/sign-in/passkey/wanted").json()["publicKey"]["userVerification"] == "required"
    )


def test_a_session_holds_no_personal_value(client, ben):
    first_step(client)
    client.post("/account/sign-in/code", {"code": code_now()})
    held = repr(dict(client.session.items()))
    assert "example.org" not in held and "Ben" not in held and "127.0.0.1" not in held


def test_one_who_leaves_is_out_at_the_next_page(client, ben):
    first_step(client)
    client.post("/account/sign-in/code", {"code": code_now()})
    User.objects.filter(pk=ben.pk).update(left_on=timezone.now().date())
    assert client.get("/account")["Location"].startswith("/account/sign-in")


def test_the_only_way_in_is_the_door():
    """`login` of Django is called in one place."""
    import ast
    from pathlib import Path

    import peelian

    found = []
    for file in Path(peelian.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "django.contrib.auth" in text else ():
            if isinstance(node, ast.ImportFrom) and node.module == "django.contrib.auth":
                found += [file.name for one in node.names if one.name == "login"]
    assert found == ["door.py"]
