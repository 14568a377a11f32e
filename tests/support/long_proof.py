"""What a long-proof test is handed: a seed of its own that a rerun can repeat, and a place to count.

    @pytest.mark.prove
    def test_a_killed_load_leaves_a_store_that_opens(proof, tmp_path):
        random = proof.random()
        for _ in range(proof.count("kills", 50)):
            ...

`make prove` runs every such test with a fresh base seed and writes seeds and counts into docs/proof.md;
PEELIAN_PROOF_SEED repeats a run, PEELIAN_PROOF_SLICE=2/4 runs the second quarter of the proof only.
"""

import os
import random
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

SEED = "PEELIAN_PROOF_SEED"
SLICE = "PEELIAN_PROOF_SLICE"


def base_seed() -> int:
    """The run's seed: from the environment, else a fixed one, so that a plain `pytest -m prove` repeats."""
    return int(os.environ.get(SEED, "1829"))


@dataclass(frozen=True)
class LongProof:
    """One test's seed and its record for docs/proof.md."""

    seed: int
    record: Callable[[str, object], None]

    def random(self) -> random.Random:
        """A generator seeded for this test."""
        return random.Random(self.seed)

    def count(self, what: str, how_many: int) -> int:
        """Note that the test does `how_many` of `what`, and return the number for the loop."""
        self.record(f"count:{what}", how_many)
        return how_many


def long_proof(request: pytest.FixtureRequest, record: Callable[[str, object], None]) -> LongProof:
    """Derive the test's seed from the run's and the test's own name; note it in the report."""
    seed = (base_seed() + zlib.crc32(request.node.nodeid.encode())) % 2**31
    record("seed", seed)
    return LongProof(seed, record)


def slice_of(names: Iterable[str], share: str) -> set[str]:
    """Every n-th name starting at the k-th for a share `k/n`; with fewer than n names, one of them."""
    number, parts = (int(part) for part in share.split("/"))
    ordered = sorted(names)
    parts = max(1, min(parts, len(ordered)))
    return {name for place, name in enumerate(ordered) if place % parts == (number - 1) % parts}
