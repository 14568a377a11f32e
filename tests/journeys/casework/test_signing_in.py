"""Sign in as a person does: passkey, password with app, recovery, pause, lock, sessions; by keyboard and in Welsh."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal import auth as totp

from tests.journeys.casework.entering import link_for, with_passkey

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
YEAR = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def ben(people):
    """An officer of Aston whom nothing has happened to yet."""
    from peelian.accounts.models import Grant, User

    user = User.objects.create_user(f"ben{User.objects.count()}@example.org", "Ben", "three unrelated words")
    Grant.objects.create(user=user, role="officer", team=people.aston, starts=YEAR, reason="new")
    return user


def app_code(page):
    secret = page.locator("code.peelian-key").inner_text().replace(" ", "")
    return secret, totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def pause(seconds=1000):
    """Let the last page of everyone lie back by so much."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    from peelian.accounts.door import SEEN

    for row in Session.objects.all():
        store = SessionStore(row.session_key)
        if SEEN in store:
            store[SEEN] -= seconds
            store.save()


def test_set_up_a_passkey_by_a_link_and_sign_in_with_it(visitor, people, ben, looked_at):
    page = visitor
    page.goto(f"/account/set-up?code={link_for(people, ben)}")
    assert "code=" not in page.url
    looked_at(page, "set-up")
    page.get_by_role("button", name="Set up a passkey").click()
    looked_at(page, "set-up-passkey")
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url("**/account")
    assert page.get_by_text("Passkey: Work phone").is_visible()
    looked_at(page, "account")
    page.get_by_role("button", name="Sign out", exact=True).click()
    assert page.get_by_role("heading", name="You are signed out").is_visible()

    page.goto("/account/sign-in?next=/account/passkey")
    looked_at(page, "sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="Add a passkey").wait_for()

    pause()
    page.goto("/account")
    assert page.get_by_role("heading", name="Confirm that it is you").is_visible()
    looked_at(page, "again")
    page.get_by_role("button", name="Confirm with a passkey").click()
    page.get_by_role("heading", name="Your account").wait_for()

    page.get_by_label("Language that we write to you in").select_option("cy")
    pause()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("What you had typed is kept").is_visible()
    page.get_by_role("button", name="Confirm with a passkey").click()
    page.get_by_role("button", name="Send it now").click()
    page.get_by_role("heading", name="Your account").wait_for()
    ben.refresh_from_db()
    assert ben.language == "cy"


@pytest.mark.prove
def test_set_up_a_password_and_an_app_in_welsh_then_recover_by_code_and_meet_the_lock(
    visitor, people, ben, looked_at
):
    page = visitor
    page.goto(f"/cy/account/set-up?code={link_for(people, ben)}")
    page.get_by_role("link", name="Gosod cyfrinair ac ap").click()
    secret, code = app_code(page)
    page.get_by_label("Cod", exact=True).fill(code)
    page.get_by_label("Cyfrinair newydd").fill("password1234")
    page.get_by_role("button", name="Parhau").click()
    assert page.get_by_role("alert").filter(has_text="Dewiswch gyfrinair arall").is_visible()
    looked_at(page, "set-up-app-cy")
    assert app_code(page)[0] == secret
    page.get_by_label("Cod", exact=True).fill(app_code(page)[1])
    page.get_by_label("Cyfrinair newydd").fill(PASSWORD)
    page.get_by_role("button", name="Parhau").click()
    codes = page.locator("ol code").all_inner_texts()
    assert len(codes) == 10
    looked_at(page, "recovery-codes-cy")
    page.get_by_role("link", name="Rwyf wedi'u cadw: mynd ymlaen").click()
    looked_at(page, "account-cy")
    page.get_by_role("button", name="Allgofnodi", exact=True).click()

    page.goto("/cy/account/sign-in")
    looked_at(page, "sign-in-cy")
    page.get_by_label("Cyfeiriad e-bost").fill(ben.email)
    page.get_by_label("Cyfrinair").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Cod", exact=True).fill(codes[3])
    looked_at(page, "code-cy")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cy/(desk|account)$"))
    page.goto("/cy/account")
    assert page.get_by_text("9 cod adfer ar ôl").is_visible()
    page.get_by_role("button", name="Allgofnodi", exact=True).click()

    page.goto("/cy/account/sign-in")
    for _ in range(5):
        page.get_by_label("Cyfeiriad e-bost").fill(ben.email)
        page.get_by_label("Cyfrinair").fill("wrong")
        page.keyboard.press("Enter")
        page.get_by_role("alert").filter(has_text="arhoswch 15 munud").wait_for()
    looked_at(page, "refused-cy")
    page.get_by_label("Cyfrinair").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="arhoswch 15 munud").wait_for()


def test_end_another_session_from_the_list(visitor, browser, served, people, ben):
    with_passkey(visitor, people, ben)
    from django.utils import timezone

    from peelian.accounts.models import SignedIn

    cookies = visitor.context.cookies()
    assert all(one["httpOnly"] for one in cookies) and {one["sameSite"] for one in cookies} == {"Lax"}
    visitor.context.clear_cookies()
    visitor.goto("/account/sign-in")
    visitor.get_by_role("button", name="Sign in with a passkey").click()
    visitor.wait_for_url(re.compile("/(desk|account)$"))
    visitor.goto("/account")
    visitor.get_by_role("button", name=re.compile("^Sign out there")).click()
    visitor.get_by_role("heading", name="Your account").wait_for()
    assert visitor.get_by_role("button", name=re.compile("^Sign out there")).count() == 0
    assert SignedIn.objects.filter(user=ben, started_at__lte=timezone.now()).count() == 1
    old = browser.new_context(base_url=served)
    old.add_cookies(cookies)
    page = old.new_page()
    page.goto("/account")
    assert "/account/sign-in" in page.url
    old.close()


def test_keyboard_alone_signs_in_with_a_passkey(visitor, people, ben):
    with_passkey(visitor, people, ben)
    visitor.context.clear_cookies()
    visitor.goto("/account/sign-in?next=/account")
    for _ in range(12):
        visitor.keyboard.press("Tab")
        if visitor.evaluate("document.activeElement.hasAttribute('data-passkey-start')"):
            break
    visitor.keyboard.press("Enter")
    visitor.get_by_role("heading", name="Your account").wait_for()


def test_without_javascript_the_password_is_offered_and_said_why(browser, served):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/sign-in")
    assert page.get_by_text("Use your password and a code.").is_visible()
    assert page.locator("[data-passkey-start]").is_hidden()
    assert page.get_by_role("button", name="Continue").is_visible()
    context.close()


def test_a_refused_passkey_says_so_and_takes_the_focus(browser, served, looked_at):
    context = browser.new_context(base_url=served)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.goto("/account/sign-in")
    assert page.get_by_text("The passkey was not used.").is_hidden()
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not used.").wait_for()
    looked_at(page, "passkey-not-used")
    assert page.evaluate("document.activeElement.hasAttribute('data-passkey-problem')")
    context.close()


@pytest.mark.prove
def test_administer_people_on_a_phone(visitor, people, looked_at):
    with_passkey(visitor, people, people.gwen)
    page = visitor
    for address, name in (
        ("/account/people", "people"),
        ("/account/people/add", "add-person"),
        (f"/cy/account/people/{people.ben.uid}", "person-cy"),
        (f"/account/people/{people.ben.uid}", "person"),
        (f"/account/people/{people.ben.uid}/leave", "leave"),
        ("/account/teams", "teams"),
        ("/account/teams/aston", "team"),
        ("/cy/account/teams/aston", "team-cy"),
        ("/account/keys", "keys"),
        ("/cy/account/keys", "keys-cy"),
        ("/account/mergers", "mergers"),
        ("/cy/account/mergers", "mergers-cy"),
        ("/account/remove", "remove"),
        ("/account/password", "password"),
        ("/account/people/none", "not-there"),
    ):
        page.goto(address)
        looked_at(page, name)
    page.goto("/account/people/add")
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("Email address at work").fill("ada@example.org")
    page.get_by_label("Role").select_option("handler")
    page.get_by_label("Where").select_option("team:aston")
    page.get_by_role("button", name="Add", exact=True).click()
    assert re.fullmatch(r"[\w-]{43}", page.locator("#link-code").inner_text())
    looked_at(page, "link")
