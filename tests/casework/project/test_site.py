"""The site that holds records: what it tells machines, what nobody may keep, what stays as it was for the public pages."""

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from peelian.project.first_start import first_secret
from tests.support.cases import make_world


def test_it_is_well_when_both_databases_answer(db: None) -> None:
    got = Client().get("/healthz/casework")
    assert (got.status_code, got.json()) == (200, {"status": "ok", "default": "ok", "vault": "ok"})
    assert got["Cache-Control"] == "no-store"


def test_it_is_not_well_when_the_vault_is_away(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records whose keys cannot be reached are no records."""
    from django.db import OperationalError

    def away(*_given: object, **_named: object) -> None:
        raise OperationalError("/secret/folder/vault.sqlite3 is away")

    monkeypatch.setattr(connections["vault"], "cursor", away)
    got = Client().get("/healthz/casework")
    assert (got.status_code, got.json()["vault"]) == (503, "unreachable")
    assert b"secret" not in got.content


@pytest.mark.parametrize(
    "address", ["/account", "/cy/account", "/desk", "/cy/desk", "/desk/cases/48291307560"]
)
def test_no_page_of_somebody_who_is_signed_in_is_kept_anywhere(db: None, address: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make_world().ben)
    got = client.get(address)
    assert "no-store" in got["Cache-Control"]
    assert "private" in got["Cache-Control"]
    assert "ETag" not in got


def test_the_public_pages_still_ask_nobody_who_they_are(db: None) -> None:
    got = Client().get("/about")
    assert got.status_code == 200
    assert not got.cookies
    assert "no-store" not in got.headers.get("Cache-Control", "")


def test_the_evidence_api_still_refuses_to_write(db: None) -> None:
    assert Client().post("/api/v1/claims", {}).status_code == 405


def test_cookies_of_sessions_are_out_of_reach_of_scripts_and_of_other_sites(db: None) -> None:
    link = first_secret(timezone.now())
    assert link is not None
    cookie = Client().get("/account/set-up", {"code": link[1]}).cookies["peelian-session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("method", "address"), [("PUT", "/desk"), ("DELETE", "/account/sign-in"), ("POST", "/cy/account")]
)
def test_a_method_that_a_page_does_not_answer_is_told_so_and_not_called_forged(
    db: None, method: str, address: str
) -> None:
    got = Client(enforce_csrf_checks=True).generic(method, address)
    assert got.status_code == 405
    assert "GET" in got["Allow"]


def test_a_forged_form_is_still_refused(db: None) -> None:
    """T-17."""
    assert Client(enforce_csrf_checks=True).post("/account/sign-in", {}).status_code == 403


def test_every_page_of_a_person_that_checks_forms_names_its_methods_before_that_check(db: None) -> None:
    from tests.support.doors import addresses

    named = [one for one in addresses() if one.name.startswith(("account", "desk"))]
    assert len(named) >= 100
    assert [one.name for one in named if not getattr(one.view, "methods", ())] == []


def test_robots_are_told_which_pages_are_for_one_person(db: None) -> None:
    said = Client().get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /desk", "Disallow: /cy/desk", "Disallow: /account", "Disallow: /cy/account"} <= {*said}
    assert "Allow: /" in said
    assert not any(line.removeprefix("Disallow: ") == "/report" for line in said), (
        "the form itself may be found"
    )
