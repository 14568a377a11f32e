"""The queue: the right cases, in the right order, at a constant price."""

import re

import pytest

from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.models import Case
from peelian.casework.cases.ordering import LAST
from tests.support.cases import DAY, HOUR, NOON


def references(page):
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
    assert "no-store" in page.headers["Cache-Control"]


def test_mine_is_what_i_own(desk, world):
    mine, _ = world.opened(), world.opened()
    assign_case(mine.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    assert references(desk("ben").get("/desk")) == [mine.reference]
    assert references(desk("cerys").get("/desk")) == []


def test_a_list_leads_to_the_cases_with_nothing_due_and_back(desk, world):
    """An officer whose cases all wait for somebody else has cases all the same."""
    mine = world.opened()
    assign_case(mine.reference, to=world.ben, actor=world.actor("cerys"), as_of=NOON, reason="workload")
    Case.objects.filter(pk=mine.pk).update(next_due_at=None, next_due_code="", place=LAST)
    ben = desk("ben")
    page = ben.get("/desk?team=selly-oak").content.decode()
    assert "No cases here with something due." in page
    (there,) = re.findall(r'href="([^"]+)">Cases with nothing due from us now<', page)
    found = ben.get(there.replace("&amp;", "&"))
    assert references(found) == [mine.reference] and "team=selly-oak" in there
    (back,) = re.findall(r'href="([^"]+)">Cases with something due<', found.content.decode())
    assert "team=selly-oak" in back and references(ben.get(back.replace("&amp;", "&"))) == []


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


def copies(case, teams, dues):
    """Copies of a case for these teams in turn, due at these times."""
    model, made = Case.objects.get(pk=case.pk), []
    for number, due in enumerate(dues):
        model.pk, model.uid, model.reference = None, f"{number:032x}", f"{number:011d}"
        model.team, model.next_due_at = teams[number % len(teams)], due
        model.save(force_insert=True)
        made.append((due, model.pk, model.reference, model.team.slug))
    return made


def walked(browser, address):
    """The references of each page, as its links lead on."""
    found = []
    while address:
        page = browser.get(address)
        found.append(references(page))
        link = re.search(r'href="([^"]*)" rel="next"', page.content.decode())
        address = link.group(1).replace("&amp;", "&") if link else ""
    return found


@pytest.mark.parametrize("teams", [1, 2, 3])
@pytest.mark.parametrize("spread", ["mixed", "one team first", "all at once", "nothing due"])
def test_the_pages_of_several_teams_are_one_list_without_a_gap(desk, world, teams, spread):
    """Cerys has two teams, the third is Dev's; the whole list is sorted here, by due time and number."""
    dues = {
        "mixed": [NOON + (number * 7 % 80) * HOUR for number in range(80)],
        "one team first": [NOON + (number + 1000 * (number % 2)) * HOUR for number in range(80)],
        "all at once": [NOON] * 80,
        "nothing due": [None] * 80,
    }[spread]
    made = copies(world.opened(), [world.team, world.other, world.elsewhere][:teams], dues)
    Case.objects.exclude(pk__in=[pk for _, pk, _, _ in made]).update(team=world.elsewhere)
    wanted = sorted(
        ((due or NOON, pk, reference) for due, pk, reference, slug in made if slug != "ashford"),
    )
    address = "/desk?view=team" + ("&due=nothing" if spread == "nothing due" else "")
    pages = walked(desk("cerys"), address)
    assert [one for page in pages for one in page] == [reference for _, _, reference in wanted]
    assert {len(page) for page in pages[:-1]} == {25}


def test_beyond_a_thousand_nothing_is_counted(desk, world):
    made = copies(world.opened(), [world.team], [NOON - 9000 * HOUR] * 1003)
    cerys = desk("cerys")
    text = cerys.get("/desk?view=free").content.decode()
    assert "More than 1,000 cases, 1000 late" in text
    row = re.search(r"selly-oak</a>.*?</tr>", cerys.get("/desk/team").content.decode(), re.DOTALL).group(0)
    assert re.findall(r">([^<>]+)<", row) == ["over 1,000", "0", "over 1,000", "over 1,000"]
    assert "dros 1,000" in cerys.get("/cy/desk/team").content.decode()
    Case.objects.filter(pk__in=[pk for _, pk, _, _ in made[:4]]).update(team=world.elsewhere)
    text = cerys.get("/desk?view=free").content.decode()
    assert ">1000 cases, 999 late" in text
    row = re.search(r"selly-oak</a>.*?</tr>", cerys.get("/desk/team").content.decode(), re.DOTALL).group(0)
    assert re.findall(r">([^<>]+)<", row) == ["999", "0", "1,000", "1,000"]
