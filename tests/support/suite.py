"""`make test`: run the suite, two of its three runs at a time.

python -m tests.support.suite                      everything but the long proof
python -m tests.support.suite -- -k ledger -x      with options of pytest; a run that holds no such test is well

One process can configure Django only once, so casework's tests run apart from the public half, on each database. Much of
the suite waits for servers and browsers: two runs at once keep the cores busy. Each line begins with the name of its run.
"""

import argparse
import os
import sys
from collections.abc import Mapping

from tests.support.alongside import run_alongside
from tests.support.databases import VARIABLE
from tests.support.proof import AT_ONCE, REPOSITORY, RUNS

NO_TESTS = 5
"""What pytest ends with when nothing was collected."""


def failures(codes: Mapping[str, int], *, chosen: bool) -> list[str]:
    """The runs that failed. Where tests were `chosen`, a run may hold none of them, but not every run."""
    well = {0, NO_TESTS} if chosen and set(codes.values()) != {NO_TESTS} else {0}
    return [name for name, code in codes.items() if code not in well]


def main() -> int:
    """Run pytest in each run's environment; 1 when one of them failed."""
    parser = argparse.ArgumentParser(prog="make test", description="Run the suite.")
    parser.add_argument("--workers", default="2", help="processes of each run")
    parser.add_argument("options", nargs="*", help="options of pytest, after --")
    asked = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-n", asked.workers, *asked.options]
    codes = run_alongside(
        {name: (command, os.environ | {VARIABLE: RUNS[name]}) for name in RUNS},
        at_once=AT_ONCE,
        cwd=REPOSITORY,
    )
    failed = failures(codes, chosen=bool(asked.options))
    print("test: failed: " + ", ".join(failed) if failed else "test: everything passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
