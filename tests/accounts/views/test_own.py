"""T-18. One's own account: sessions, ways to sign in, setting up by a link."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from peelian.accounts import door, methods
from peelian.accounts.actions.enrolments import approve_recovery, ask_recovery
from peelian.accounts.actions.people import add_user
from peelian.accounts.actors import actor_for
from peelian.accounts.adapter import Keeper
from peelian.accounts.models import Enrolment, SignedIn, SignInEvent, User
from peelian.accounts.scopes import Scope
from tests.accounts.views.test_signing_in import SECRET, totp


@pytest.fixture
def ada(people):
    """A new person and the secret of her link."""
    return add_user(
        email="ada@example.org",
        name="Ada",
        role="handler",
        scope=Scope(team=people.aston),
        actor=actor_for(people.gwen),
        as_of=timezone.now(),
    )


def app_code(page):
    key = re.search(r'<code class="peelian-key"[^>]*>([A-Z2-7 ]+)</code>', page.content.decode())[1]
    secret = key.replace(" ", "")
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def test_a_link_sets_up_a_password_and_an_app_and_works_once(client, ada):
    user, secret = ada
    response = client.get(f"/account/set-up?code={secret}")
    assert response["Location"] == "/account/set-up/choose" and secret not in response["Location"]
    page = client.get("/account/set-up/app")
    given = {"code": app_code(page), "password": "correct horse battery"}
    weak = client.post("/account/set-up/app", {**given, "password": "password1234"})
    assert weak.status_code == 400 and not Authenticator.objects.exists()
    done = client.post("/account/set-up/app", {**given, "code": app_code(weak)})
    assert len(re.findall(r"<li><code>\d{5} \d{5}</code>", done.content.decode())) == 10
    assert client.get("/account").status_code == 200
    assert client.get(f"/account/set-up?code={secret}").status_code == 400
    assert door.password_right("ada@example.org", "correct horse battery", timezone.now()) == user


def test_looking_at_a_link_does_not_use_it_up(client, ada):
    _, secret = ada
    for _ in range(3):
        client.get(f"/account/set-up?code={secret}")
        assert client.get("/account/set-up/choose").status_code == 200
    assert Enrolment.objects.get(kind="first").used_at is None


def test_two_who_hold_the_link_do_not_both_get_in(client, ada):
    from django.test import Client

    _, secret = ada
    pages = []
    for visitor in (client, Client()):
        visitor.get(f"/account/set-up?code={secret}")
        pages.append((visitor, app_code(visitor.get("/account/set-up/app"))))
    answers = [
        visitor.post("/account/set-up/app", {"code": code, "password": "correct horse battery"}).status_code
        for visitor, code in pages
    ]
    assert answers == [200, 400]


def test_a_recovery_ends_every_earlier_way_in(client, people, signed_in):
    totp.TOTP.activate(people.ben, SECRET)
    Authenticator.objects.create(user=people.ben, type="webauthn", data={"name": "Lost phone"})
    old = signed_in("ben")
    now = timezone.now()
    asked = ask_recovery(people.ben, actor=actor_for(people.gwen), as_of=now)
    secret = approve_recovery(asked, actor=actor_for(people.huw), as_of=now)
    client.get(f"/account/set-up?code={secret}")
    assert old.get("/account").status_code == 200
    page = client.get("/account/set-up/app")
    client.post("/account/set-up/app", {"code": app_code(page), "password": "correct horse battery"})
    assert old.get("/account")["Location"].startswith("/account/sign-in")
    kept = Authenticator.objects.filter(user=people.ben).values_list("type", flat=True)
    assert sorted(kept) == ["recovery_codes", "totp"]
    assert [one.method for one in SignedIn.objects.filter(user=people.ben)] == ["totp"]
    assert SignInEvent.objects.filter(user=people.ben, kind="recovered").exists()


def test_a_link_of_one_who_left_opens_nothing(client, ada):
    user, secret = ada
    User.objects.filter(pk=user.pk).update(left_on=timezone.now().date())
    assert client.get(f"/account/set-up?code={secret}").status_code == 400


def test_one_ends_ones_own_other_sessions_and_nobody_elses(signed_in, people):
    first, second, other = signed_in("ben"), signed_in("ben"), signed_in("cerys")
    theirs = SignedIn.objects.get(user=people.cerys)
    first.post("/account/session/end", {"session": theirs.pk})
    assert other.get("/account").status_code == 200
    mine = SignedIn.objects.get(session_key=second.session.session_key)
    first.post("/account/session/end", {"session": mine.pk})
    assert second.get("/account").status_code == 302
    assert first.get("/account").status_code == 200


def test_signing_out_everywhere_else_keeps_this_one(signed_in, people):
    first, second = signed_in("ben"), signed_in("ben")
    assert first.post("/account/sessions/end").status_code == 303
    assert second.get("/account").status_code == 302
    assert first.get("/account").status_code == 200
    assert SignedIn.objects.filter(user=people.ben).count() == 1


def test_signing_out_ends_the_session_in_the_database(signed_in, people):
    ben = signed_in("ben")
    key = ben.session.session_key
    assert ben.post("/account/sign-out")["Location"] == "/account/signed-out"
    assert not Session.objects.filter(session_key=key).exists()


def test_keys_are_changed_only_by_one_who_proved_lately(signed_in, people):
    ben = signed_in("ben")
    session = ben.session
    session[door.PROVED] = timezone.now().timestamp() - 301
    session.save()
    for address in ("passkey", "app", "remove", "recovery-codes", "password"):
        for answer in (ben.get(f"/account/{address}"), ben.post(f"/account/{address}", {"method": "1"})):
            assert answer["Location"].startswith("/account/again?next="), address


def test_the_last_way_in_stays(people):
    from peelian.accounts.problems import LastMethod

    app = totp.TOTP.activate(people.ben, SECRET).instance
    with pytest.raises(LastMethod):
        methods.remove_method(people.ben, app.pk)
    key = Authenticator.objects.create(user=people.ben, type="webauthn", data={"name": "Phone"})
    methods.remove_method(people.ben, app.pk)
    with pytest.raises(LastMethod):
        methods.remove_method(people.ben, key.pk)


def test_another_persons_key_is_not_removed(people):
    key = Authenticator.objects.create(user=people.cerys, type="webauthn", data={"name": "Phone"})
    methods.remove_method(people.ben, key.pk)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_another_password_ends_the_other_sessions(signed_in, people):
    totp.TOTP.activate(people.ben, SECRET)
    first, second = signed_in("ben"), signed_in("ben")
    assert first.post("/account/password", {"password": "correct horse battery"})["Location"] == "/account"
    assert second.get("/account").status_code == 302 and first.get("/account").status_code == 200


def test_the_square_has_its_three_eyes_inside_a_margin_of_four():
    """ISO/IEC 18004: an eye is a dark ring of 7 by 7 modules, in every corner but the last."""
    side, path = methods.square("otpauth://totp/ben?secret=ABC")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    ring = {(x, y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
    far = side - 11

    def eye(left, top):
        return all((left + x, top + y) in dark for x, y in ring)

    assert [eye(4, 4), eye(far, 4), eye(4, far), eye(far, far)] == [True, True, True, False]
    assert min(x for x, _ in dark) == min(y for _, y in dark) == 4
    assert max(x for x, _ in dark) == side - 5


def test_the_secret_of_an_app_and_the_seed_of_recovery_codes_are_kept_encrypted(people):
    """T-01: a stolen copy of the records lets nobody in."""
    totp.TOTP.activate(people.ben, SECRET)
    codes = methods.new_recovery_codes(people.ben)
    kept = repr(list(Authenticator.objects.filter(user=people.ben).values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in codes)
    held = Authenticator.objects.get(user=people.ben, type="totp").data["secret"]
    assert Keeper().decrypt(held) == SECRET
