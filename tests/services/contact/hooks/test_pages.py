"""The pages of whoever manages webhooks: their own force's alone, the secret once, each act in the ledger. T-33."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client

from peelian.accounts.models import Force, User
from peelian.casework.ledger.accounts_witness import uid_of
from peelian.casework.ledger.entries import facts_of, history
from peelian.casework.outbox.delivering import deliver_all
from peelian.services.contact.hooks.managing import MOST
from peelian.services.contact.hooks.sending import step
from peelian.services.contact.models import Hook, HookDelivery
from tests.services.contact.hooks.receivers import Receiver, Registered, registered
from tests.services.contact.taking.calling import desk_of
from tests.support.cases import NOON, World
from tests.support.markup import Page, Spoken
from tests.walk.standing import holder
from tests.walk.test_languages import ENGLISH

LIST, FAILED, FILE = "/desk/hooks", "/desk/hooks/failed", "/desk/hooks/failed.csv"
ADDRESS = "https://niche.example.org/told?token=abc"


@pytest.fixture
def ada(world: World) -> User:
    return holder("ada", world.force, "administrator")


@pytest.fixture
def client(ada: User) -> Client:
    return desk_of(ada)


def typed(world: World, **other: object) -> dict[str, object]:
    form = {"name": "Niche", "address": ADDRESS, "force": world.force.force_id, "events": ["case_opened"]}
    return {**form, **other}


def acts(force: str = "west-midlands") -> list[str]:
    return [one.action for one in history(uid_of(f"force:{force}"))]


def dead(world: World, receiver: Receiver, many: int = 2) -> list[HookDelivery]:
    """So many dead letters of one hook."""
    for _ in range(many):
        world.with_asha()
    deliver_all(now=NOON)
    receiver.answers = [500]
    step(now=NOON)
    HookDelivery.objects.update(
        state="failed", attempts=8, ended_at=NOON, problem_code="hook-status", answer=500
    )
    return list(HookDelivery.objects.order_by("id"))


def test_the_secret_is_shown_once_and_lies_nowhere_in_clear(world: World, client: Client) -> None:
    page = client.post(LIST, typed(world)).content.decode()
    (secret,) = set(re.findall(r"whsec_[A-Za-z0-9+/]{43}=", page))
    hook = Hook.objects.get()
    for address in (LIST, f"{LIST}/{hook.uid}"):
        assert "whsec_" not in client.get(address).content.decode()
        assert ADDRESS.split("?", maxsplit=1)[0] in client.get(address).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM contact_hook")
        (held,) = cursor.fetchone()
    assert secret.encode() not in bytes(held)
    assert secret.removeprefix("whsec_").encode() not in bytes(held)
    (entry,) = history(uid_of("force:west-midlands"))
    assert entry.action == "hook.make"
    assert facts_of(entry)["hook"] == hook.uid
    assert facts_of(entry)["events"] == ["case_opened"]
    for word in (secret, "niche.example", "token"):
        assert word not in entry.facts


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "http://niche.example.org/"},
        {"address": "https://10.1.2.3/"},
        {"address": "https://ada:pw@niche.example.org/"},
        {"name": " "},
        {"events": []},
        {"events": ["case_deleted"]},
        {"force": "kent"},
        {"force": ""},
    ],
)
def test_what_is_not_whole_is_told_and_nothing_is_kept(
    world: World, client: Client, wrong: dict[str, object]
) -> None:
    got = client.post(LIST, typed(world, **wrong))
    assert got.status_code == 400
    assert "govuk-error-summary" in got.content.decode()
    assert (Hook.objects.count(), acts()) == (0, [])


def test_a_force_has_so_many_and_no_more(world: World, client: Client) -> None:
    assert client.post(LIST, typed(world)).status_code == 200
    first = Hook.objects.get()
    for number in range(MOST - 1):
        first.pk, first.uid = None, f"{number:032d}"
        first.save()
    assert client.post(LIST, typed(world)).status_code == 400
    assert Hook.objects.count() == MOST


def test_who_may_not_manage_webhooks_comes_nowhere_and_another_force_finds_none(
    world: World, client: Client, niche: Registered, receiver: Receiver
) -> None:
    (one, _) = dead(world, receiver)
    strangers = desk_of(holder("kate", Force.objects.get(force_id="kent"), "administrator"))
    cerys = desk_of(world.cerys)
    at = f"{LIST}/{niche.hook.uid}"
    for address in (LIST, FAILED, FILE, at):
        assert cerys.get(address).status_code == 403
        assert strangers.get(address).status_code == (404 if address == at else 200)
        assert niche.hook.name not in strangers.get(address).content.decode().replace("administrator", "")
    for form in ({"do": "end"}, {"do": "rotate"}, {"do": "pause"}):
        assert strangers.post(at, form).status_code == 404
        assert cerys.post(at, form).status_code == 403
    for which in (one.uid, "all"):
        for form in ({"do": "again"}, {"do": "drop", "why": "not_needed"}):
            assert strangers.post(FAILED, {"which": which, **form}).status_code == 404
    assert niche.again().state == "active"
    assert set(HookDelivery.objects.values_list("state", flat=True)) == {"failed"}


def test_each_act_is_done_by_a_form_and_stands_in_the_ledger(world: World, client: Client) -> None:
    client.post(LIST, typed(world))
    hook = Hook.objects.get()
    at = f"{LIST}/{hook.uid}"
    assert client.post(at, {"do": "events", "events": ["outcome_set", "case_moved"]}).status_code == 303
    assert client.post(at, {"do": "events"}).status_code == 400
    hook.refresh_from_db()
    assert hook.events == "case_moved outcome_set"
    for do, state, status in (
        ("pause", "paused", 303),
        ("pause", "paused", 404),
        ("go_on", "active", 303),
        ("go_on", "active", 404),
        ("rotate", "active", 200),
        ("", "active", 404),
        ("end", "ended", 303),
        ("end", "ended", 404),
    ):
        assert client.post(at, {"do": do}).status_code == status, do
        hook.refresh_from_db()
        assert hook.state == state
    assert acts() == ["hook.make", "hook.change", "hook.pause", "hook.go_on", "hook.rotate", "hook.end"]
    assert (hook.secret, hook.secret_before) == (None, None)
    assert hook.name not in client.get(LIST).content.decode()


def test_a_dead_letter_is_listed_and_one_is_sent_again_or_dropped_with_a_reason(
    world: World, client: Client, niche: Registered, receiver: Receiver
) -> None:
    first, second = dead(world, receiver)
    page = client.get(FAILED).content.decode()
    assert page.count("It was answered that it was not taken") == 2
    assert ">500<" in page
    assert first.case.reference not in page, "who manages webhooks need not read cases"
    assert client.post(FAILED, {"which": first.uid, "do": "drop"}).status_code == 400
    assert client.post(FAILED, {"which": first.uid, "do": "drop", "why": "read_otherwise"}).status_code == 303
    assert client.post(FAILED, {"which": second.uid, "do": "again"}).status_code == 303
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.problem_code) == ("dropped", "read_otherwise")
    assert (second.state, second.attempts) == ("waiting", 0)
    drop, again = history(uid_of("force:west-midlands"))[1:]
    assert (drop.action, drop.reason_code, facts_of(drop)["which"]) == (
        "hook.drop",
        "read_otherwise",
        f"msg_{first.uid}",
    )
    assert (again.action, facts_of(again)["deliveries"]) == ("hook.send_again", 1)
    receiver.answers = []
    Hook.objects.update(rest_until=None)
    assert step() == 1
    assert receiver.got[-1].headers["webhook-id"] == f"msg_{second.uid}"


def test_all_of_them_are_sent_again_or_dropped_at_once(
    world: World, client: Client, niche: Registered, receiver: Receiver
) -> None:
    dead(world, receiver, 3)
    assert client.post(FAILED, {"which": "all", "do": "again"}).status_code == 303
    assert set(HookDelivery.objects.values_list("state", flat=True)) == {"waiting"}
    HookDelivery.objects.update(state="failed")
    assert client.post(FAILED, {"which": "all", "do": "drop", "why": "wrong_place"}).status_code == 303
    assert set(HookDelivery.objects.values_list("state", flat=True)) == {"dropped"}
    assert acts()[1:] == ["hook.send_again", "hook.drop"]
    assert client.post(FAILED, {"which": "all", "do": "again"}).status_code == 404


def test_the_file_says_the_same_as_the_page_and_nothing_in_it_is_a_formula(
    world: World, client: Client, receiver: Receiver
) -> None:
    registered(world, receiver.address, name='=HYPERLINK("x")')
    rows = dead(world, receiver)
    found = list(csv.DictReader(io.StringIO(client.get(FILE).content.decode())))
    assert {one["id"] for one in found} == {f"msg_{one.uid}" for one in rows}
    assert {(one["webhook"], one["tries"], one["answer"], one["why"]) for one in found} == {
        ('\'=HYPERLINK("x")', "8", "500", "hook-status")
    }


def test_the_people_of_a_webhook_are_told_where_they_come_first(
    world: World, client: Client, ada: User, niche: Registered, receiver: Receiver
) -> None:
    assert "needs you" not in client.get("/account").content.decode()
    dead(world, receiver, 1)
    assert "1 needs you" in client.get("/account").content.decode()
    Hook.objects.update(state="paused", why="failing")
    assert "2 need you" in client.get("/account").content.decode()
    assert "Webhooks (2)" in client.get(LIST).content.decode()
    assert "Nothing was taken for a day" in client.get(LIST).content.decode()
    assert "Ni chymerwyd dim am ddiwrnod" in client.get(f"/cy{LIST}").content.decode()
    Hook.objects.update(why="by_hand")
    assert "1 needs you" in client.get("/account").content.decode()
    assert "Webhooks" not in desk_of(world.cerys).get("/desk").content.decode()


def test_each_page_is_well_formed_and_the_welsh_one_speaks_welsh(
    world: World, client: Client, niche: Registered, receiver: Receiver
) -> None:
    dead(world, receiver)
    Hook.objects.update(failures=3)
    at = f"{LIST}/{niche.hook.uid}"
    for prefix in ("", "/cy"):
        pages = [client.get(prefix + one).content.decode() for one in (LIST, FAILED, at)]
        pages += [client.post(prefix + FAILED, {"which": "all", "do": "drop"}).content.decode()]
        pages += [client.post(prefix + at, {"do": "rotate"}).content.decode()]
        for html in pages:
            assert Page(html).faults == []
            if prefix:
                body = html.partition("<body")[2]
                said = Spoken(f'<div lang="cy"><body{body}').said_in("cy")
                assert len(said) > 10
                assert [text for text in said if ENGLISH.search(text)] == []
