"""`peelian ledger verify` over many chains: entries a second, on each engine.

    python -m benchmarks.ledger_verify [--entries 1000000] [--runs 3]

The chains are real ones: linked, sealed and signed by checkpoints with the ring of the home, ten entries each. What is
timed is what the command does: every hash, every seal, every head, every signature. Afterwards one column of one entry
is changed behind the triggers' back, and the same verification must find exactly that. The limit promised: 100,000 a
second.
"""

import argparse
import json
import os
import statistics

from benchmarks.databases import engines, environment_of, kind_of_disk, run

LIMIT = 100_000


def main() -> None:
    """Measure on each engine and print."""
    parser = argparse.ArgumentParser(description="Entries verified a second.")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, rows on {kind_of_disk()}")
    for engine in engines():
        with environment_of(engine) as environ:
            said = run("benchmarks.ledger_verify_run", environ, [str(asked.entries), str(asked.runs)])
        found = json.loads(said.splitlines()[-1])
        rate = statistics.median(found["rates"])
        print(
            f"{engine}: {found['entries']:,} entries of {found['streams']:,} chains, {found['checkpoints']:,} "
            f"checkpoints: {rate:,.0f} entries a second on {found['processes']} processes (runs "
            f"{min(found['rates']):,.0f} to {max(found['rates']):,.0f}), limit {LIMIT:,}: "
            f"{'held' if rate >= LIMIT else 'MISSED'}; one process alone {found['alone']:,.0f}"
        )


if __name__ == "__main__":
    main()
