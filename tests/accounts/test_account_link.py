"""The way back in when no two administrators are left: by who runs the computer, and the ledger says so."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from peelian.accounts.actions.enrolments import enrolment_for
from peelian.accounts.models import Enrolment, SignedIn
from peelian.accounts.sessions import browser_name, forget_ended
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import history


def test_the_operator_gives_a_link_and_the_ledger_says_who(people):
    said = StringIO()
    call_command("account_link", "Gwen@example.org", stdout=said)
    secret = said.getvalue().strip().rpartition("code=")[2]
    assert enrolment_for(secret, timezone.now()).user == people.gwen
    (entry,) = history(uid_of(f"user:{people.gwen.pk}"))
    assert (entry.action, entry.actor) == ("recovery.operator", "system:operator")
    call_command("account_link", "gwen@example.org", stdout=said)
    assert enrolment_for(secret, timezone.now()) is None


@pytest.mark.parametrize(
    ("site", "begins", "says"),
    [
        ("https://peelian.example/", "  https://peelian.example/account/set-up?code=", False),
        ("", "  /account/set-up?code=", True),
    ],
)
def test_the_link_has_the_address_of_the_site_or_says_that_it_is_not_set(
    people, monkeypatch, site, begins, says
):
    monkeypatch.setenv("PEELIAN_SITE", site)
    said = StringIO()
    call_command("account_link", "gwen@example.org", stdout=said)
    assert said.getvalue().splitlines()[-1].startswith(begins)
    assert ("PEELIAN_SITE is not set" in said.getvalue()) is says


def test_nothing_is_done_for_nobody_for_a_leaver_or_as_a_trial(people):
    call_command("account_link", "gwen@example.org", "--dry-run", stdout=StringIO())
    people.ben.left_on = timezone.now().date() - timedelta(days=1)
    people.ben.save()
    for address in ("nobody@example.org", "ben@example.org"):
        with pytest.raises(CommandError):
            call_command("account_link", address)
    assert not Enrolment.objects.exists()


def test_lines_of_ended_sessions_are_struck_out(people):
    now = timezone.now()
    SignedIn.objects.create(user=people.ben, session_key="gone", started_at=now, seen_at=now)
    assert forget_ended(now) == 1 and not SignedIn.objects.exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_has_a_coarse_name(agent, name):
    assert browser_name(agent) == name
