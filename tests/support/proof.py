"""`make prove`: run the long proof and write its seeds and counts into docs/proof.md.

python -m tests.support.proof                run everything with a fresh seed and write the page
python -m tests.support.proof --seed 7       repeat a run
python -m tests.support.proof --slice 2/4    run a quarter only; the page is left as it is

Three runs, as `make test`: the public half, casework's on SQLite and on PostgreSQL. Two go on at a time, and each line
of theirs begins with the name of its run; on the page the lines of casework's name the database.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.support.alongside import run_alongside
from tests.support.databases import VARIABLE
from tests.support.long_proof import SEED, SLICE

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "proof.md"
RUNS = {"public": "", "sqlite": "sqlite", "postgresql": "postgresql"}
"""Name of a run -> its database; two go on at once, the shortest last."""
AT_ONCE = 2
LONGEST = 2400
"""Seconds after which a test has hung: ten times the longest."""
HEADING = """# The long proof

Written by `make prove`; not edited by hand. Each line is one test of the long proof (crashes, races,
simulation), the seed it ran with and how much of what it did. `PEELIAN_PROOF_SEED={seed} make prove` repeats
this run. CI runs a rotating slice of the same tests on every submission.
"""


@dataclass(frozen=True)
class Proved:
    """One line of the page."""

    test: str
    outcome: str
    seed: str
    counts: str
    seconds: float


def read_report(report: Path, engine: str = "") -> list[Proved]:
    """The tests of a JUnit report, by name; `engine`: the database that they ran on."""
    cases = ElementTree.parse(report).getroot().iter("testcase")
    return sorted((_line(case, engine) for case in cases), key=lambda line: line.test)


def _line(case: ElementTree.Element, engine: str = "") -> Proved:
    properties = {p.get("name", ""): p.get("value", "") for p in case.iter("property")}
    counts = [f"{v} {k.removeprefix('count:')}" for k, v in properties.items() if k.startswith("count:")]
    bad = next((tag for tag in ("failure", "error", "skipped") if case.find(tag) is not None), None)
    return Proved(
        test=f"{case.get('classname', '')}::{case.get('name', '')}" + (f" on {engine}" if engine else ""),
        outcome={"failure": "failed", "error": "failed", "skipped": "skipped"}.get(bad or "", "passed"),
        seed=properties.get("seed", "its own"),
        counts=", ".join(counts) or "once",
        seconds=float(case.get("time", "0")),
    )


def page(lines: Iterable[Proved], seed: int, ran_on: str) -> str:
    """The Markdown of docs/proof.md."""
    lines = list(lines)
    passed = sum(line.outcome == "passed" for line in lines)
    rows = [
        f"| `{line.test}` | {line.outcome} | {line.seed} | {line.counts} | {line.seconds:.0f} |"
        for line in lines
    ]
    table = ["| test | outcome | seed | how much | seconds |", "| --- | --- | --- | --- | --- |", *rows]
    summary = f"Run on {ran_on}. Base seed {seed}. {passed} of {len(lines)} passed.\n"
    return "\n".join([HEADING.format(seed=seed), summary, *table, ""])


def _ran_on() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.strip()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return (
        f"{today} at commit {commit or 'unknown'}, Python {platform.python_version()}, {os.cpu_count()} cores"
    )


def _command(report: Path) -> list[str]:
    """A pytest over its half of the proof, a line for each test as it ends; no test at all is a failure too."""
    ours = ["-v", "-m", "prove", f"--junitxml={report}", "-o", "junit_family=xunit1"]
    ours += ["-o", f"faulthandler_timeout={LONGEST}"]
    return [sys.executable, "-m", "pytest", *ours]


def main() -> int:
    """Run pytest on the long proof, two of the three runs at a time; the first exit code that is not 0, else 0."""
    parser = argparse.ArgumentParser(prog="make prove", description="Run the long proof.")
    parser.add_argument("--seed", type=int, default=int(os.environ.get(SEED, "0")) or None)
    parser.add_argument("--slice", default="", help="K/N: run only the K-th of N parts, and write nothing")
    asked = parser.parse_args()
    seed = asked.seed or int.from_bytes(os.urandom(4), "big") % 2**31
    environment = os.environ | {SEED: str(seed)} | ({SLICE: asked.slice} if asked.slice else {})
    print(f"prove: seed {seed}" + (f", part {asked.slice}" if asked.slice else ""), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        reports = {name: Path(folder) / f"{name}.xml" for name in RUNS}
        codes = run_alongside(
            {name: (_command(reports[name]), environment | {VARIABLE: RUNS[name]}) for name in RUNS},
            at_once=AT_ONCE,
            cwd=REPOSITORY,
        )
        lines = [
            line for name in RUNS if reports[name].exists() for line in read_report(reports[name], RUNS[name])
        ]
    if not asked.slice and lines:
        PAGE.write_text(page(lines, seed, _ran_on()), encoding="utf-8")
        print(f"prove: wrote {PAGE.relative_to(REPOSITORY)}")
    failed = [name for name, code in codes.items() if code]
    print("prove: failed: " + ", ".join(failed) if failed else "prove: everything held", flush=True)
    return next((code for code in codes.values() if code), 0)


if __name__ == "__main__":
    sys.exit(main())
