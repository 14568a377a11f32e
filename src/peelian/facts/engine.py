"""Which engine runs the measures, and a DuckDB that can read the store and nothing else.

`PEELIAN_ENGINE` is empty or `duckdb` for the built-in engine, `ibis` for the same without the compiled SQL (to compare
the two), `spark://HOST:PORT`, `spark://local[2]` or any address that `ibis.connect` takes. Every engine must see the
store's Parquet parts under the same path.
"""

import os
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelian.facts.problems import FactsProblem

if TYPE_CHECKING:
    import duckdb

VARIABLE = "PEELIAN_ENGINE"

SPARK_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
}
_SHUT = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
)
_LOCK = "SET lock_configuration = true"


class UnknownEngine(FactsProblem):
    """PEELIAN_ENGINE names no engine that can be used here."""

    code = "unknown-engine"
    en = "PEELIAN_ENGINE={text!r} cannot be used: {why}. Leave it empty for DuckDB, or write spark://HOST:PORT."
    cy = (
        "Ni ellir defnyddio PEELIAN_ENGINE={text!r}: {why}. Gadewch ef yn wag i gael DuckDB, "
        "neu ysgrifennwch spark://HOST:PORT."
    )


def engine_name() -> str:
    """The engine asked for; `duckdb` when none is."""
    return os.environ.get(VARIABLE, "").strip() or "duckdb"


def is_duckdb() -> bool:
    """Whether the built-in engine runs, so that compiled SQL can be used."""
    return engine_name() == "duckdb"


def library() -> Any:
    """DuckDB's own module, with its connections and errors; the package around it when that cannot be had.

    The package takes 0.2 s of processor time to import, for relations and spreadsheets that no query here needs.
    """
    try:
        return import_module("_duckdb")
    except ImportError:
        return import_module("duckdb")


def connect(*readable: Path) -> "duckdb.DuckDBPyConnection":
    """A new in-memory DuckDB that may read files under `readable` only: no network, no extensions, no settings."""
    connection = _open(readable)
    connection.execute(_LOCK)
    return connection


def _open(readable: tuple[Path, ...]) -> "duckdb.DuckDBPyConnection":
    connection: duckdb.DuckDBPyConnection = library().connect(":memory:")
    folders = ", ".join("'" + str(path.absolute()).replace("'", "''") + "'" for path in readable)
    if folders:
        connection.execute(f"SET allowed_directories = [{folders}]")
    for statement in _SHUT:
        connection.execute(statement)
    return connection


@lru_cache(maxsize=8)
def _shared(folder: Path) -> "duckdb.DuckDBPyConnection":
    return connect(folder)


def cursor(folder: Path) -> "duckdb.DuckDBPyConnection":
    """A cursor of one's own on the shared connection for this store folder: cheap, and safe in any thread."""
    return _shared(folder).cursor()


def backend(folder: Path) -> Any:
    """The Ibis connection of the engine asked for. Raises UnknownEngine."""
    name = engine_name()
    if name in ("duckdb", "ibis"):
        return _ibis_duckdb(folder)
    if name.startswith("spark:"):
        return _spark(name)
    return _other(name)


@lru_cache(maxsize=8)
def _ibis_duckdb(folder: Path) -> Any:
    """Ibis sets the time zone when it takes a connection over, so the lock comes after."""
    from peelian.facts.backends import DuckDBBackend

    connection = _open((folder,))
    taken = DuckDBBackend.from_connection(connection)
    connection.execute(_LOCK)
    return taken


@lru_cache(maxsize=1)
def _spark(name: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UnknownEngine(
            text=name, why=f"{error.name} is not installed (pip install 'peelian[spark]')"
        ) from None
    address = name.removeprefix("spark://")
    builder = SparkSession.builder.appName("peelian").master(address if address.startswith("local") else name)
    for key, value in SPARK_SETTINGS.items():
        builder = builder.config(key, value)
    from peelian.facts.backends import spark_backend

    return spark_backend(builder.getOrCreate())


@lru_cache(maxsize=4)
def _other(name: str) -> Any:
    import ibis

    try:
        return ibis.connect(name)
    except Exception as error:  # every driver raises its own kind; the person needs the address and the words
        raise UnknownEngine(
            text=name, why=str(error).splitlines()[0] if str(error) else "no answer"
        ) from error
