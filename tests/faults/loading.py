"""What a load needs, imported once in the process that every load is forked from."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb  # noqa: F401 - warm
import pyarrow.parquet  # noqa: F401 - warm

import peelian.facts.sources
from peelian.facts import intake

peelian.facts.sources.adapters()


def load(home: str, folder: str, line: Connection) -> None:
    """Load the folder in small batches; says "go" when it begins, and what it did when it is done."""
    os.environ["PEELIAN_HOME"] = home
    intake.BATCH_FILES = 5
    line.send("go")
    report = intake.add([Path(folder)])
    line.send([*report.rows, report.count("loaded"), report.count("unchanged")])
