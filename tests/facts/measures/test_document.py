"""The page about the measures is what the definitions make."""

from pathlib import Path

from peelian.facts.measures import measure_ids
from peelian.facts.measures.document import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "measures.md"


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run: python -m peelian.facts.measures.document docs/reference/measures.md"
    )


def test_every_measure_has_its_section() -> None:
    assert all(f"\n## `{id}`\n" in page() for id in measure_ids())
