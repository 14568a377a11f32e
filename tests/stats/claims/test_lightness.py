"""`peelian check` loads the tests of claims: they must not bring heavy libraries with them, loaded or used."""

import subprocess
import sys

PROGRAM = """
import sys
from peelian.stats.claims import change, extremes_overlap, rank_agreement
rank_agreement([1, 2, 3, 5], [1, 3, 2, 4], [1, 2, 3, 4])
extremes_overlap([1, 2, 3], [3, 2, 1], k=1)
change(1, 2, base="before")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_no_test_of_a_claim_loads_more_than_numpy() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "numpy" in loaded
    assert not loaded & {"scipy", "numba", "pandas", "pyarrow", "ibis", "duckdb", "altair", "django"}
