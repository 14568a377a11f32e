"""The room loads fast: nothing heavy, and nothing read before it is asked for."""

import subprocess
import sys

HEAVY = ("pandas", "numpy", "pyarrow", "duckdb", "ibis", "polars", "django", "httpx", "typer", "rich")
SCRIPT = f"""
import importlib, pkgutil, sys
import peelian.reference as room
names = [m.name for m in pkgutil.walk_packages(room.__path__, "peelian.reference.")]
for name in names:
    importlib.import_module(name)
from peelian.reference.figures import citations, figure_rows, figure_tables
assert sum(len(figure_rows(dataset)) for dataset in figure_tables()) > 12_000
assert citations()
print(len(names), [name for name in {HEAVY!r} if name in sys.modules])
"""


def test_reading_every_packaged_figure_imports_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    modules, _, heavy = done.stdout.strip().partition(" ")
    assert int(modules) >= 13
    assert heavy == "[]"


def test_importing_the_room_reads_no_table() -> None:
    script = (
        "import peelian.reference.forces as f, peelian.reference.places as p, peelian.reference.figures as g\n"
        "print(f._all.cache_info().currsize, p.outcodes.cache_info().currsize, g.citations.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "0"]
