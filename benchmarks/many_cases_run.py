"""The measured process of `many_cases`: prints its figures as JSON. Run it through `benchmarks.many_cases`."""

import json
import sys
import time

from benchmarks.many_cases import copy_to
from peelian.project.preparing import prepare_databases


def main(cases: int) -> dict[str, float]:
    """Build and verify: seconds of each, and what was verified."""
    from peelian.casework.ledger.verify import verify

    began = time.perf_counter()
    held = copy_to(cases)
    built = time.perf_counter()
    found = verify()
    assert found.holds, found.faults
    assert found.later == 0, "the end is signed"
    verified = time.perf_counter() - built
    return {"cases": held, "entries": found.entries, "build": built - began, "verify": verified}


if __name__ == "__main__":
    prepare_databases(lambda _text: None)
    print(json.dumps(main(int(sys.argv[1]))))
