"""One pass of DuckDB over many data.police.uk files at once, straight into one Parquet part.

The pass keeps no judgement of its own: whatever it finds odd in a file (a rejected line, a value that will not cast,
a count that is not the file's count of lines) makes that file faulty, and the exact reader takes it row by row. So
what is kept and what is quarantined is decided in one place, and the pass only has to be quick and suspicious.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peelian.facts.sources.base import BulkFile
from peelian.facts.sources.lines import MAX_LINE
from peelian.facts.sources.police_layouts import Layout
from peelian.facts.store import sql_text

PARQUET = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 4000, WRITE_BLOOM_FILTER false"


class Pass:
    """One load of many files: links under plain names, a table of them, and the faults found."""

    def __init__(self, files: list[BulkFile], layout: Layout, connection: Any, work: Path) -> None:
        self.files = files
        self.layout = layout
        self.connection = connection
        self.links = work / "links"
        self.faulty: set[str] = set()
        shutil.rmtree(self.links, ignore_errors=True)
        self.links.mkdir(parents=True)
        self._by_link = {self._link(number, one): one for number, one in enumerate(files)}

    def _link(self, number: int, one: BulkFile) -> str:
        """A link whose name has no character that DuckDB would take for a pattern."""
        link = self.links / f"{number:06}"
        link.symlink_to(one.file.path.absolute())
        return str(link)

    def copy(self, select: Callable[[str], str], target: Path) -> None:
        """COPY `select(rows)` of all files not yet faulty to `target`; `rows` is SQL with our column names."""
        import duckdb

        while any(one.source_id not in self.faulty for one in self.files):
            self._forget_rejects()
            query = select(self._rows())
            try:
                self.connection.execute(f"COPY ({query}) TO {sql_text(target)} ({PARQUET})")
            except duckdb.Error:
                self._blame()
                continue
            self._see_rejects()
            return

    def _forget_rejects(self) -> None:
        for table in ("reject_errors", "reject_scans"):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")

    def _see_rejects(self) -> None:
        query = (
            "SELECT DISTINCT s.file_path FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id)"
        )
        for (link,) in self.connection.execute(query).fetchall():
            self.faulty.add(self._by_link[link].source_id)

    def _blame(self) -> None:
        """The whole pass failed: find the files that cannot be scanned at all; all of them if none confesses."""
        import duckdb

        before = len(self.faulty)
        for link, one in self._by_link.items():
            if one.source_id in self.faulty:
                continue
            self._forget_rejects()
            try:
                self.connection.execute(f"SELECT count(COLUMNS(*)) FROM {self._scan([link], one)}")
            except duckdb.Error:
                self.faulty.add(one.source_id)
        if len(self.faulty) == before:
            self.faulty.update(one.source_id for one in self.files)

    def _rows(self) -> str:
        """All files' rows with our names and `source_id`; files of one header and compression share a scan."""
        groups: dict[tuple[tuple[str, ...], bool], list[str]] = {}
        for link, one in self._by_link.items():
            if one.source_id not in self.faulty:
                groups.setdefault((one.header, one.file.compressed), []).append(link)
        scans = []
        for links in groups.values():
            have = self._names(self._by_link[links[0]])
            columns = [
                f'"{ours}"' if f"{ours}" in have else f'CAST(NULL AS VARCHAR) AS "{ours}"'
                for ours in self.layout.columns.values()
            ]
            scans.append(
                f"SELECT {', '.join(columns)}, filename FROM {self._scan(links, self._by_link[links[0]])}"
            )
        names = ", ".join(
            f"({sql_text(link)}, {sql_text(one.source_id)})" for link, one in self._by_link.items()
        )
        return (
            f"(SELECT scans.* EXCLUDE (filename), files.source_id FROM ({' UNION ALL '.join(scans)}) scans "
            f"JOIN (VALUES {names}) files(filename, source_id) ON scans.filename = files.filename)"
        )

    def _names(self, one: BulkFile) -> list[str]:
        """A name for each column of the file: ours, or a filler for those we do not keep."""
        seen: set[str] = set()
        names = []
        for number, ours in enumerate(self.layout.names(one.header)):
            name = ours if ours and ours not in seen else f"column_{number}"
            seen.add(name)
            names.append(name)
        return names

    def _scan(self, links: list[str], one: BulkFile) -> str:
        files = ", ".join(sql_text(link) for link in links)
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in self._names(one))
        compression = "gzip" if one.file.compressed else "none"
        return (
            f"read_csv([{files}], columns={{{columns}}}, auto_detect=false, header=true, delim=',', quote='\"', "
            f"escape='\"', compression='{compression}', ignore_errors=true, store_rejects=true, rejects_limit=0, "
            f"filename=true, max_line_size={MAX_LINE})"
        )

    def see_counts(self, counts: dict[str, int]) -> None:
        """A file whose rows are not its lines less the header is faulty."""
        for one in self.files:
            if counts.get(one.source_id, 0) != one.lines - 1:
                self.faulty.add(one.source_id)

    def without_faulty(self, part: Path) -> dict[str, int]:
        """Take the faulty files' rows out of a written part; the rows left by source id."""
        if not part.exists():
            return {}
        if self.faulty:
            listed = ", ".join(sql_text(source) for source in sorted(self.faulty))
            whole = part.with_name(part.name + "-whole")
            part.rename(whole)
            query = f"SELECT * FROM read_parquet({sql_text(whole)}) WHERE source_id NOT IN ({listed})"
            self.connection.execute(f"COPY ({query}) TO {sql_text(part)} ({PARQUET})")
            whole.unlink()
        query = f"SELECT source_id, count(*) FROM read_parquet({sql_text(part)}) GROUP BY 1"
        return dict(self.connection.execute(query).fetchall())
