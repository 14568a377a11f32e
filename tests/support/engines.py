"""The engines that measures must run on alike: compiled SQL, Ibis on DuckDB, and Spark."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from peelian.facts.engine import SPARK_SETTINGS, VARIABLE

ENGINES = ["duckdb", "ibis", pytest.param("spark://local[2]", marks=pytest.mark.spark)]


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One Spark session for all tests, on this machine only, with a warehouse of its own."""
    session = pytest.importorskip("pyspark.sql", reason="pyspark is not installed").SparkSession
    builder = session.builder.appName("peelian").master("local[2]")
    for key, value in SPARK_SETTINGS.items():
        builder = builder.config(key, value)
    # The tables here are tiny: compiling Java for each query would take longer than running it.
    builder = builder.config("spark.sql.codegen.wholeStage", "false")
    builder = builder.config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    warehouse: Path = tmp_path_factory.mktemp("warehouse")
    builder = builder.config("spark.sql.warehouse.dir", str(warehouse))
    java = f"-Dderby.system.home={warehouse} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    builder = builder.config("spark.driver.extraJavaOptions", java)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    yield
    # Java stops Spark and ends when this pipe closes. Asking it to, over its own port, fails if it has ended already.
    process = started.sparkContext._gateway.proc
    if process.poll() is not None:
        warnings.warn(f"Java ended before the tests did, with {process.returncode}", stacklevel=1)
    process.stdin.close()
    process.wait(60)


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each engine in turn, asked for as a user would: by PEELIAN_ENGINE."""
    name: str = request.param
    if name.startswith("spark"):
        request.getfixturevalue("spark_session")
    monkeypatch.setenv(VARIABLE, name)
    return name
