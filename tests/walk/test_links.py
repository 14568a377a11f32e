"""Every link inside the site answers, and every fragment names something on its page."""

from urllib.parse import urlsplit

import pytest

from tests.support import addresses
from tests.support.markup import Page


def _bare(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_link_and_fragment_of_every_page_answers(client, language):
    answers: dict[str, Page | None] = {}

    def page_at(address: str) -> Page | None:
        if address not in answers:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            html = answer["Content-Type"].startswith("text/html")
            answers[address] = Page(answer.content.decode()) if html else None
        return answers[address]

    followed = 0
    for _name, address in addresses.pages(language):
        page = page_at(address)
        assert page is not None
        for link in set(page.links):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"http", "https"} and parts.netloc, f"{address} links to {link}"
                continue
            target = page_at(_bare(link)) if parts.path else page
            if parts.fragment:
                assert target is not None and parts.fragment in target.ids, f"{address} links to {link}"
            followed += 1
    assert followed > 1_500
    assert len(answers) > 150


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_welsh_page_links_only_to_welsh_pages_but_for_the_switch(client, language):
    prefix = "/cy" if language == "cy" else ""
    for _name, address in addresses.pages(language):
        found = [link for link in Page(client.get(address).content.decode()).links if link.startswith("/")]
        across = {link for link in found if (link == "/cy" or link.startswith("/cy/")) != bool(prefix)}
        bare = address.removeprefix(prefix) or "/"
        other = bare if language == "cy" else "/cy" + bare
        assert across <= {other}, address
