"""Search, several at once, saved filters, absence, the supervisor's page, people to reach, words for every act."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from peelian.accounts.models import Absence, Grant, User
from peelian.casework.cases.actions.giving import assign_case
from peelian.casework.cases.actions.opening import NewParty
from peelian.casework.cases.models import Case, Tag
from peelian.casework.desk import words
from peelian.casework.desk.models import SavedFilter
from peelian.casework.ledger import consulting
from peelian.casework.ledger.models import AccessEntry
from peelian.casework.records.people import NewPerson
from peelian.casework.threads.models import ContactTask, Sending
from tests.support.cases import DAY, HOUR

AGO = timezone.now() - HOUR
ASHA = NewPerson(
    name="Asha Okafor",
    birth_date="1992-05-31",
    phone="07700 900123",
    email="asha@example.org",
    postcode="B29 6AA",
)


def references(got):
    return re.findall(r'/desk/cases/(\d{11})"', got.content.decode())


@pytest.fixture
def case(world):
    return world.opened(parties=(NewParty("reporter", ASHA),), as_of=AGO)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("name", "asha  okafor"),
        ("phone", "+44 7700 900123"),
        ("email", "ASHA@example.org"),
        ("postcode", "b296aa"),
    ],
)
def test_search_finds_an_exact_detail_and_writes_it_down_unread(desk, world, case, by, text):
    """T-16"""
    world.opened(as_of=AGO)
    got = desk("ben").post("/desk/search", {"by": by, "text": text, "purpose": "contact"})
    assert references(got) == [case.reference]
    entry = AccessEntry.objects.get(what="search")
    assert (entry.purpose_code, entry.result_count) == ("contact", 1)
    assert "okafor" not in entry.facts.casefold() and "900123" not in entry.facts
    assert references(desk("dev").post("/desk/search", {"by": by, "text": text})) == []


def test_search_by_reference_and_for_too_little(desk, world, case):
    shown = f"{case.reference[:3]} {case.reference[3:7]} {case.reference[7:]}"
    ben = desk("ben")
    assert references(ben.post("/desk/search", {"by": "reference", "text": shown})) == [case.reference]
    assert ben.post("/desk/search", {"by": "name", "text": " "}).status_code == 400
    assert ben.post("/desk/search", {"state": "new", "opened_from": "32/13/2026"}).status_code == 400
    assert references(ben.post("/desk/search", {"state": "new", "opened_from": "2026-01-01"})) == [
        case.reference
    ]
    assert ben.get("/desk/search?by=name&text=asha+okafor").content.decode().count(case.reference) == 0


def test_pages_of_results_go_on_by_the_form(desk, world):
    opened = [world.opened(as_of=AGO + timedelta(seconds=number)).reference for number in range(30)]
    ben = desk("ben")
    first = ben.post("/desk/search", {"state": "new"})
    assert references(first) == opened[:4:-1]
    after = re.search(r'name="after" value="([^"]+)"', first.content.decode()).group(1).replace("&#43;", "+")
    assert references(ben.post("/desk/search", {"state": "new", "after": after})) == opened[4::-1]


def test_several_at_once_do_what_they_can_and_tell_the_rest(desk, world):
    one, two, theirs = (
        world.opened(as_of=AGO),
        world.opened(as_of=AGO),
        world.opened(team=world.elsewhere, as_of=AGO),
    )
    ticked = [f"{one.reference}:1", f"{two.reference}:1", f"{theirs.reference}:1", "x:1", "\x00"]
    cerys = desk("cerys")
    form = cerys.post("/desk/several", {"act": "assign", "case": ticked})
    assert form.status_code == 200 and theirs.reference[7:] not in form.content.decode()
    assign_case(two.reference, to=world.cerys, actor=world.actor("cerys"), as_of=AGO, reason="workload")
    done = cerys.post(
        "/desk/several",
        {"act": "assign", "do": "1", "case": ticked, "to": str(world.ben.uid), "reason": "workload"},
    )
    assert "done for 1 case" in done.content.decode() and "changed this case" in done.content.decode()
    assert Case.objects.get(pk=one.pk).owner == world.ben
    assert Case.objects.get(pk=two.pk).owner == world.cerys
    assert Case.objects.get(pk=theirs.pk).owner is None


def test_several_needs_cases_and_an_act(desk, world):
    cerys = desk("cerys")
    assert cerys.post("/desk/several", {"act": "assign"}).status_code == 400
    assert cerys.post("/desk/several", {"act": "close", "case": ["x"]}).status_code == 400


def test_a_view_is_saved_and_called_by_what_it_shows(desk, world):
    Tag.objects.create(slug="lamps", name_en="Street lighting", name_cy="Goleuadau stryd")
    ben = desk("ben")
    kept = "view=free&team=selly-oak&tag=lamps&due=nothing&evil=<script>"
    got = ben.post("/desk/filters", {"query": kept})
    assert got.headers["Location"] == "/desk?view=free&team=selly-oak&tag=lamps&due=nothing"
    assert ben.post("/desk/filters", {"query": kept}).headers["Location"] == got.headers["Location"]
    row = SavedFilter.objects.get()
    for prefix, name in (
        ("", "Not taken yet, selly-oak, Street lighting, Nothing is due from us now"),
        ("/cy", "Heb eu cymryd eto, selly-oak, Goleuadau stryd, Nid oes dim yn ddyledus gennym nawr"),
    ):
        for address in ("/desk", "/desk/filters"):
            text = re.sub(r"</?bdi>", "", ben.get(prefix + address).content.decode())
            assert name in text
    assert "Street lighting, Nothing" not in desk("cerys").get("/desk").content.decode()
    desk("cerys").post("/desk/filters", {"remove": row.pk})
    assert SavedFilter.objects.exists()
    Tag.objects.filter(slug="lamps").delete()
    assert "something that is no longer there" in ben.get("/desk").content.decode()
    ben.post("/desk/filters", {"remove": row.pk})
    assert not SavedFilter.objects.exists()


def test_no_words_of_anybodys_own_are_kept_with_a_filter(desk, world):
    """T-12"""
    typed = "view=team&team=asha-okafor&kind=asha&state=Asha+Okafor&tag=07700-900123"
    assert desk("ben").post("/desk/filters", {"query": typed, "name": "Asha"}).status_code == 303
    assert SavedFilter.objects.get().query == "view=team"


def test_twenty_filters_are_enough(desk, world):
    now = timezone.now()
    for number in range(20):
        SavedFilter.objects.create(user=world.ben, query=f"tag=t{number}", made_at=now)
    got = desk("ben").post("/desk/filters", {"query": "view=free"})
    assert got.status_code == 400 and b"Remove one first" in got.content
    assert SavedFilter.objects.count() == 20


@pytest.mark.parametrize("name", ["team", "kind", "state", "tag", "due", "view", "after", "query"])
def test_an_address_with_a_sign_that_no_database_takes_is_answered(desk, world, name):
    ben = desk("ben")
    assert ben.get("/desk", {name: "\x00"}).status_code == 200
    assert ben.get("/desk/filters", {name: "\x00"}).status_code == 200
    for typed in ({name: "\x00", "by": "name", "text": "a"}, {"by": "name", "text": "\x00"}):
        assert ben.post("/desk/search", typed).status_code in (200, 400)


def test_plan_an_absence_and_see_the_cover_on_the_queue(desk, world, case):
    assign_case(case.reference, to=world.ben, actor=world.actor("cerys"), as_of=AGO, reason="workload")
    today, last = timezone.localdate(), timezone.localdate() + timedelta(days=3)
    ben = desk("ben")
    typed = {"who": str(world.ben.uid), "starts": str(today), "ends": f"{last:%d/%m/%Y}", "kind": "leave"}
    assert ben.post("/desk/absence", typed | {"cover": "team:ashford"}).status_code == 400
    assert ben.post("/desk/absence", typed | {"cover": f"user:{world.cerys.uid}"}).status_code == 303
    assert "<bdi>Cerys</bdi> answers" in desk("cerys").get("/desk?view=team").content.decode()
    row = Absence.objects.get()
    desk("dev").post("/desk/absence", {"end": row.pk})
    assert Absence.objects.get().ends > timezone.now() + DAY
    assert desk("cerys").post("/desk/absence", {"end": row.pk}).status_code == 303
    assert Absence.objects.get().ends <= timezone.now()


def test_nobody_plans_another_teams_absence(desk, world):
    today = str(timezone.localdate())
    typed = {
        "who": str(world.dev.uid),
        "starts": today,
        "ends": today,
        "kind": "leave",
        "cover": "team:selly-oak",
    }
    assert desk("cerys").post("/desk/absence", typed).status_code == 400
    assert not Absence.objects.exists()


def test_the_supervisor_sees_clocks_about_to_fail_by_team(desk, world):
    world.opened(as_of=timezone.now() - 4 * DAY)
    world.opened(as_of=timezone.now() - 2.5 * DAY)
    world.opened(as_of=AGO)
    world.opened(team=world.elsewhere, as_of=timezone.now() - 4 * DAY)
    text = desk("cerys").get("/desk/team").content.decode()
    row = re.search(r"selly-oak</a>.*?</tr>", text, re.DOTALL).group(0)
    assert re.findall(r">(\d+)<", row) == ["1", "1", "3", "3"]
    assert "ashford" not in text
    assert len(references(desk("cerys").get("/desk/team"))) == 2
    assert desk("ben").get("/desk/team").status_code == 403


def test_unusual_reading_is_a_reason_to_ask(desk, world):
    restricted = world.opened(restricted=True, as_of=AGO)
    desk("ben").post(f"/desk/cases/{restricted.reference}", {"look_reason": "curious"})
    text = desk("cerys").get("/desk/team").content.decode()
    assert "Ben</bdi></strong>" in text and "restricted records" in text
    assert "curious" not in text


def test_the_reading_of_many_people_is_looked_at_fifty_at_a_time(desk, world, queries):
    """T-05. Nobody within reach is left out, and the price of a page does not grow with them."""
    browser, restricted = desk("cerys"), world.opened(restricted=True, as_of=AGO)
    browser.get("/desk/team")
    few = queries(lambda: browser.get("/desk/team"))
    for number in range(120):
        user = User.objects.create_user(f"reader{number}@example.org", f"Reader {number}.")
        Grant.objects.create(user=user, role="officer", team=world.team, starts=AGO - DAY, reason="new")
        facts = {"own_team": True, "own_case": False, "open": True, "restricted": True}
        consulting.look(
            actor=f"user:{user.pk}", what="case_page", purpose="x", subject=restricted.uid, facts=facts
        )
    assert len(queries(lambda: browser.get("/desk/team"))) <= len(few) + 1, "the names of those who read"
    told, address = [], "/desk/team"
    while address:
        text = browser.get(address).content.decode().split('id="unusual"')[1]
        here = re.findall(r"<bdi>(Reader \d+\.)</bdi>", text)
        assert len(here) <= 50
        told += here
        more = re.search(r'href="([^"#]+)#unusual" rel="next"', text)
        address = more.group(1).replace("&amp;", "&") if more else ""
    assert sorted(told) == sorted(f"Reader {number}." for number in range(120))


def test_every_act_on_a_case_has_words(repository: Path):
    """Each name that casework gives to an entry on a case's chain is known to the history."""
    called = r"(?:action=|ACTION: Final = |_act\(\s*turn,\s*|_?(?:changing|acting|deciding)\(\s*)"
    acts = set()
    for file in (repository / "src/peelian/casework").glob("**/*.py"):
        acts |= set(re.findall(called + r'"([a-z]+\.[a-z_]+)"', file.read_text(encoding="utf-8")))
    on_cases = {name for name in acts if not name.startswith(("person.", "figures."))}
    assert len(on_cases) > 35
    assert sorted(on_cases - words.ACTS.keys()) == []
    assert all(text.cy != text for text in words.ACTS.values())


def test_whoever_reached_the_person_says_so_once(desk, world, case):
    """T-08"""
    party = case.parties.select_related("person").get()
    sending = Sending.objects.create(
        case=case, person=party.person, purpose="receipt", state="held", next_at=AGO, made_at=AGO
    )
    task = ContactTask.objects.create(case=case, sending=sending, reason_code="by_phone", made_at=AGO)
    address = f"/desk/cases/{case.reference}/reach/{task.uid}"
    assert "by telephone" in desk("cerys").get("/desk/team").content.decode()
    ben = desk("ben")
    assert address in ben.get(f"/desk/cases/{case.reference}").content.decode()
    version = Case.objects.get(pk=case.pk).version
    got = ben.post(address, {"version": version, "outcome": "told_by_phone", "note": "at home"})
    assert got.status_code == 303
    assert ContactTask.objects.get().done_by == f"user:{world.ben.pk}"
    assert ben.get(address).status_code == 404
    assert desk("dev").get(address).status_code == 404
