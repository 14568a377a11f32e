"""axe finds nothing on any page, in either language, on a narrow screen and on a wide one.

The suite looks at a page of each main kind on the narrow screen; the long proof at every page, language and screen.
"""

from pathlib import Path

import pytest

from tests.support import addresses
from tests.support.axe import violations

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """axe-core, a development package of package.json; it is put into the page, never shipped."""
    return (repository / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def _looked_at(page, axe: str, found: list[str], screens: tuple[dict[str, int], ...]) -> list[str]:
    """The faults of each address on each screen; on any screen no page is wider than it."""
    faults = []
    for address in found:
        page.set_viewport_size(WIDE)
        page.goto(address)
        page.evaluate(axe)
        for screen in (WIDE, NARROW):
            page.set_viewport_size(screen)
            where = f"{address} at {screen['width']} px"
            if screen in screens:
                faults += [f"{where}: {fault}" for fault in violations(page)]
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > screen["width"]:
                faults.append(f"{where}: the page is {width} px wide")
    return faults


def test_axe_finds_nothing_on_the_main_kinds_of_page_and_nothing_scrolls_sideways(page, axe):
    found = addresses.of_the_main_kinds()
    assert len(found) >= 14
    assert _looked_at(page, axe, found, (NARROW,)) == []


@pytest.mark.prove
@pytest.mark.parametrize("language", ["en", "cy"])
def test_axe_finds_nothing_on_any_page_with_every_claim_and_every_question(page, axe, language):
    found = addresses.for_the_browser(language, every=True)
    assert len(found) >= 100
    assert _looked_at(page, axe, found, (WIDE, NARROW)) == []


def test_axe_is_able_to_find_something(page, axe):
    page.goto("/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate(axe)
    assert any(fault.startswith("label") for fault in violations(page))
