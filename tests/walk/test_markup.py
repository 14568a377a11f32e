"""The parser of these walks sees what is wrong with a page, so that a page without a fault is a sound one."""

import pytest

from tests.support.markup import Page, Spoken

SOUND = '<!DOCTYPE html><html lang="en"><body><main id="a"><p class=b hidden>1 &lt; 2<br></p></main></body></html>'


def test_a_sound_page_is_taken_apart_as_it_stands():
    page = Page(SOUND)
    assert page.faults == []
    assert page.tags == ["html", "body", "main", "p", "br"]
    assert page.attributes[3] == ("p", {"class": "b", "hidden": None})
    assert page.texts == [("p", "1 < 2")]
    drawn = Page(
        '<svg><title>A &amp; B</title><path d="M0 0"/><!-- <b> --></svg><a href="/x?a=1&amp;b=2">x</a>'
    )
    assert (drawn.faults, drawn.links, drawn.title) == ([], ["/x?a=1&b=2"], "A & B")
    assert Page("<style>a > b { } </style><p>c</p>").texts == [("style", "a > b { }"), ("p", "c")]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div><p>a</div>", "closes ['p']"),
        ("<p>a</p></p>", "closes []"),
        ("<section>", "<section> is never closed"),
        ("<p>a<p>b</p></p>", "a <p> inside a <p>"),
        ("<div/>", "is not an empty element"),
        ('<p id="a"></p>\n<p id="a"></p>', "the id a is used twice"),
        ('<p>\n<b class="a" class="b">c</b></p>', "in line 2 is no markup, or has an attribute twice"),
        ("<p>a < b</p>", "'< b</p>' in line 1 is no markup"),
        ('<p class="a>b</p>', "is no markup"),
        ('<a href="/x"title="y">z</a>', "is no markup"),
        ("<p>a</p", "is no markup"),
        ("</p class='a'>", "is no markup"),
        ("<script>a", "<script> is never closed"),
    ],
)
def test_each_fault_is_named(html, words):
    assert any(words in fault for fault in Page(html).faults), Page(html).faults


def test_a_text_is_in_the_language_of_the_nearest_element_that_names_one():
    told = '<html lang="cy"><p>a<b lang="en">b</b>c<br>d</p><code>e</code></html>'
    assert Spoken(told).said_in("cy") == ["a", "c", "d"]
    assert Spoken(told).said_in("en") == ["b"]
