"""What an adapter is: it says whether it knows a file by its content, and turns it into rows of our datasets.

The engine (`facts.intake`) does everything else: hashing, unpacking, types, required columns, quarantine, counting,
slots, Parquet, the manifest. So an adapter is small:

    class Grant(Adapter):
        id, kind = "police-grant", "funding"
        title = "Police Grant allocations"
        publisher, licence = "Home Office", OGL
        address = "https://www.gov.uk/..."
        datasets = ("funding",)

        def recognises(self, sample: Sample) -> float:          # 0 = not mine, 1 = certain
            return 1.0 if sample.has_columns("Force", "Total grant") else 0.0

        def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
            yield Vintage(date(2025, 1, 30))                    # when published, from the content if it says
            for record in file.records():                       # ragged or unreadable lines come as Reject
                if isinstance(record, Reject):
                    yield record
                    continue
                try:
                    force = force_for(record["Force"])
                except UnknownForce:
                    yield Reject(record.line, "Force", "no police force has this name", record["Force"])
                    continue
                yield Row("funding", {"area_kind": "force", "area_id": force.id, "amount_pence": ..., ...},
                          line=record.line, columns={"amount_pence": "Total grant"})

    ADAPTERS = (Grant(),)       # in the module; a module of this folder is found by itself

How to report a row that cannot be right: yield `Reject(line, column, reason, text)`. `line` is the line or sheet row
as a person sees it (the header is line 1), `sheet` names the sheet, `column` is the publisher's own heading, `reason`
says what is wrong and never repeats the value, `text` is the offending text (the engine cuts it short). Do not raise
for one bad row. Raise `FileProblem(path=file.name, why=..., mend=...)` only when the whole file is useless; nothing of
it is then kept. `Row` values may be raw text: the engine casts them to the dataset's types, and a value that will not
cast, or an empty required column, makes that row a Reject by itself (`columns` maps our name to the publisher's, for
the message). rows_read = rows kept + rejects; a title, a blank line, a footnote or a total that you leave out on
purpose is none of these. Bulk tables may come as `Table(dataset, pyarrow_table)`.

A file may feed several datasets. `source_id` is filled by the engine. A value the adapter only finds unfamiliar is
kept, with a `Note`. `Label(name, value)` shows in `peelian data show`. `Cited` replaces the adapter's own title and
publisher where every file names its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from peelian.facts.sources.sample import Reject, Sample, SourceFile

if TYPE_CHECKING:
    from peelian.facts.store import Store

OGL = "Open Government Licence v3.0"


@dataclass(slots=True)
class Row:
    """One row for a dataset. `columns` maps our column names to the publisher's headings, for messages.

    Not frozen, because freezing triples the time to make one.
    """

    dataset: str
    values: Mapping[str, Any]
    line: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Many rows at once: a `pyarrow.Table` with the dataset's columns (less `source_id`; absent ones are null)."""

    dataset: str
    table: Any


@dataclass(frozen=True, slots=True)
class Vintage:
    """The day the edition was published. Without one, the day of loading counts."""

    published: date


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the source should know; it does not change any row."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A fact about the source shown by `peelian data show`, for example the edition of a geography."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Who published the figures, where the file itself says so for each; several are told side by side."""

    title: str
    publisher: str
    address: str
    licence: str


Item = Row | Table | Reject | Vintage | Note | Label | Cited


@dataclass(frozen=True, slots=True)
class Context:
    """What the person or the store can tell an adapter: the force given with --force, and the store as it was."""

    store: Store
    today: date
    force: str | None = None


class Adapter(ABC):
    """One official layout. Subclasses set the class attributes and the two methods."""

    id: ClassVar[str]
    kind: ClassVar[str]
    title: ClassVar[str]
    publisher: ClassVar[str]
    licence: ClassVar[str] = OGL
    address: ClassVar[str] = ""
    datasets: ClassVar[tuple[str, ...]]
    #: Raise it when `read` changes what it makes of the same file; adding the file again then replaces its rows.
    revision: ClassVar[int] = 1
    #: Whether a confidence of at least 0.9 settles the matter, so that no other adapter need look.
    decides: ClassVar[bool] = False

    @abstractmethod
    def recognises(self, sample: Sample) -> float:
        """How sure the adapter is, 0 to 1, from the content; the name is a hint only."""

    @abstractmethod
    def read(self, file: SourceFile, context: Context) -> Iterator[Item]:
        """Yield rows, rejects, and at most one vintage; raise FileProblem when the whole file is useless."""

    def near_miss(self, sample: Sample) -> str | None:
        """Why a file that looks like this layout is not it (a heading is missing, say), or None."""
        return None


@dataclass(frozen=True, slots=True)
class BulkFile:
    """One file of a bulk load: the source id its rows must carry, its CSV header and its number of lines.

    The engine offers only files with one kind of line end, no NUL byte and at most one gzip member.
    """

    file: SourceFile
    source_id: str
    header: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What a bulk load wrote: rows kept by source id, and the sources that `read` must take row by row instead."""

    rows: dict[str, int]
    faulty: frozenset[str]
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)


class BulkAdapter(Adapter):
    """An adapter that can also write many faultless files to one Parquet part in a single pass."""

    decides = True

    @abstractmethod
    def bulk(self, files: list[BulkFile], context: Context, part: Path, connection: Any) -> BulkResult:
        """Write `part` over a DuckDB connection, with the rows of the faultless files only.

        Every fault is left to `read`. `part` need not be written when no file is faultless. Raises nothing for a bad
        file. The folder of `part` may be used for drafts.
        """


__all__ = [
    "OGL",
    "Adapter",
    "BulkAdapter",
    "BulkFile",
    "BulkResult",
    "Cited",
    "Context",
    "Item",
    "Label",
    "Note",
    "Reject",
    "Row",
    "Sample",
    "SourceFile",
    "Table",
    "Vintage",
]
