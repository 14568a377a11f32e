"""Ibis backends with what the store needs of them mended. Imported only when Ibis runs.

Ibis 12.0 calls a cursor method that DuckDB 2.0 no longer has, and its Spark backend reads one Parquet path where
DuckDB's reads a list. Take a class away when the release in `requirements.lock` does it itself.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
from ibis.backends.duckdb import Backend as _DuckDBBackend


class DuckDBBackend(_DuckDBBackend):  # type: ignore[misc] # Ibis's backends are untyped
    """Ibis on DuckDB 1.5 to 2: `sql` asks for the schema with `fetchall`, which every release has."""

    def _get_schema_using_query(self, query: str) -> Any:
        described = self.con.execute(f"DESCRIBE {query}").fetchall()
        read = self.compiler.type_mapper.from_string
        return ibis.schema({name: read(kind, nullable=null == "YES") for name, kind, null, *_ in described})


def spark_backend(session: Any) -> Any:
    """Ibis on a Spark session; `read_parquet` takes one path or several, which together are one table."""
    _ = ibis.pyspark  # naming it makes Ibis register the options that its Spark compiler reads
    from ibis.backends.pyspark import Backend

    class SparkBackend(Backend):  # type: ignore[misc] # made here, so that Spark is only imported when asked for
        def read_parquet(self, path: str | Path | Sequence[str | Path], /, **options: Any) -> Any:
            if isinstance(path, str | Path):
                return super().read_parquet(path, **options)
            name = options.get("table_name") or ibis.util.gen_name("read_parquet")
            self._session.read.parquet(*map(str, path)).createOrReplaceTempView(name)
            return self.table(name)

    return SparkBackend().connect(session)
