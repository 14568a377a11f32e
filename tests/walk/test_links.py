"""Every link inside the site answers, and every fragment names something on its page."""

import re
from urllib.parse import urlsplit

import pytest

from tests.support import addresses

DOWNLOADS = (".csv", ".json", ".parquet")
FILES = (*DOWNLOADS, ".atom")
LEAF = re.compile("/forces/[^/]+/measures/[^/]+|/data/sources/.+")


def _bare(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.mark.parametrize(
    ("language", "downloads"),
    [
        ("en", False),
        pytest.param("en", True, marks=pytest.mark.prove),
        pytest.param("cy", True, marks=pytest.mark.prove),
    ],
)
def test_every_link_and_fragment_of_every_page_answers(read, language, downloads):
    """The suite takes up no download: the files are asked for by their addresses in test_addresses.py."""
    reached: set[str] = set()
    followed = 0
    for _name, address in addresses.pages(language):
        page = read(address)
        for link in set(page.links):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"http", "https"} and parts.netloc, f"{address} links to {link}"
                continue
            if parts.path.endswith(DOWNLOADS) and not downloads:
                continue
            target = read(_bare(link)) if parts.path else page
            if parts.fragment:
                assert target is not None and parts.fragment in target.ids, f"{address} links to {link}"
            reached.add(_bare(link) if parts.path else address)
            followed += 1
    assert followed > 8_000
    assert len(reached) > 600


@pytest.mark.parametrize("walk", addresses.WALKS)
def test_a_welsh_page_links_only_to_welsh_pages_but_for_the_switch(read, walk):
    prefix = "/cy" if walk != "en" else ""
    for _name, address in addresses.pages(walk):
        found = [
            link for link in read(address).links if link.startswith("/") and not link.startswith("/api/")
        ]
        across = {link for link in found if (link == "/cy" or link.startswith("/cy/")) != bool(prefix)}
        bare = address.removeprefix(prefix) or "/"
        other = bare if prefix else "/cy" + bare
        assert across <= {other}, address


def test_every_page_is_reached_from_the_home_page_by_links_alone(read):
    """Every commitment, fund, service, league table, claim and force; a question in an address is left aside."""
    reached, new = {"/"}, ["/"]
    while new:
        page = read(new.pop())
        found = {urlsplit(link).path for link in page.links if link.startswith("/")} if page else set()
        found = {path for path in found - reached if not path.startswith(("/cy", "/api/"))}
        reached |= found
        new += [path for path in found if not path.endswith(FILES) and not LEAF.fullmatch(path)]
    assert {address for _, address in addresses.pages("en") if "?" not in address} <= reached
