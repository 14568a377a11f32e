"""The read side of the store: sources, SQL and Ibis tables over the live Parquet parts. Readers never lock.

store = open_store()
duckdb.sql(store.sql("workforce"))        # current vintages only
store.table("workforce", vintages="all")  # an Ibis table with every vintage
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from peelian.facts import manifest as manifests
from peelian.facts.datasets import Dataset
from peelian.facts.datasets import dataset as dataset_for
from peelian.facts.manifest import Manifest, SourceRecord
from peelian.facts.problems import StoreProblem, UnknownSource

if TYPE_CHECKING:
    import ibis

Vintages = Literal["current", "all"]
_NAMES = itertools.count()


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one packaged table of figures, with its provenance. `rows_read = rows_kept + rows_quarantined`."""

    id: str
    datasets: tuple[str, ...]
    kind: str
    title: str
    publisher: str
    address: str
    licence: str
    vintage: str
    file_name: str
    sha256: str
    bytes: int
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    added_at: str
    coverage: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    packaged: bool = False
    superseded: Literal["no", "partly", "wholly"] = "no"

    @classmethod
    def of(cls, record: SourceRecord) -> Source:
        """The public face of a manifest record."""
        names = [name for name in cls.__dataclass_fields__ if name != "superseded"]
        return cls(**{name: getattr(record, name) for name in names}, superseded=_superseded(record))


def _superseded(record: SourceRecord) -> Literal["no", "partly", "wholly"]:
    states = [record.superseded.get(name, "no") for name in record.datasets]
    if states and all(state == "wholly" for state in states):
        return "wholly"
    return "no" if all(state == "no" for state in states) else "partly"


class Store:
    """One opened version of the store. It never changes; open it again to see a later write."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest

    @property
    def folder(self) -> Path:
        """Where the manifest and the parts lie."""
        return self.path / "store"

    @property
    def version(self) -> str:
        """Changes with every write."""
        return self.manifest.version

    def sources(self, dataset: str | None = None) -> tuple[Source, ...]:
        """All sources, superseded ones too; with `dataset`, those that feed it. Raises UnknownDataset."""
        if dataset is not None:
            dataset_for(dataset)
        return tuple(
            Source.of(record)
            for record in self.manifest.sources
            if dataset is None or dataset in record.datasets
        )

    def source(self, id_: str) -> Source:
        """The source with this id, or whose id begins so if only one does; raises UnknownSource."""
        found = [record for record in self.manifest.sources if record.id == id_]
        found = found or [record for record in self.manifest.sources if record.id.startswith(id_)]
        if len(found) != 1:
            hint = f" {len(found)} ids begin so; give more of it." if found else ""
            raise UnknownSource(source=id_, hint=hint)
        return Source.of(found[0])

    def has(self, dataset: str) -> bool:
        """Whether any row of the dataset is loaded."""
        dataset_for(dataset)
        return any(part.dataset == dataset and part.total for part in self.manifest.parts)

    def parts(self, dataset: str, vintages: Vintages = "current") -> list[Path]:
        """The Parquet files to read; with `current`, less those all of whose sources are wholly superseded."""
        skipped = self._skipped(dataset) if vintages == "current" else set()
        return [
            self.folder / part.file
            for part in self.manifest.parts
            if part.dataset == dataset and not set(part.rows) <= skipped
        ]

    def _skipped(self, dataset: str) -> set[str]:
        return {record.id for record in self.manifest.sources if record.superseded.get(dataset) == "wholly"}

    def sql(self, dataset: str, vintages: Vintages = "current") -> str:
        """A DuckDB SELECT over the live parts; superseded slots are left out unless `vintages="all"`."""
        table = dataset_for(dataset)
        paths = self.parts(dataset, vintages)
        if not paths:
            return table.empty_sql()
        columns = ", ".join(f't."{name}"' for name in table.names)
        query = f"SELECT {columns} FROM read_parquet({_sql_list(paths)}) t"
        hidden = self.manifest.hidden.get(dataset)
        if vintages == "all" or not hidden:
            return query
        same = " AND ".join(
            f't."{name}" IS NOT DISTINCT FROM h."{name}"' for name in ("source_id", *table.slot)
        )
        return f"{query} ANTI JOIN read_parquet({_sql_list([self.folder / hidden])}) h ON {same}"

    def table(self, dataset: str, *, backend: Any = None, vintages: Vintages = "current") -> ibis.Table:
        """An Ibis table on `backend` (an Ibis connection; DuckDB in memory when None)."""
        import ibis

        layout = dataset_for(dataset)
        connection = backend if backend is not None else _duckdb_connection()
        if connection.name == "duckdb":
            return connection.sql(self.sql(dataset, vintages))
        paths = self.parts(dataset, vintages)
        if not paths:
            empty = layout.arrow_schema().empty_table()
            return connection.create_table(_name(dataset), empty, temp=True)
        table = _read(connection, paths, dataset)[list(layout.names)].cast(layout.ibis_schema())
        hidden = self.manifest.hidden.get(dataset)
        if vintages == "current" and hidden:
            gone = _read(connection, [self.folder / hidden], f"{dataset}_hidden")
            same = [table[name].identical_to(gone[name]) for name in ("source_id", *layout.slot)]
            table = table.anti_join(gone, same)
        return ibis.expr.types.Table(table.op())

    def quarantine_sql(self, source_id: str | None = None) -> str:
        """A DuckDB SELECT of source_id, file, line, column, reason, text of the rows that were not kept."""
        paths = [
            self.folder / part.file
            for part in self.manifest.quarantine
            if source_id is None or source_id in part.rows
        ]
        if not paths:
            columns = ("source_id", "file", "line", "column", "reason", "text")
            casts = (
                f'CAST(NULL AS {"BIGINT" if name == "line" else "VARCHAR"}) AS "{name}"' for name in columns
            )
            return f"SELECT {', '.join(casts)} WHERE false"
        query = f"SELECT * FROM read_parquet({_sql_list(paths)})"
        return query if source_id is None else f"{query} WHERE source_id = {sql_text(source_id)}"


def _name(dataset: str) -> str:
    return f"peelian_{dataset}_{next(_NAMES)}"


def _read(connection: Any, paths: list[Path], name: str) -> Any:
    return connection.read_parquet([str(path) for path in paths], table_name=_name(name))


def _duckdb_connection() -> Any:
    import ibis

    return ibis.duckdb.connect()


def sql_text(text: str | Path) -> str:
    """A DuckDB string literal."""
    return "'" + str(text).replace("'", "''") + "'"


def _sql_list(paths: list[Path]) -> str:
    return "[" + ", ".join(sql_text(path) for path in paths) + "]"


_OPENED: dict[Path, tuple[tuple[int, int, int], Store]] = {}


def open_store(path: Path | None = None) -> Store:
    """Open the store of a home folder (the default: `peelian.facts.home.home()`), without any lock.

    An absent store opens empty. The same version is parsed once per process. Raises StoreProblem.
    """
    from peelian.facts.home import home

    root = (path or home()).absolute()
    stamp = _stamp(root / "store" / manifests.NAME)
    opened = _OPENED.get(root)
    if opened and stamp and opened[0] == stamp:
        return opened[1]
    store = Store(root, manifests.load(root / "store"))
    if stamp:
        _OPENED[root] = (stamp, store)
    return store


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreProblem(
            path=path.parent, why=f"{error.strerror}.", mend="Check the permissions."
        ) from None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


__all__ = ["Dataset", "Source", "Store", "open_store", "sql_text"]
