"""The code blocks and the commands of a Markdown page, so that a test can run what a reader would type."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block: its language, its text, and the line of the page it starts on."""

    language: str
    text: str
    line: int

    @property
    def commands(self) -> list[str]:
        """The lines a reader types, for a block of shell."""
        return [line for line in self.text.splitlines() if line.strip() and not line.startswith("#")]


def code_blocks(page: Path) -> list[CodeBlock]:
    """Every fenced block with a language, in the order of the page."""
    text = page.read_text(encoding="utf-8")
    return [CodeBlock(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)]


def prompted(text: str) -> list[str]:
    """The `peelian` commands of a page that shows each behind a `$`."""
    return re.findall(r"^\$ (peelian .*)$", text, re.MULTILINE)
