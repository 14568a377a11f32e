"""One case opened through the public form, beside a bare Django view that writes the same number of rows.

    python -m benchmarks.open_case [--rounds 9] [--requests 40]

Both are views of one process, asked by Django's test client, on one database of one disk, in turn: a round of the one,
a round of the other, so that a busy machine hurts both alike. The bare view reads the form, writes so many rows of 200
characters in one transaction, one INSERT each, and answers with a page of one line. How many rows a case writes is
counted on the database itself. The limit promised: at least half as many cases a second, on each engine.
"""

import argparse
import json
import os
import statistics

from benchmarks.databases import engines, environment_of, kind_of_disk, run

LIMIT = 0.5
WAYS = {
    "act": "the case, its clocks, ledger and receipt",
    "form": "the same by the last page of the public form, every answer checked again and the page drawn",
}


def main() -> None:
    """Measure on each engine and print."""
    parser = argparse.ArgumentParser(description="Cases a second beside a bare view.")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=40)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, rows on {kind_of_disk()}, every commit synced")
    for engine in engines():
        with environment_of(engine) as environ:
            said = run("benchmarks.open_case_run", environ, [str(asked.rounds), str(asked.requests)])
        found = json.loads(said.splitlines()[-1])
        show(engine, found)


def show(engine: str, found: dict[str, list[float]]) -> None:
    """One engine's lines: medians over the rounds, and the ratio of the rounds side by side."""
    for name, what in WAYS.items():
        ratios = [case / bare for case, bare in zip(found[name], found["bare"], strict=True)]
        ratio = statistics.median(ratios)
        print(
            f"{engine}, {what}: {statistics.median(found[name]):.0f} cases a second, bare view of "
            f"{int(found['rows'][0])} rows {statistics.median(found['bare']):.0f}; ratio {ratio:.2f} "
            f"(rounds {min(ratios):.2f} to {max(ratios):.2f}), limit {LIMIT:.2f}: "
            f"{'held' if ratio >= LIMIT else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
