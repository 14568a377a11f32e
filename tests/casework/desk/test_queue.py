"""The queue: the right cases, in the right order, at a constant price."""

import pytest

from peelian.casework.cases.actions.giving import assign_case
from tests.support.cases import DAY, HOUR, NOON


def references(page):
    import re

    return re.findall(r'/desk/cases/(\d{11})"', page.content.decode())


def test_who_is_not_signed_in_signs_in_first(world, client):
    got = client.get("/desk")
    assert got.status_code == 302 and got.headers["Location"].startswith("/account/sign-in")


def test_who_has_no_role_comes_to_their_account(desk):
    got = desk("eve").get("/desk")
    assert (got.status_code, got.headers["Location"]) == (303, "/account")


def test_due_first_stands_first_and_only_the_own_teams_cases(desk, world):
    late = world.opened(as_of=NOON - 2 * HOUR)
    later = world.opened(as_of=NOON)
    first = world.opened(as_of=NOON - 4 * DAY)
    world.opened(team=world.elsewhere)
    page = desk("ben").get("/desk?view=free")
    assert references(page) == [first.reference, late.reference, later.reference]
    assert b"Answer the question to the neighbourhood team" in page.content
    assert page.headers["Cache-Control"].startswith("no-store") or "no-store" in page.headers["Cache-Control"]


def test_mine_is_what_i_own(desk, world):
    mine, _ = world.opened(), world.opened()
    assign_case(mine.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    assert references(desk("ben").get("/desk")) == [mine.reference]
    assert references(desk("cerys").get("/desk")) == []


def test_the_next_page_begins_after_the_last_case_of_this_one(desk, world):
    opened = [world.opened(as_of=NOON + number * HOUR).reference for number in range(30)]
    ben = desk("ben")
    first = ben.get("/desk?view=free")
    assert references(first) == opened[:25]
    link = first.content.decode().split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert references(ben.get(link.replace("&amp;", "&"))) == opened[25:]


@pytest.mark.parametrize(
    "key", ["x", "~", "2026~1", "2026-11-23T12:00~1", "9" * 40, "~" + "9" * 30, "\x00~1"]
)
def test_a_key_that_cannot_be_one_gives_the_first_page(desk, world, key):
    case = world.opened()
    got = desk("ben").get("/desk", {"view": "free", "after": key})
    assert got.status_code == 200 and references(got) == [case.reference]


def test_take_next_takes_what_is_due_first(desk, world):
    world.opened(as_of=NOON)
    first = world.opened(as_of=NOON - HOUR)
    got = desk("ben").post("/desk/next")
    assert got.headers["Location"].startswith(f"/desk/cases/{first.reference}")
    first.refresh_from_db()
    assert first.owner == world.ben


def test_nothing_to_take_is_said(desk, world):
    ben = desk("ben")
    got = ben.post("/cy/desk/next")
    assert got.headers["Location"] == "/cy/desk?done=none"
    assert ben.get(got.headers["Location"]).status_code == 200
