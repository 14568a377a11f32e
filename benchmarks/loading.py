"""Loading the street files: Peelian beside DuckDB's bare read, pandas and polars. Answers first, then times.

    python -m benchmarks.loading [--runs 5]

1. Equal answers: the contenders that check load a set with injected faults; rows kept by force and month and rows
   quarantined must be equal, and must be what was injected.
2. Times: every contender loads the real files, each in a process of its own, in turn, so that a busy machine hurts
   them alike. The median counts. The limits promised: 1.5 times the bare read, and faster than pandas and polars.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
CHECKING = ("peelian", "pandas", "polars")
LIMIT = 1.5
FAULTS_EACH = 4
TRIED = 12


def street_files() -> list[Path]:
    """The real street files of PEELIAN_TEST_DATA."""
    data = Path(os.environ.get("PEELIAN_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
    return sorted((data / "police-uk").glob("*/*-street.csv*"))


def link(files: list[Path], folder: Path) -> Path:
    """A folder of links to the files, so that every contender is given one folder."""
    folder.mkdir()
    for path in files:
        (folder / path.name).symlink_to(path)
    return folder


def spoil(files: list[Path], folder: Path) -> int:
    """Copies of the files with four faulty rows in every third; returns how many rows were spoilt."""
    folder.mkdir()
    spoilt = 0
    for number, path in enumerate(files):
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        if number % 3 == 0:
            for row, edit in zip((5, 50, 100, 150), (_month, _position, _force, _surplus), strict=True):
                lines[row] = edit(lines[row])
            spoilt += FAULTS_EACH
        (folder / path.name).write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 1))
    return spoilt


def _cell(line: str, place: int, value: str) -> str:
    cells = line.split(",")
    cells[place] = value
    return ",".join(cells)


def _month(line: str) -> str:
    return _cell(line, 1, "2025-13")


def _position(line: str) -> str:
    return _cell(line, 4, "2025-03-01")


def _force(line: str) -> str:
    return _cell(line, 3, "Atlantis Police")


def _surplus(line: str) -> str:
    return line + ",surplus"


def run(way: str, folder: Path) -> dict[str, Any]:
    """One contender in its own process, with an output folder of its own that is removed again."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory(prefix="peelian-bench-") as out:
        words = [
            sys.executable,
            "-m",
            "benchmarks.loading_contenders",
            way,
            str(folder),
            str(Path(out) / "out"),
        ]
        done = subprocess.run(
            words, capture_output=True, text=True, cwd=REPOSITORY, check=False, env=environment
        )
    if done.returncode:
        raise SystemExit(f"{way} failed:\n{done.stderr}")
    return dict(json.loads(done.stdout))


def check_answers(work: Path) -> None:
    """Stop unless the checking contenders agree on a set with faults, and with what was injected."""
    files = street_files()[:: max(1, len(street_files()) // TRIED)]
    spoilt = spoil(files, work / "spoilt")
    answers = {way: run(way, work / "spoilt") for way in CHECKING}
    shutil.rmtree(work / "spoilt")
    for way, answer in answers.items():
        if answer["quarantined"] != spoilt or answer["kept"] != answers["peelian"]["kept"]:
            raise SystemExit(
                f"{way} does not agree: {answer['quarantined']} quarantined, {spoilt} were injected"
            )
    rows = sum(answers["peelian"]["kept"].values())
    print(
        f"equal answers: {len(files)} files, {rows:,} rows kept and {spoilt} quarantined by {', '.join(CHECKING)}"
    )


def measure(work: Path, runs: int) -> dict[str, list[dict[str, Any]]]:
    """Every contender, `runs` times in turn, after one round that warms the disk's cache."""
    folder = link(street_files(), work / "street")
    run("bare", folder)
    taken: dict[str, list[dict[str, Any]]] = {way: [] for way in ("bare", *CHECKING)}
    for _ in range(runs):
        for way, results in taken.items():
            results.append(run(way, folder))
    kept = {way: results[0]["kept"] for way, results in taken.items()}
    if any(counts != kept["bare"] for counts in kept.values()):
        raise SystemExit("the contenders do not count the same rows by force and month")
    print(
        f"equal answers: {len(street_files())} files, {sum(kept['bare'].values()):,} rows by force and month"
    )
    return taken


def show(taken: dict[str, list[dict[str, Any]]]) -> bool:
    """Print the medians; whether the limits hold."""
    median = {
        way: {
            name: statistics.median(one[name] for one in results)
            for name in ("wall", "processor", "megabytes")
        }
        for way, results in taken.items()
    }
    floor = median["bare"]["wall"]
    print(f"\n{'':10}{'wall s':>8}{'best':>8}{'processor s':>13}{'memory MB':>11}{'of bare':>9}")
    for way, figures in median.items():
        best = min(one["wall"] for one in taken[way])
        print(
            f"{way:10}{figures['wall']:8.2f}{best:8.2f}{figures['processor']:13.2f}{figures['megabytes']:11.0f}"
            f"{figures['wall'] / floor:9.2f}"
        )
    ratio = median["peelian"]["wall"] / floor
    others = min(median[way]["wall"] for way in ("pandas", "polars"))
    print(
        f"\nlimit: {LIMIT} times the bare read; measured {ratio:.2f}. Floor of this machine: {floor:.2f} s."
    )
    print(
        f"limit: faster than pandas and polars doing the same checks; measured {others / median['peelian']['wall']:.1f} times."
    )
    return ratio <= LIMIT and median["peelian"]["wall"] < others


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="times that each contender is measured")
    asked = parser.parse_args()
    if not street_files():
        print("benchmarks/loading: no street files; set PEELIAN_TEST_DATA", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="peelian-bench-") as work:
        check_answers(Path(work))
        held = show(measure(Path(work), asked.runs))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
