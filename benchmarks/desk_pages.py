"""The pages of the desk with a million cases: p95 of each, and the number of queries beside that of a small desk.

    python -m benchmarks.desk_pages [--cases 1000000] [--requests 100] [--engine postgresql]

The limits promised: p95 under 200 ms, and not one query more than with four hundred cases. With `--cases 5000000
--engine postgresql` the long run of docs/benchmarks.md.
"""

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.databases import engines, environment_of, kind_of_disk, run

LIMIT = 200.0
SMALL = 400


def main() -> None:
    """Measure on each engine and print."""
    parser = argparse.ArgumentParser(description="Desk pages with many cases.")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    parser.add_argument(
        "--keep", type=Path, help="the folder of cases that benchmarks.many_cases has kept, or is to keep"
    )
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, rows on {kind_of_disk()}")
    for engine in [asked.engine] if asked.engine else engines():
        with environment_of(engine) as environ:
            small = measured(environ, SMALL, 0)
        with environment_of(engine, asked.keep) as environ:
            show(engine, small, measured(environ, asked.cases, asked.requests))


def measured(environ: Mapping[str, str], cases: int, requests: int) -> dict[str, Any]:
    """What the measured process says of its pages."""
    said = run("benchmarks.desk_pages_run", environ, [str(cases), str(requests)])
    return dict(json.loads(said.splitlines()[-1]))


def show(engine: str, small: dict[str, Any], large: dict[str, Any]) -> None:
    """One line for each page."""
    print(f"{engine}: {large['cases']:,} cases")
    for name, page in large["pages"].items():
        few = small["pages"][name]["queries"]
        fast, constant = page["p95"] < LIMIT, page["queries"] <= few
        print(
            f"  {name:<28} median {page['median']:6.1f} ms, p95 {page['p95']:6.1f} ms (limit {LIMIT:.0f}: "
            f"{'held' if fast else 'MISSED'}), {page['queries']} queries, {few} on the small desk "
            f"({'held' if constant else 'MISSED'})"
        )


if __name__ == "__main__":
    main()
