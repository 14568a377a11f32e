"""A load to interrupt: two dozen small files of two forces, some with faults, committed in several batches."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.crimes import street, street_file

FILES = 24
ROWS = 400
FAULTY = 6

PROGRAM = """
import sys
from pathlib import Path
from peelian.facts import intake
import peelian.facts.sources
peelian.facts.sources.adapters()
import duckdb, pyarrow.parquet
intake.BATCH_FILES = 5
print("go", flush=True)
report = intake.add([Path(sys.argv[1])])
print(*report.rows, report.count("loaded"), report.count("unchanged"))
"""


def write_files(folder: Path) -> None:
    """24 files of 400 rows; every fourth has one row that cannot be right."""
    for number in range(FILES):
        force = "Kent Police" if number % 2 else "Norfolk Constabulary"
        month = f"20{12 + number // 12}-{number % 12 + 1:02}"
        lines = [
            street(number * ROWS + row, month=month, reported_by=force, falls_within=force)
            for row in range(ROWS)
        ]
        if number % 4 == 0:
            lines[200] = street(1, month="never")
        street_file(folder / f"{number:02}.csv", lines)


def start(home: Path, folder: Path) -> "subprocess.Popen[str]":
    """A load in a process of its own that has just begun."""
    environment = {**os.environ, "PEELIAN_HOME": str(home)}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    return process


def finish(process: "subprocess.Popen[str]") -> list[int]:
    """Rows read, kept, quarantined, files loaded, files unchanged."""
    out, _ = process.communicate()
    assert process.returncode == 0
    return [int(word) for word in out.split()]
