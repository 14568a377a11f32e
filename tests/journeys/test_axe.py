"""axe finds nothing on any page, in either language, on a narrow screen and on a wide one."""

from pathlib import Path

import pytest

from tests.support import addresses

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
RUN = "() => axe.run(document, {resultTypes: ['violations']})"


def _faults(found: dict) -> list[str]:
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found["violations"]
    ]


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """axe-core, a development package of package.json; it is put into the page, never shipped."""
    return (repository / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, axe, language):
    looked_at, faults = 0, []
    for address in addresses.for_the_browser(language, every_claim=language == "en"):
        page.set_viewport_size(WIDE)
        page.goto(address)
        page.evaluate(axe)
        for screen in (WIDE, NARROW):
            page.set_viewport_size(screen)
            where = f"{address} at {screen['width']} px"
            faults += [f"{where}: {fault}" for fault in _faults(page.evaluate(RUN))]
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > screen["width"]:
                faults.append(f"{where}: the page is {width} px wide")
        looked_at += 1
    assert faults == []
    assert looked_at >= 58


def test_axe_is_able_to_find_something(page, axe):
    page.goto("/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate(axe)
    assert any(fault.startswith("label") for fault in _faults(page.evaluate(RUN)))
