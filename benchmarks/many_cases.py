"""A million cases for the pages of the desk: a made-up year through the actions, and copies as `peelian demo` makes them.

Copies are whole cases with keys, seals and chains of their own: every page opens them, and the ledger verifies.
`python -m benchmarks.many_cases --cases 1000000 --engine sqlite` builds and verifies, and prints how long both take.
With `--keep FOLDER` they stay there, and `python -m benchmarks.desk_pages --keep FOLDER` times the pages over them.
"""

import argparse
import json
from pathlib import Path

from benchmarks.databases import ENGINES, engines, environment_of, kind_of_disk, run


def make_year(cases: int) -> None:
    """The made-up year; beyond 20,000 cases most are copies."""
    from datetime import UTC, datetime

    from peelian.project.demo.running import write, year_of

    write(year_of(1829, datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)), cases)


def copy_to(total: int) -> int:
    """Have `total` cases there, with the planner's statistics; how many there are. Those that are kept stay."""
    from django.db import connection

    from peelian.casework.cases.models import Case

    if Case.objects.count() < total:
        make_year(total)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Case.objects.count()


def main() -> None:
    """Measure on each engine and print."""
    parser = argparse.ArgumentParser(description="Build many made-up cases, and verify them.")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument(
        "--keep", type=Path, help="build them in this folder and leave them there for desk_pages"
    )
    asked = parser.parse_args()
    print(f"rows on {kind_of_disk()}")
    for engine in [asked.engine] if asked.engine else engines():
        with environment_of(engine, asked.keep) as environ:
            found = json.loads(run("benchmarks.many_cases_run", environ, [str(asked.cases)]))
        print(
            f"{engine}: {found['cases']:,} cases, {found['entries']:,} entries: built in {found['build']:,.0f} s "
            f"({found['cases'] / found['build']:,.0f} cases a second), verified in {found['verify']:,.0f} s"
        )


if __name__ == "__main__":
    main()
