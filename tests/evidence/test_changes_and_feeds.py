"""What changed: a page since a day, and feeds that tell of a file as soon as it has been added."""

import re
import time
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.support.markup import Page
from tests.support.small_store import small_store
from tests.support.street_file import write_street_file

ATOM = "{http://www.w3.org/2005/Atom}"


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = Page(answer.content.decode())
    assert page.faults == [], address
    return page.text


def entries(client, address: str) -> list[dict[str, str]]:
    """The entries of a feed: id, title, updated, summary."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    feed = ElementTree.fromstring(answer.content)
    return [
        {one.tag.removeprefix(ATOM): (one.text or "") for one in entry}
        for entry in feed.findall(ATOM + "entry")
    ]


def settled(client, address: str, known: str):
    """The answer once it is no longer the one known: the first readers after a load may be given the page as it was."""
    for _ in range(600):
        answer = client.get(address)
        if answer["ETag"] != known:
            break
        time.sleep(0.1)
    return answer


def days(client, address: str) -> list[str]:
    timeline = client.get(address).content.decode().partition('class="peelian-timeline"')[2]
    return [part.partition("<span")[0].strip() for part in timeline.split('peelian-timeline__day">')[1:]]


def test_the_newest_change_stands_first_and_none_is_older_than_the_day_asked_for(client):
    def moment(told: str) -> datetime:
        """The first day of a date told to the day, the month or the year."""
        form = ("%Y", "%B %Y", "%d %B %Y")[len(told.split()) - 1]
        return datetime.strptime(told, form).replace(tzinfo=UTC)

    shown = [moment(day) for day in days(client, "/changes?since=2023-11-01")]
    assert len(shown) > 10
    assert shown == sorted(shown, reverse=True)
    assert min(shown) >= datetime(2023, 11, 1, tzinfo=UTC)
    assert len(days(client, "/changes?since=2018-01-01")) > len(shown)


@pytest.mark.parametrize("asked", ["yesterday", "2024-13-01", "31/03/2024", "0", "-1", "1e9", "1711843200"])
def test_a_day_that_is_none_is_refused_with_an_example_on_the_page_and_in_the_api(client, asked):
    """A number is no day, though frameworks take it for seconds since 1970."""
    for address in ("/changes", "/api/v1/changes"):
        answer = client.get(address, {"since": asked})
        assert answer.status_code == 400, address
        assert "2024-03-31" in answer.content.decode(), address


def test_the_changes_of_an_area_are_those_that_speak_of_it(client):
    whole, asked = (
        client.get(f"/api/v1/changes?limit=5000{more}").json()["rows"]
        for more in ("", "&area=greater-manchester")
    )
    assert asked == [row for row in whole if "greater-manchester" in row["areas"]]
    assert 0 < len(asked) < len(whole)
    assert f"{len(asked)} changes." in text(client, "/changes?area=greater-manchester")


def test_a_change_names_the_claims_that_use_it(client):
    """C02 (25 of 43 forces fell) rests on the Home Office's workforce tables of 30 September 2017."""
    page = client.get("/changes?kind=source&page=2").content.decode()
    told = next(part for part in page.split("<li>") if "30 September 2017: data tables" in part)
    assert "/claims/C02" in Page(f"<ul><li>{told.partition('</li>')[0]}</li></ul>").links


def test_a_step_of_the_plan_and_a_meeting_are_changes(client):
    """The plan of 2021 was published on 27 July 2021; the taskforce first met on 26 April 2018."""
    assert "27 July 2021" in days(client, "/changes?kind=milestone")
    assert "26 April 2018" in days(client, "/changes?kind=event")


def test_a_revised_figure_gives_both_values(client):
    """Home Office, Durham, police staff on 31 March 2017: 722.9 in the tables of January 2018, 724.5 in the open data of
    July 2019."""
    page = text(client, "/changes?kind=revision")
    assert "Police staff (FTE), Durham Constabulary, 31 March 2017: 722.9 became 724.5" in page
    told = [
        part.split(" became ")
        for part in page.replace("Claims that use it", "\n").split(": ")
        if " became " in part
    ]
    assert len(told) >= 4
    assert all(old.strip() != new.split()[0] for old, new in told), "a change that shows no change"


def test_older_changes_are_on_the_pages_that_follow(client):
    first, second = days(client, "/changes"), days(client, "/changes?page=2")
    assert len(first) == 100
    assert second and second != first
    links = Page(client.get("/changes?since=2010-01-01").content.decode()).links
    assert "/changes?since=2010-01-01&page=2" in links
    last = re.search(r"Page 1 of (\d+)\.", text(client, "/changes"))
    assert last and days(client, "/changes?page=9999") == days(client, f"/changes?page={last[1]}")
    assert days(client, "/changes?page=oops") == first


def test_a_file_added_is_in_the_feeds_and_on_the_page_from_today(client, home, tmp_path):
    from peelian.facts.intake import add

    before = client.get("/feed.atom")
    kent_etag = client.get("/forces/kent/feed.atom")["ETag"]
    kent = entries(client, "/forces/kent/feed.atom")
    add([write_street_file(tmp_path / "new")])
    after = settled(client, "/feed.atom", before["ETag"])
    assert after["ETag"] != before["ETag"]
    settled(client, "/forces/kent/feed.atom", kent_etag)
    today = datetime.now(UTC).date().isoformat()
    newest = entries(client, "/feed.atom")[0]
    assert newest["updated"].startswith(today)
    assert newest["id"].startswith("urn:peelian:source:")
    assert newest["id"] not in {one["id"] for one in kent}
    assert newest["id"] in {one["id"] for one in entries(client, "/forces/kent/feed.atom")}
    assert newest["id"] not in {one["id"] for one in entries(client, "/forces/surrey/feed.atom")}
    assert "1 change." in text(client, f"/changes?since={today}")


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    answer = client.get("/feed.atom")
    again = client.get("/feed.atom", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_feed_of_a_claim_tells_its_verdict_and_gets_a_new_entry_when_that_changes(client, home):
    """C09 does not hold; without figures nothing can be told."""
    known = client.get("/claims/C09/feed.atom")["ETag"]
    first = entries(client, "/claims/C09/feed.atom")
    verdict = next(one for one in first if one["id"].startswith("urn:peelian:verdict:C09"))
    assert "Does not hold as stated" in verdict["title"] or "does not hold as stated" in verdict["title"]
    small_store(home, {})
    settled(client, "/claims/C09/feed.atom", known)
    then = entries(client, "/claims/C09/feed.atom")
    changed = next(one for one in then if one["id"].startswith("urn:peelian:verdict:C09"))
    assert changed["id"] != verdict["id"]
    assert "could not tell" in changed["title"].lower()


def test_the_feed_of_a_force_speaks_of_that_force(client):
    titles = [one["title"] for one in entries(client, "/forces/greater-manchester/feed.atom")]
    assert any("P21-04" in title for title in titles)
    assert not any("P21-04" in one["title"] for one in entries(client, "/forces/kent/feed.atom"))


def test_a_welsh_feed_is_in_welsh(client):
    english, welsh = entries(client, "/feed.atom"), entries(client, "/cy/feed.atom")
    assert [one["id"] for one in english] == [one["id"] for one in welsh]
    assert {one["summary"] for one in welsh}.isdisjoint({one["summary"] for one in english})


@pytest.mark.parametrize("address", ["/forces/narnia/feed.atom", "/claims/C99/feed.atom"])
def test_a_feed_of_nobody_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_empty_store_still_has_the_steps_of_the_plan(client, home):
    small_store(home, {})
    kinds = {one["kind"] for one in client.get("/changes.json").json()}
    assert kinds == {"a step of the plan", "a meeting or publication"}
    assert entries(client, "/feed.atom")
