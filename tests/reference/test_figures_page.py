"""The page about the packaged figures tells the truth about them."""

import re
from pathlib import Path

from peelian.reference.figures import figure_rows, figure_tables

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/figures.md"


def test_the_page_counts_the_rows_of_every_table() -> None:
    printed = {
        name: int(rows) for name, rows in re.findall(r"\| `(\w+)` \| (\d+) \|", PAGE.read_text("utf-8"))
    }
    assert printed == {name: len(figure_rows(name)) for name in figure_tables()}
