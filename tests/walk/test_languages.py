"""A Welsh page speaks Welsh: every word of English on it is marked as English, for those who hear it read out."""

import re

import pytest

from tests.support import addresses
from tests.support.markup import Spoken

# Common English words that no Welsh word is spelt like.
ENGLISH = re.compile(
    r"\b(the|of|and|from|which|was|were|with|this|that|Show|Every|everybody|forces|claims|said|stated|found|police|"
    r"January|February|March|April|June|July|September|October|November|December|year|ending|award(?:ed)?|"
    r"Home Office|published|Yes|No data)\b"
)
NAMES = re.compile(
    r"`[^`]*`|“[^”]*”|\b(?:[a-z-]+\.)*(?:police|gov)\.uk\b|[a-z]+_[a-z_]+|Review of Economic Studies|Best Use of Stop and Search"
)
"""What keeps its own spelling: things quoted or typed, the names of sites."""
PLAIN = {"source", "data", "quarantine", "licence"}
"""Pages that list published files by the titles and notes of their publishers."""


def _unmarked(html: str) -> list[str]:
    body = html.partition("<body")[2]
    return [
        text
        for text in Spoken(f'<div lang="cy"><body{body}').said_in("cy")
        if ENGLISH.search(NAMES.sub("", text))
    ]


@pytest.mark.parametrize("walk", addresses.WELSH_WALKS)
def test_no_welsh_page_holds_english_that_is_not_marked_so(read, walk):
    walked, found = 0, {}
    for name, address in addresses.pages(walk):
        if name not in PLAIN:
            left = _unmarked(read(address).html)
            if left:
                found[address] = left[:3]
            walked += 1
    assert found == {}
    assert walked >= (55 if walk == "cy-some" else 250)


@pytest.mark.parametrize("text", ["Some of the money", "31 March 2019"])
def test_english_would_be_found(text):
    assert _unmarked(f"<body><p>{text}</p></body>") == [text]
    assert _unmarked(f'<body><p lang="en">{text}</p></body>') == []
