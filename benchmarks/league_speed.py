"""League tables of 43 forces with 2,000 draws: sets of ranks for all together, for each alone, and the whole table.

    python -m benchmarks.league_speed [--runs 30] [--units 43] [--draws 2000]

Before a time is taken, the sets are compared with those of the same method written as plainly as numpy allows (every
pair of units in every draw at once), on the league that is timed and on the published PISA league of 2018 where
PEELIAN_TEST_DATA has it. Times are warm: the first run of all is printed apart.
"""

import argparse
import csv
import os
import platform
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.check_speed import cpu_model
from peelian.stats.league import league, rank_sets, tau_best

LIMIT_MS = 50.0
DATA = Path(os.environ.get("PEELIAN_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
Array = NDArray[np.float64]


def plain(x: Array, se: Array, draws: int, level: float = 0.95) -> tuple[list[int], list[int]]:
    """Simultaneous step-down sets from one array of draws x units x units; the same draws as the room's."""
    order = np.lexsort((se, -x))
    x, se = x[order], se[order]
    errors = np.random.default_rng(20181109).standard_normal((draws, len(x))) * se
    apart = np.hypot(se[:, None], se[None, :])
    observed = (x[:, None] - x[None, :]) / apart
    noise = (errors[:, :, None] - errors[:, None, :]) / apart
    better = np.zeros(observed.shape, dtype=bool)
    off = ~np.eye(len(x), dtype=bool)
    while True:
        largest = np.where(off & ~better, noise, -np.inf).max(axis=(1, 2))
        now = off & (observed > np.quantile(largest, level, method="higher"))
        if (now == better).all():
            break
        better = now
    back = np.argsort(order)
    return (1 + better.sum(axis=0))[back].tolist(), (len(x) - better.sum(axis=1))[back].tolist()


def compare(name: str, x: Array, se: Array, draws: int) -> None:
    """Stop the benchmark where the two ways differ."""
    sets = rank_sets(x, se, draws=draws)
    if plain(x, se, draws) != (sets.low.tolist(), sets.high.tolist()):
        sys.exit(f"{name}: the sets differ from the plain way's: no time is worth printing")


def pisa(draws: int) -> str:
    """The published league, compared with the plain way and with its published answers."""
    path = DATA / "oracles" / "pisa_2018_maths.csv"
    if not path.exists():
        return "PISA 2018: not compared, no data at PEELIAN_TEST_DATA"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    x, se = (np.array([float(row[name]) for row in rows]) for name in ("math_score", "math_se"))
    compare("PISA 2018", x, se, draws)
    uk = [row["jurisdiction"] for row in rows].index("United Kingdom")
    sets, alone = rank_sets(x, se, draws=draws), rank_sets(x, se, draws=draws, simultaneous=False)
    found = int(sets.rank[uk]), int(tau_best(sets, 5).sum()), int(alone.high[uk])
    if found != (13, 12, 23):
        sys.exit(f"PISA 2018: rank, top-five set and upper end are {found}, published are (13, 12, 23)")
    return "PISA 2018: UK 13th, 12 countries in the top-five set, upper end 23: as published"


def timed(name: str, work: Callable[[], object], runs: int) -> float:
    """Print first, median, fastest and slowest milliseconds, processor time and the memory one run takes at most."""
    walls, cpus = [], []
    for _ in range(runs + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    first, *warm = walls
    middle = statistics.median(warm)
    print(
        f"{name:28} {first:7.1f} {middle:7.1f} {min(warm):7.1f} {max(warm):7.1f} "
        f"{statistics.median(cpus[1:]):7.1f} {peak:8.1f}"
    )
    return middle


def main() -> None:
    """Compare, then time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--units", type=int, default=43)
    parser.add_argument("--draws", type=int, default=2000)
    asked = parser.parse_args()
    random = np.random.default_rng(1)
    n = random.integers(5000, 60_000, asked.units).astype(float)
    y = random.binomial(n.astype(int), random.beta(45, 7, asked.units)).astype(float)
    phi = 1 + 0.06 * n / 30
    x, se = 2 * np.arcsin(np.sqrt(y / n)), np.sqrt(phi / n)
    compare("the league", x, se, asked.draws)
    print(f"Python {platform.python_version()}, {cpu_model()}, {os.cpu_count()} cores; {pisa(asked.draws)}")
    print(f"{asked.units} forces, {asked.draws} draws, {asked.runs} warm runs; equal to the plain way")
    print("                               first  median fastest slowest     cpu peak MiB   (milliseconds)")
    ids = [f"force-{place:02}" for place in range(asked.units)]
    middle = timed("sets for all together", lambda: rank_sets(x, se, draws=asked.draws), asked.runs)
    timed("sets for each alone", lambda: rank_sets(x, se, draws=asked.draws, simultaneous=False), asked.runs)
    whole = {"kind": "proportion", "first": "highest", "phi": phi.tolist(), "draws": asked.draws}
    timed("the whole table", lambda: league(ids, numerator=y, denominator=n, **whole), asked.runs)
    timed("the plain way, all together", lambda: plain(x, se, asked.draws), 3)
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "within" if middle < LIMIT_MS else "over"
    print(
        f"sets for all together: {middle:.1f} ms, {verdict} the limit of {LIMIT_MS:.0f} ms; process {largest:.0f} MiB"
    )


if __name__ == "__main__":
    main()
