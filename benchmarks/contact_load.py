"""The contact service under load, on a real site: 20 reports a second, whole journeys, officers; then pages read.

    python -m benchmarks.contact_load [--minutes 10] [--engine sqlite] [--alone 30] [--reads 200]

The web server and the worker, as `peelian up` starts them, on a disk, every commit synced. Three loads in turn:

1. For `--alone` seconds the last page of a report, sent 20 times a second, and then the bare view beside it: the same
   server and framework, the same form read, as many rows written in one transaction.
2. For `--minutes` all together: 20 last pages a second, 2 whole journeys a second, 20 officers at the desk.
3. For `--alone` seconds 200 reads a second of public pages.

Open loop: each request has its moment, and its time counts from that moment (see `pages`). Then what was acknowledged
is looked for: no reference may be missing, and no form may have become two cases; the ledger is verified.

Limits promised: none lost, none double; reports p95 under 300 ms; pages p95 under 100 ms.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.check_speed import cpu_model
from benchmarks.databases import disk, engines, kind_of_disk
from benchmarks.pages import Served, percentile, serving_process

REPORT_MS, READ_MS = 300.0, 100.0
REPORTS, JOURNEYS, OFFICERS = 20.0, 2.0, 20
REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure on each engine and print."""
    parser = argparse.ArgumentParser(description="Contact under load.")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--alone", type=float, default=30.0, help="seconds of each of the shorter loads")
    parser.add_argument("--reads", type=float, default=200.0)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    print(f"{cpu_model()}, {os.cpu_count()} cores, rows on {kind_of_disk()}, every commit synced")
    for engine in [asked.engine] if asked.engine else engines():
        with ExitStack() as at_end:
            one = Engine(engine, at_end)
            one.measure(asked.minutes * 60, asked.alone, asked.reads)


class Engine:
    """A prepared site on one engine."""

    def __init__(self, engine: str, at_end: ExitStack) -> None:
        from tests.faults.casework.site import Site
        from tests.support import postgres

        self.engine = engine
        self.home = Path(tempfile.mkdtemp(prefix="peelian-bench-", dir=disk()))
        at_end.callback(shutil.rmtree, self.home, ignore_errors=True)
        cluster = postgres.make(durable=True) if engine == "postgresql" else None
        if cluster is not None:
            at_end.callback(cluster.stop)
            for name in ("bench", "bench_vault"):
                cluster.execute(f'CREATE DATABASE "{name}"')
        self.cluster = cluster
        self.site = Site(self.home / "site", cluster, "bench")
        self.site.home.mkdir()
        self.plan = self.home / "plan.json"
        self.site.run("benchmarks.contact_load_run", "prepare", str(self.plan))
        self.rows = json.loads(self.plan.read_text())["rows"]
        self.told: list[str] = []
        self.sent = 0

    def measure(self, seconds: float, alone: float, reads: float) -> None:
        """The three loads, then what is there."""
        print(f"\n{self.engine}: one report writes {self.rows} rows")
        print(f"{'':34} {'p50':>8} {'p95':>8} {'p99':>8} {'slowest':>8} {'requests':>9}  (milliseconds)")
        self.before = self.counted()
        with self.serving() as served:
            self.load(served, "reports alone", alone, reports=REPORTS)
        self.site.run("benchmarks.contact_load_run", "bare")
        with self.serving(bare=True) as served:
            self.load(served, "the bare view", alone, reports=REPORTS, kept=False)
        with self.serving() as served:
            taken = self.load(
                served, "all together", seconds, reports=REPORTS, journeys=JOURNEYS, officers=OFFICERS
            )
            verdict("reports", taken.get("report sent", []), REPORT_MS)
            read = self.load(served, "pages read", alone, reads=reads)
            verdict("pages", read.get("page read", []), READ_MS)
            memory = served.memory_mb("VmRSS"), served.memory_mb("VmHWM")
        print(f"  memory of the server: {memory[0]:.0f} MB, at its highest {memory[1]:.0f} MB")
        self.look()

    @contextmanager
    def serving(self, *, bare: bool = False) -> Iterator[Served]:
        """The site, or the bare view on its databases; warm."""
        from peelian.project import supervisor
        from tests.faults.casework import site as sites

        real, started = sites.web, dict(os.environ)
        if bare:
            os.environ["BENCH_ROWS"] = str(self.rows)
            sites.web = lambda host, port: _of_bare(real(host, port))  # type: ignore[assignment]
        try:
            self.site.start(self.home / "said.log")
            web = self.site.children[0].process
            assert web is not None
            self._ask(2.0, reports=5.0, kept=not bare)
            yield Served(f"http://localhost:{self.site.port}", serving_process(web.pid))
        finally:
            for child in self.site.children:
                child.ask_to_end()
                if child.process is not None:
                    child.process.wait(2 * supervisor.GRACE)
            self.site.kill()
            sites.web = real
            os.environ.clear()
            os.environ.update(started)

    def load(self, served: Served, name: str, seconds: float, **rates: Any) -> dict[str, list[float]]:
        """One load and its lines."""
        processes = {"server": served, **self._others()}
        before = {which: one.cpu_s() for which, one in processes.items()}
        begun = time.perf_counter()
        found = self._ask(seconds, **rates)
        lasted = time.perf_counter() - begun
        used = {which: one.cpu_s() - before[which] for which, one in processes.items()}
        for kind, taken in sorted(found["taken"].items()):
            p50, p95, p99 = (percentile(taken, share) for share in (0.5, 0.95, 0.99))
            print(
                f"{name + ': ' + kind:34} {p50:8.1f} {p95:8.1f} {p99:8.1f} {max(taken):8.1f} {len(taken):9}"
            )
        answers = sum(map(len, found["taken"].values()))
        shares = ", ".join(f"{which} {100 * one / lasted:.0f} %" for which, one in used.items())
        each = 1000 * used["server"] / max(1, answers)
        print(f"  processor: {shares} of one; the server {each:.1f} ms an answer; lasted {lasted:.0f} s")
        if found["wrong"]:
            print(f"  WRONG: {found['wrong']}")
        return dict(found["taken"])

    def _others(self) -> dict[str, Served]:
        worker = self.site.children[1].process
        return {"worker": Served("", worker.pid)} if worker is not None else {}

    def _ask(self, seconds: float, *, kept: bool = True, **rates: Any) -> dict[str, Any]:
        """The load from a process of its own; what it was told is kept."""
        asked = {"reports": 0, "journeys": 0, "reads": 0, "officers": 0, **rates}
        asked |= {"port": self.site.port, "seconds": seconds, "plan": str(self.plan)}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.contact_offer"],
            input=json.dumps(asked),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd=REPOSITORY,
        )
        found = dict(json.loads(done.stdout))
        if kept:
            self.told += found["told"]
            self.sent += found["sent"]
        return found

    def counted(self) -> Mapping[str, int]:
        """What the databases hold."""
        return dict(json.loads(self.site.run("benchmarks.contact_load_run", "counted")))

    def look(self) -> None:
        """What was acknowledged, beside what is there."""
        now = self.counted()
        cases = now["cases"] - self.before["cases"]
        double = len(self.told) - len(set(self.told)) + now["cases"] - now["references"]
        double += now["cases of forms"] - now["forms"]
        listed = self.home / "told.txt"
        listed.write_text("\n".join(self.told))
        found = json.loads(self.site.run("tests.faults.casework.examine", str(listed)))
        whole = not (found["missing"] or found["half"] or found["chain"] or double)
        print(
            f"  {self.sent:,} sent, {len(self.told):,} acknowledged, {cases:,} cases found; lost {len(found['missing'])}, "
            f"double {double}, half {len(found['half'])}, faults of the chain {len(found['chain'])} of "
            f"{found['entries']:,} entries: {'held' if whole else 'MISSED'}"
        )


def _of_bare(child: Any) -> Any:
    """The same server with the bare view."""
    return replace(child, command=[*child.command[:-1], "benchmarks.contact_load_run:application"])


def verdict(what: str, taken: list[float], limit: float) -> None:
    """Whether the promise was kept."""
    p95 = percentile(taken, 0.95) if taken else float("inf")
    print(f"  {what}: p95 {p95:.0f} ms, limit {limit:.0f} ms: {'held' if p95 < limit else 'MISSED'}")


if __name__ == "__main__":
    main()
