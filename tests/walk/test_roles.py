"""Every address of the rooms that keep records × the cast and every role: what is not allowed by name is refused.

The expected table is tests/walk/roles.csv. A new address, role or permission makes this fail until somebody has decided
and written down who comes in. `PEELIAN_WRITE_ROLES=1` writes the table as it is, for a person to read before it is kept.
"""

import csv
import os
import re
import time
from itertools import product
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from peelian.accounts import door, roles
from peelian.accounts.models import Force, User
from tests.support import doors
from tests.support.cases import World, make_world
from tests.support.doors import METHODS, Address, Table
from tests.walk.standing import Standing, holder, stand, two_forces, version

EXPECTED = Path(__file__).with_name("roles.csv")
FLOOR = 62
"""Addresses of one language when this was written."""
LET_IN = ("in", "done", "asked")
CAST = ("dev", "ben", "cerys")
ELSEWHERE = "every_role_elsewhere"
"""Whatever one may do in Kent, nothing of it holds for what stands in the West Midlands."""


def people(database: str = "") -> list[str]:
    """The columns of the table: nobody, Eve, a holder of each role in the force of the case; and the cast.

    Who may do what is decided before any row is read, so each column is walked on one of the two databases.
    """
    roles_ = ["nobody", "eve", ELSEWHERE, *sorted(roles.book().roles)]
    return {"sqlite": roles_, "postgresql": ["nobody", *CAST]}.get(database, [*roles_, *CAST])


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def standing(world: World) -> Standing:
    return stand(world)


@pytest.fixture
def everybody(world: World, database: str) -> dict[str, Client]:
    whole = "PEELIAN_WRITE_ROLES" in os.environ
    return {name: visitor(world, name) for name in people("" if whole else database)}


def visitor(world: World, name: str) -> Client:
    """The browser of one of `people`, signed in a moment ago."""
    if name == "nobody":
        return Client(raise_request_exception=False)
    if name in {"eve", *CAST}:
        return signed_in(getattr(world, name))
    if name == ELSEWHERE:
        kent = Force.objects.get(force_id="kent")
        return signed_in(holder("elsewhere", kent, *roles.book().roles))
    if name == "administrator":
        return signed_in(two_forces(name, world.force))
    return signed_in(holder(name, world.force, name))


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    session = client.session
    session[door.SEEN] = session[door.STARTED] = time.time()  # as signing in does: no page need write it anew
    session.save()
    return client


def in_english() -> list[Address]:
    return [one for one in doors.addresses() if one.namespace != "cy"]


def walked(everybody: dict[str, Client], standing: Standing) -> Table:
    """The table as it is: every address, both methods, everybody."""
    return {
        (one.name, method): tried(everybody, one, method, standing)
        for one, method in product(in_english(), METHODS)
    }


def tried(everybody: dict[str, Client], one: Address, method: str, standing: Standing) -> dict[str, str]:
    """What each gets."""
    sign_in, path = reverse("en:account-sign-in"), one.path(standing.given)
    typed, told = typed_at(one, standing.given, standing), dict[str, str]()
    for who, client in everybody.items():
        told[who] = alike(told) or doors.answer(client, method, path, sign_in, typed)
    return told


def alike(told: dict[str, str]) -> str:
    """What everybody else gets too, if that is certain.

    A method that the page has not is told before anybody is asked who they are. And where Eve comes in who may nothing,
    and one who may everything gets the same, roles are not asked.
    """
    if told.get("nobody") == "-":
        return "-"
    return told["eve"] if told.get(ELSEWHERE) == told.get("eve") in LET_IN else ""


def typed_at(one: Address, given: dict[str, str], standing: Standing) -> dict[str, str | bytes]:
    """What a person sends there: the fields of its form, and the version of the case that they saw."""
    reference = given.get(f"{one.name} reference", given["reference"])
    seen = {"version": version(reference)} if "reference" in one.takes else {}
    return seen | standing.typed.get(one.name, {})


def test_every_address_lets_in_exactly_whom_the_table_names(
    everybody: dict[str, Client], standing: Standing
) -> None:
    found = walked(everybody, standing)
    if "PEELIAN_WRITE_ROLES" in os.environ:
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


# --- what the table says --------------------------------------------------------------------------------
def columns() -> list[str]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))[2:]


def test_the_table_has_a_column_for_each_role() -> None:
    assert columns() == people()


def test_every_address_that_anybody_may_open_is_named_here() -> None:
    """Open to nobody signed in: signing in itself, setting up by a link, the public form, and for machines."""
    table = doors.read(EXPECTED)
    open_ones = {name for (name, _), row in table.items() if row["nobody"] in LET_IN}
    assert open_ones == {
        "account-set-up",
        "expect-force",
        "expect",
        "coverage-file",
        "coverage",
        "privacy-reports",
        "maintenance",
        "cookies",
        "accessibility-reports",
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
        "ask-read",
        "ask-rest",
        "ask-write",
        "exchange-openapi",
        "exchange-schema",
        "healthz-casework",
        "report",
        "report-exit",
        "track",
        "track-private",
        "track-anonymous",
        "track-anonymous-traced",
        "track-anonymous-write",
    }


def test_whoever_holds_no_role_gets_no_further_than_their_own_account() -> None:
    table = doors.read(EXPECTED)
    inside = {
        name for (name, _), row in table.items() if row["eve"] in LET_IN and row["nobody"] not in LET_IN
    }
    assert inside
    assert {name for name in inside if not name.startswith("account")} <= {"desk"}, "an empty desk, no case"


def test_what_can_be_done_with_a_case_is_done_by_somebody_and_by_nobody_elsewhere() -> None:
    """Each form of the desk acts for one who may: else a refusal of the others would say nothing."""
    table = doors.read(EXPECTED)
    acts = [one.name for one in in_english() if "reference" in one.takes and "POST" in one.view.methods]
    reading = {"desk-case", "desk-file", "desk-history", "desk-looks", "desk-words"}
    """Their answer is a page: what is on it stands nowhere else."""
    assert len(acts) > 20
    for name in acts:
        row = table[name, "POST"]
        assert ("done" in row.values()) != (name in reading), name
        assert row[ELSEWHERE] == row["dev"] == row["eve"] == "refused", name


def test_an_address_does_not_say_whether_a_case_exists(
    world: World, standing: Standing, database: str
) -> None:
    """Refused in the same words as for a case that is not there, whatever they send.

    Asked by those whom a guard lets pass: the auditor, who sees looks and no case, and one who may all of it in Kent.
    """
    about_cases = [one for one in in_english() if "reference" in one.takes]
    here, nowhere = standing.given, standing.elsewhere()
    for who in ("auditor", ELSEWHERE) if database == "sqlite" else (ELSEWHERE,):
        client = visitor(world, who)
        for one, method in product(about_cases, METHODS):
            held, other = (refused(client, method, one, given, standing) for given in (here, nowhere))
            assert held == other, (who, one.name, method)


def refused(
    client: Client, method: str, one: Address, given: dict[str, str], standing: Standing
) -> tuple[int, str]:
    """Status and words, without what differs by nature: the reference itself and the token of forms."""
    got = doors.response_to(client, method, one.path(given), typed_at(one, given, standing))
    assert got.status_code in {401, 403, 404, 405}, (one.name, method, got.status_code)
    words = re.sub(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*', "", got.content.decode())
    reference = given.get(f"{one.name} reference", given["reference"])
    return got.status_code, words.replace(reference, "REFERENCE")


# --- what would have to be noticed, is noticed ----------------------------------------------------------
@pytest.fixture
def once(database: str) -> None:
    """Whether the walk can fail does not depend on the database."""
    if database == "postgresql":
        pytest.skip("tried on SQLite")


def guard_of(view: Any) -> Any:
    """The function that `accounts.access` put around a view."""
    while view is not None:
        if getattr(view, "__code__", None) and view.__code__.co_name == "guarded":
            return view
        view = getattr(view, "__wrapped__", None)
    return None


def asking_nothing(guard: Any) -> CodeType:
    """The code of a guard that lets everybody through, over the same names as the guard itself."""
    names = view = None

    def of_signed_in(request: Any, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)  # type: ignore[misc]

    def of_needs(request: Any, *args: Any, **kwargs: Any) -> Any:
        return names and view(request, *args, **kwargs)

    codes = {code.co_freevars: code for code in (of_signed_in.__code__, of_needs.__code__)}
    return codes[guard.__code__.co_freevars]


def test_each_guard_that_is_dropped_is_noticed(once: None, world: World, standing: Standing) -> None:
    """By nobody at each of them; by Eve, who holds no role, where nothing but the guard stands before her."""
    guarded = {one: guard for one in in_english() if (guard := guard_of(one.view)) is not None}
    noticed: dict[str, set[str]] = {}
    for who in ("nobody", "eve"):
        client, noticed[who] = visitor(world, who), set()
        for one, guard in guarded.items():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(guard, "__code__", asking_nothing(guard))
                if not as_expected(who, client, one, standing):
                    noticed[who].add(one.name)
    assert len(guarded) > 50
    assert noticed["nobody"] == {one.name for one in guarded}
    assert {"account-people", "account-teams", "account-keys", "desk-search"} <= noticed["eve"]


def as_expected(who: str, client: Client, one: Address, standing: Standing) -> bool:
    """Whether the walk passes here, for one person and the first method of the address; a page that falls fails it."""
    table = doors.read(EXPECTED)
    method = next(name for name in METHODS if table[one.name, name]["nobody"] != "-")
    try:
        return tried({who: client}, one, method, standing)[who] == table[one.name, method][who]
    except AssertionError:
        return False


def test_each_role_that_is_renamed_is_noticed(
    once: None, world: World, standing: Standing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its column is missing, and whoever holds it by its old name comes in nowhere that the role opened."""
    table, file = doors.read(EXPECTED), roles.FILE
    by_name = {one.name: one for one in in_english()}
    opening: dict[str, str] = {}
    for role in sorted(roles.book().roles):
        opened = [key for key, row in table.items() if row[role] in LET_IN and row["eve"] == "refused"]
        client = {role: visitor(world, role)}
        monkeypatch.setattr(roles, "FILE", renamed(file, role, tmp_path))
        roles.book.cache_clear()
        try:
            assert columns() != people()
            for name, method in opened[:1]:
                opening[role] = tried(client, by_name[name], method, standing)[role]
        finally:
            monkeypatch.setattr(roles, "FILE", file)
            roles.book.cache_clear()
    assert columns() == people()
    assert opening == dict.fromkeys(roles.book().roles.keys() - {"publisher"}, "refused"), (
        "publishing has no page yet"
    )


def renamed(file: Path, role: str, folder: Path) -> Path:
    """The file of roles with one of them under another name."""
    text = file.read_text(encoding="utf-8")
    other = folder / f"{role}.toml"
    other.write_text(
        text.replace(f"[roles.{role}]", "[roles.renamed]").replace(f'"{role}"', '"renamed"'), encoding="utf-8"
    )
    return other
