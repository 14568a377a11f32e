"""A file through the adapter that recognises it, with what came out sorted by kind."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from peelian.facts.datasets import dataset
from peelian.facts.examine import examine
from peelian.facts.sources import best
from peelian.facts.sources.base import Context, Label, Note, Reject, Row, Vintage


@dataclass
class Read:
    """What an adapter made of a file."""

    adapter: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    vintage: date | None = None

    def where(self, **columns: object) -> list[dict[str, Any]]:
        """The rows whose columns hold these values."""
        return [row for row in self.rows if all(row[name] == value for name, value in columns.items())]

    def one(self, **columns: object) -> dict[str, Any]:
        """The only such row."""
        found = self.where(**columns)
        assert len(found) == 1, f"{len(found)} rows for {columns}"
        return found[0]


@lru_cache(maxsize=12)
def read(path: Path, name: str | None = None) -> Read:
    """Recognise and read a file; `name` is what a person would see (the real one by default). Do not change the answer."""
    examined = examine(path, name or path.name)
    adapter = best(examined.sample)
    assert adapter is not None, f"no adapter knows {path.name}"
    found = Read(adapter.id)
    for item in adapter.read(examined.file, Context(store=None, today=date(2026, 1, 1))):  # type: ignore[arg-type]
        if isinstance(item, Row):
            assert set(item.values) <= set(dataset(item.dataset).names)
            found.rows.append({"dataset": item.dataset, **item.values})
        elif isinstance(item, Reject):
            found.rejects.append(item)
        elif isinstance(item, Note):
            found.notes.append(item.text)
        elif isinstance(item, Label):
            found.labels[item.name] = item.value
        elif isinstance(item, Vintage):
            assert found.vintage is None, "two vintages"
            found.vintage = item.published
    return found


def write(path: Path, *lines: str) -> Path:
    """A text file of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
