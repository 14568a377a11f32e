"""`peelian check` of all claims on a warm home, beside the bare start of the same interpreter.

    python -m benchmarks.check_speed [--runs 7]

Every run is a process of its own: wall clock, processor time and peak memory, as the system accounts them. Modules
run from their bytecode, as on any machine that may write it; the first run of all writes it. The findings of all
runs are compared before any figure is printed.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LIMIT_S = 1.0
BARE = [sys.executable, "-c", "pass"]
IMPORT = [sys.executable, "-c", "import peelian"]
CHECK = [str(Path(sys.executable).with_name("peelian")), "check", "--format", "json"]


@dataclass(frozen=True)
class Run:
    """One process: seconds on the wall, seconds of processor, MiB at its largest, and what it printed."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    printed: bytes


def run(command: list[str], home: Path) -> Run:
    """Run the command once in a process of its own; stop the benchmark when it fails."""
    started = time.perf_counter()
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=settings | {"PEELIAN_HOME": str(home)})
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed)


def middle(runs: list[Run]) -> str:
    """Median, fastest and slowest wall seconds; median processor seconds; largest memory."""
    wall = [one.wall_s for one in runs]
    cpu = statistics.median(one.cpu_s for one in runs)
    return (
        f"{statistics.median(wall):7.3f} {min(wall):7.3f} {max(wall):7.3f} {cpu:7.3f} "
        f"{max(one.peak_mib for one in runs):8.0f}"
    )


def cpu_model() -> str:
    """The processor's name as Linux tells it, else the platform's."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )


def main() -> None:
    """Take the runs in turn, so that a slow minute falls on all of them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        first = run(CHECK, home)
        warm = run(CHECK, home)
        bare, imported, checked = [], [], []
        for _ in range(asked.runs):
            bare.append(run(BARE, home))
            imported.append(run(IMPORT, home))
            checked.append(run(CHECK, home))
    findings = json.loads(first.printed)
    if not findings or any(json.loads(one.printed) != findings for one in [warm, *checked]):
        sys.exit("the findings differ between a cold and a warm home: no time is worth printing")
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {cpu_model()}, {os.cpu_count()} cores"
    )
    print(
        f"{len(findings)} findings, equal in all {asked.runs + 2} runs; first run on an empty home {first.wall_s:.2f} s"
    )
    print("                      median fastest slowest     cpu peak MiB   (seconds)")
    for name, runs in (("bare interpreter", bare), ("import peelian", imported), ("peelian check", checked)):
        print(f"{name:19} {middle(runs)}")
    beside = statistics.median(one.wall_s for one in checked) - statistics.median(one.wall_s for one in bare)
    ratio = statistics.median(one.wall_s for one in checked) / statistics.median(one.wall_s for one in bare)
    verdict = "within" if beside < LIMIT_S else "over"
    print(
        f"peelian check beside the start: {beside:.3f} s ({ratio:.1f} times the start); {verdict} the limit of {LIMIT_S} s"
    )


if __name__ == "__main__":
    main()
