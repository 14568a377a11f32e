"""The address decides the language, and the switch keeps the page."""

import pytest

from peelian.ui.language import language_of, same_page


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en"),
        ("/claims", "en"),
        ("/cy", "cy"),
        ("/cy/", "cy"),
        ("/cy/claims/C01", "cy"),
        ("/cyan", "en"),
    ],
)
def test_the_address_decides_the_language(path: str, language: str) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("english", "welsh"),
    [("/", "/cy/"), ("/claims/C01", "/cy/claims/C01"), ("/claims?verdict=holds", "/cy/claims?verdict=holds")],
)
def test_the_switch_keeps_the_page_both_ways(english: str, welsh: str) -> None:
    assert same_page(english, "cy") == welsh
    assert same_page(welsh, "en") == english
    assert same_page(english, "en") == english
    assert same_page(welsh, "cy") == welsh
