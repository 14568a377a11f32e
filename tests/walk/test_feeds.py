"""Every feed is whole Atom (RFC 4287): what a feed reader needs is there, and every link of it answers."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.support import addresses
from tests.support.markup import Page

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
IRI = re.compile(r"urn:peelian:[\x21-\x7e]+|https?://[\x21-\x7e]+")


def _one(parent: ElementTree.Element, name: str) -> str:
    """The text of the only child of that name."""
    found = parent.findall(ATOM + name)
    assert len(found) == 1, f"{len(found)} {name} in {parent.tag}"
    text = (found[0].text or "").strip()
    assert text, f"an empty {name}"
    return text


def _link(parent: ElementTree.Element, rel: str) -> str:
    found = [one.attrib["href"] for one in parent.findall(ATOM + "link") if one.get("rel") == rel]
    assert len(found) == 1
    return found[0]


def _whole(client, address: str, language: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/atom+xml"), address
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == ATOM + "feed"
    assert feed.attrib[LANG] == language, address
    assert _link(feed, "self") == address
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    newest = datetime.fromisoformat(_one(feed, "updated"))
    assert IRI.fullmatch(_one(feed, "id"))
    assert _one(feed, "title")
    ids = []
    for entry in feed.findall(ATOM + "entry"):
        ids.append(_one(entry, "id"))
        assert IRI.fullmatch(ids[-1]), ids[-1]
        assert _one(entry, "title") and _one(entry, "summary")
        assert datetime.fromisoformat(_one(entry, "updated")) <= newest, f"{address}: {ids[-1]}"
    assert len(ids) == len(set(ids)), f"{address} has two entries of one id"
    return feed


@pytest.mark.parametrize("language", ["en", pytest.param("cy", marks=pytest.mark.prove)])
def test_every_feed_is_whole_and_each_of_its_links_answers(client, language):
    answered: set[str] = set()
    ids, titles, entries = set(), set(), 0
    walked = list(addresses.feeds(language))
    for address in walked:
        feed = _whole(client, address, language)
        ids.add(_one(feed, "id"))
        titles.add(_one(feed, "title"))
        found = feed.findall(ATOM + "entry")
        entries += len(found)
        for link in [_link(feed, "alternate"), *(_link(entry, "alternate") for entry in found)]:
            target = client.get(urlsplit(link).path) if link not in answered else None
            assert target is None or target.status_code == 200, f"{address} leads to {link}"
            assert link.startswith("/cy") == (language == "cy"), f"{address} leads to {link}"
            answered.add(link)
    assert len(walked) >= 8
    assert len(ids) == len(titles) == len(walked)
    assert entries > 100


@pytest.mark.parametrize("page", ["/changes", "/forces/kent", "/claims/C09", "/cy/claims/C09"])
def test_a_page_with_a_feed_names_it_for_feed_readers(client, page):
    html = Page(client.get(page).content.decode())
    feeds = [
        found["href"]
        for tag, found in html.attributes
        if tag == "link" and found.get("type") == "application/atom+xml"
    ]
    assert len(feeds) == 1
    assert client.get(str(feeds[0])).status_code == 200
    assert feeds[0] in html.links, "nobody who reads the page is told of the feed"
