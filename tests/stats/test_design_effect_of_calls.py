"""The worked example of docs/explanation/league-tables.md: how calls answered within 10 seconds cluster in a call centre.

Calls of a bank in January and February 1999 (Technion; see the README of the test data): those that asked for an agent, so
without phantom calls and without callers who hung up in the voice menu. A caller who hung up in the queue was not answered.
"""

import csv
import gzip
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from peelian.stats.design_effect import design_effect


def calls(test_data: Path, hour: bool) -> tuple[np.ndarray, np.ndarray]:
    """Calls answered within 10 seconds, and all, by day or by hour, in order of time."""
    answered: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for month in ("january", "february"):
        path = test_data / "call-centre" / f"anonymous_bank_1999_{month}.txt.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for call in csv.DictReader(file, delimiter="\t"):
                if call["outcome"] == "AGENT" or (call["outcome"] == "HANG" and call["q_start"] != "0:00:00"):
                    when = call["date"] + (call["vru_entry"].split(":")[0].zfill(2) if hour else "")
                    every[when] += 1
                    answered[when] += call["outcome"] == "AGENT" and int(call["q_time"]) < 10
    order = sorted(every)
    return np.array([answered[when] for when in order]), np.array([every[when] for when in order])


# Worked out in this test from the definition: variance of the day shares about the pooled one, over p (1 - p) / n.
@pytest.mark.parametrize(
    ("hour", "clusters", "told", "rho"), [(False, 57, 84.4, 0.0609), (True, 820, 24.1, 0.239)]
)
def test_a_call_centre_has_the_design_effect_that_the_page_tells(
    test_data: Path, hour: bool, clusters: int, told: float, rho: float
) -> None:
    y, n = calls(test_data, hour)
    p = y.sum() / n.sum()
    squares = sum((one - size * p) ** 2 for one, size in zip(y, n, strict=True))
    by_hand = len(n) / (len(n) - 1) * squares / (n.sum() * p * (1 - p))
    found = design_effect([y], [n])
    assert found.raw[0] == pytest.approx(by_hand)
    assert (len(n), int(n.sum()), round(float(p), 3)) == (clusters, 61_286, 0.469)
    assert round(by_hand, 1) == told
    assert found.correlation == pytest.approx(rho, abs=0.0005)
    assert next(c for c in found.checks if c.name == "neighbours-alike").outcome == "warn"
