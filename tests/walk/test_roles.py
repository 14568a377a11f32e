"""Every address of the rooms that keep records × the cast and every role: what is not allowed by name is refused.

The expected table is tests/walk/roles.csv. A new address, role or permission makes this fail until somebody has decided
and written down who comes in. `PEELIAN_WRITE_ROLES=1` writes the table as it is, for a person to read before it is kept.
"""

import os
import re
import time
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from peelian.accounts import door, roles
from peelian.accounts.models import Force, Grant, User
from peelian.casework.cases.models import Case
from peelian.casework.files.receiving import Upload, add_file
from peelian.casework.threads.models import ContactTask, Sending
from tests.support import doors
from tests.support.cases import NOON, World, make_world
from tests.support.doors import METHODS, Address, Table

EXPECTED = Path(__file__).with_name("roles.csv")
FLOOR = 62
"""Addresses of one language when this was written."""
LET_IN = ("in", "asked")
CAST = ("nobody", "eve", "dev", "ben", "cerys")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def everybody(world: World, database: str) -> dict[str, Client]:
    """A client for nobody, for each of the cast, and for one holder of every role in the force of the case.

    On PostgreSQL the cast alone: who may do what is decided before any row is read.
    """
    found = {"nobody": Client(raise_request_exception=False)}
    for name in CAST[1:]:
        found[name] = signed_in(getattr(world, name))
    if database == "postgresql":
        return found
    for role in sorted(roles.book().roles):
        found[role] = signed_in(holder(role, role, world.force))
    found["administrator_elsewhere"] = signed_in(
        holder("elsewhere", "administrator", Force.objects.get(force_id="kent"))
    )
    return found


def holder(name: str, role: str, force: Force) -> User:
    user = User.objects.create_user(f"{name}@example.org", name)
    Grant.objects.create(user=user, role=role, force=force, starts=NOON.replace(year=2020), reason="joins")
    return user


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    session = client.session
    session[door.SEEN] = session[door.STARTED] = time.time()  # as signing in does: no page need write it anew
    session.save()
    return client


@pytest.fixture
def given(world: World) -> dict[str, str]:
    """What addresses take: Ben's case with a file and a task, his team, himself."""
    case = world.with_asha()
    return {
        "desk-file uid": a_file(world, case),
        "desk-settle uid": a_task(case),
        "reference": case.reference,
        "uid": str(world.ben.uid),
        "slug": world.team.slug,
        "transition": "close",
        "step": "check",
    }


def a_file(world: World, case: Case) -> str:
    upload = Upload("lamp.txt", "text/plain", ContentFile(b"The lamp has been out since Monday.\n"))
    return add_file(case.reference, upload=upload, actor=world.actor("outside"), as_of=NOON).uid


def a_task(case: Case) -> str:
    """Somebody must telephone Asha."""
    person = case.parties.get().person
    sending = Sending.objects.create(
        case=case, person=person, purpose="receipt", state="held", next_at=NOON, made_at=NOON
    )
    return ContactTask.objects.create(case=case, sending=sending, reason_code="by_phone", made_at=NOON).uid


def in_english() -> list[Address]:
    return [one for one in doors.addresses() if one.namespace != "cy"]


def walked(everybody: dict[str, Client], given: dict[str, str], only: str = "") -> Table:
    """The table as it is: every address, both methods, everybody."""
    from django.urls import reverse

    sign_in = reverse("en:account-sign-in")
    return {
        (one.name, method): tried(everybody, method, one.path(given), sign_in)
        for one in in_english()
        for method in METHODS
        if only in one.name
    }


def tried(everybody: dict[str, Client], method: str, path: str, sign_in: str) -> dict[str, str]:
    """What each gets. A method that the page has not is told before anybody is asked who they are: one try is enough."""
    first, *others = everybody
    told = {first: doors.answer(everybody[first], method, path, sign_in)}
    for who in others:
        alike = first == "nobody" and told[first] == "-"
        told[who] = "-" if alike else doors.answer(everybody[who], method, path, sign_in)
    return told


def test_every_address_lets_in_exactly_whom_the_table_names(
    everybody: dict[str, Client], given: dict[str, str]
) -> None:
    found = walked(everybody, given)
    if os.environ.get("PEELIAN_WRITE_ROLES"):
        doors.write(EXPECTED, found)
    assert doors.differences(found, doors.read(EXPECTED)) == []


def test_the_walk_found_the_addresses_and_the_welsh_ones_are_the_same_pages() -> None:
    found = doors.addresses()
    by_language = {
        language: {one.name: one.view for one in found if one.namespace == language}
        for language in ("en", "cy")
    }
    assert len(by_language["en"]) >= FLOOR
    assert by_language["en"] == by_language["cy"], "one view serves both languages, so one walk is enough"


def test_every_address_that_anybody_may_open_is_named_here() -> None:
    """Open to nobody signed in: signing in itself, setting up by a link, the public form, and for machines."""
    table = doors.read(EXPECTED)
    open_ones = {name for (name, _), row in table.items() if row["nobody"] in LET_IN}
    assert open_ones == {
        "account-set-up",
        "account-set-up-app",
        "account-set-up-choose",
        "account-set-up-passkey",
        "account-set-up-passkey-wanted",
        "account-sign-in",
        "account-sign-out",
        "account-passkey",
        "account-passkey-wanted",
        "account-signed-out",
        "ask",
        "ask-emergency",
        "ask-read",
        "ask-step",
        "ask-write",
        "healthz-casework",
    }


def test_whoever_holds_no_role_gets_no_further_than_their_own_account() -> None:
    table = doors.read(EXPECTED)
    inside = {
        name for (name, _), row in table.items() if row["eve"] in LET_IN and row["nobody"] not in LET_IN
    }
    assert inside
    assert {name for name in inside if not name.startswith("account")} <= {"desk"}, "an empty desk, no case"


@pytest.mark.parametrize("who", ["dev", "eve", "administrator"])
def test_an_address_does_not_say_whether_a_case_exists(
    everybody: dict[str, Client], given: dict[str, str], who: str
) -> None:
    if who not in everybody:
        pytest.skip("the cast alone walks on PostgreSQL")
    for one in in_english():
        if "reference" in one.takes:
            held = seen(everybody[who], one.path(given), given["reference"])
            other = {**given, "reference": "48291307560"}
            assert held == seen(everybody[who], one.path(other), "48291307560"), one.name


def seen(client: Client, path: str, reference: str) -> tuple[int, str]:
    """Status and words, without what differs by nature: the reference itself and the token of forms."""
    got = client.get(path)
    words = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*', "", got.content.decode())
    return got.status_code, words.replace(reference, "REFERENCE")


# --- what would have to be noticed, is noticed ----------------------------------------------------------
def guard_of(view: Any) -> Any:
    """The function that `accounts.access` put around a view."""
    while view is not None:
        if getattr(view, "__code__", None) and view.__code__.co_name == "guarded":
            return view
        view = getattr(view, "__wrapped__", None)
    return None


def through(names: Any, view: Any) -> CodeType:
    """The code of a guard that asks nothing."""

    def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
        return names and view(request, *args, **kwargs)

    return guarded.__code__


def test_a_dropped_guard_is_noticed(
    everybody: dict[str, Client], given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = next(one.view for one in in_english() if one.name == "account-people")
    guard = guard_of(view)
    monkeypatch.setattr(guard, "__code__", through(None, None))
    found = walked(everybody, given, "account-people")
    expected = {key: row for key, row in doors.read(EXPECTED).items() if "account-people" in key[0]}
    assert any("for eve: in, expected refused" in line for line in doors.differences(found, expected))


def test_a_renamed_role_is_noticed(
    world: World, given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = roles.FILE.read_text(encoding="utf-8")
    renamed = tmp_path / "roles.toml"
    renamed.write_text(
        text.replace("[roles.administrator]", "[roles.manager]").replace('"administrator"', '"manager"'),
        encoding="utf-8",
    )
    user = holder("gwen", "administrator", world.force)
    monkeypatch.setattr(roles, "FILE", renamed)
    roles.book.cache_clear()
    try:
        found = walked({"administrator": signed_in(user)}, given, "account-people")
    finally:
        monkeypatch.undo()
        roles.book.cache_clear()
    expected = doors.read(EXPECTED)[("account-people", "GET")]["administrator"]
    assert expected == "in"
    assert found[("account-people", "GET")]["administrator"] == "refused"
