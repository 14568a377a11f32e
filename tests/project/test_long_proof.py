"""The long proof: its seeds repeat, its slices cover it all, and its page says what happened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.alongside import run_alongside
from tests.support.long_proof import SEED, SLICE, slice_of
from tests.support.proof import page, read_report

PROOFS = """
import pytest

@pytest.mark.prove
@pytest.mark.parametrize("which", range(5))
def test_something_long(proof, which):
    print(f"seed={proof.seed} drew={proof.random().random()}")
    for _ in range(proof.count("kills", 50)):
        pass
    assert which != 3

def test_something_short():
    pass
"""


@pytest.fixture
def proofs(tmp_path: Path) -> Path:
    path = tmp_path / "test_proofs.py"
    path.write_text(PROOFS, encoding="utf-8")
    return path


def prove(proofs: Path, repository: Path, **settings: str) -> tuple[str, Path]:
    """Run the file's long proofs with our own conftest; what was printed, and the report."""
    report = proofs.with_name("report.xml")
    fresh = {key: value for key, value in os.environ.items() if key not in (SEED, SLICE)}
    ours = ["-c", os.devnull, "--rootdir", proofs.parent, "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *ours,
            "-W",
            "ignore",
            "-m",
            "prove",
            "-rA",
            f"--junitxml={report}",
            proofs,
        ],
        cwd=proofs.parent,
        env=fresh | {"PYTHONPATH": str(repository)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, report


def drawn(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if line.startswith("seed=")]


def test_the_same_seed_draws_the_same_another_draws_another_and_a_slice_runs_a_part(
    proofs: Path, repository: Path
) -> None:
    first = drawn(prove(proofs, repository, PEELIAN_PROOF_SEED="7")[0])
    part = drawn(prove(proofs, repository, PEELIAN_PROOF_SEED="7", PEELIAN_PROOF_SLICE="2/2")[0])
    other = drawn(prove(proofs, repository, PEELIAN_PROOF_SEED="8")[0])
    assert len(set(first)) == 5, "each test has a seed of its own"
    assert len(part) == 2
    assert set(part) < set(first)
    assert not set(first) & set(other)


@pytest.mark.parametrize("parts", [1, 2, 4, 9])
def test_the_slices_together_are_the_whole_and_none_is_empty(parts: int) -> None:
    names = {f"proof {which}" for which in range(5)}
    slices = [slice_of(names, f"{number}/{parts}") for number in range(1, parts + 1)]
    assert all(slices)
    assert set().union(*slices) == names


def test_the_page_says_seed_count_and_outcome_of_each_proof(proofs: Path, repository: Path) -> None:
    _, report = prove(proofs, repository, PEELIAN_PROOF_SEED="7")
    written = page(read_report(report), 7, "a day at a commit")
    assert "Base seed 7. 4 of 5 passed." in written
    lines = [line for line in written.splitlines() if line.startswith("| `test_proofs")]
    assert len(lines) == 5
    assert all("| 50 kills |" in line for line in lines)
    assert [line for line in lines if "failed" in line] == [line for line in lines if "[3]" in line]


MEET = """
import pathlib, sys, time
mine, theirs, code = sys.argv[1:]
pathlib.Path(mine).touch()
while not pathlib.Path(theirs).exists():
    time.sleep(0.01)
for number in range(300):
    print(mine, number, flush=number % 7 == 0)
print("no line end", end="")
sys.exit(int(code))
"""


def test_runs_go_on_at_once_and_each_line_is_whole_and_names_its_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each of the first two waits for the other, so one after the other they would never end."""

    def command(mine: str, theirs: str, code: int) -> tuple[list[str], dict[str, str]]:
        return [sys.executable, "-c", MEET, mine, theirs, str(code)], dict(os.environ)

    commands = {"a": command("a", "b", 0), "b": command("b", "a", 3), "c": command("c", "a", 1)}
    assert run_alongside(commands, at_once=2, cwd=tmp_path) == {"a": 0, "b": 3, "c": 1}
    lines = capsys.readouterr().out.splitlines()
    for name in "abc":
        mine = [line for line in lines if line.startswith(f"{name}: ")]
        assert mine == [*(f"{name}: {name} {number}" for number in range(300)), f"{name}: no line end"]
    assert len(lines) == 3 * 301
