"""CI's own script: it parses, every part of the long proof gets its turn, and a failure is not lost."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def shell(repository: Path, script: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run bash with the functions of .ci/run at hand, in another folder."""
    functions = (repository / ".ci" / "run").read_text(encoding="utf-8").split("\ninstall_missing || ")[0]
    functions = functions.replace('cd "$(dirname "$0")/.." || exit 2', "")
    return subprocess.run(
        ["bash", "-c", f"{functions}\n{script}"], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_parts_of_the_long_proof_come_round_as_commits_are_made(repository: Path, tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=Asha", "-c", "user.email=asha@example.org"]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    count = int(shell(repository, "echo $parts", tmp_path).stdout)
    assert 4 <= count <= 14, "a fortnight of submissions runs all of it"
    parts = []
    for number in range(2 * count):
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", str(number)], cwd=tmp_path, check=True)
        parts.append(shell(repository, "part_of_today", tmp_path).stdout.strip())
    assert set(parts[:count]) == {str(part) for part in range(1, count + 1)}
    assert parts[:count] == parts[count:]


def test_a_step_that_fails_is_remembered_and_the_next_one_still_runs(
    repository: Path, tmp_path: Path
) -> None:
    done = shell(repository, 'step one false; step two echo went; echo "failed: ${failed[*]}"', tmp_path)
    assert "went" in done.stdout
    assert "failed: one" in done.stdout


def test_a_step_that_hangs_is_ended_and_has_failed(repository: Path, tmp_path: Path) -> None:
    done = shell(
        repository,
        'longest=1; step one sleep 3600; step two echo went; echo "failed: ${failed[*]}"',
        tmp_path,
    )
    assert "went" in done.stdout
    assert "failed: one" in done.stdout


def test_the_script_asks_for_java_and_a_browser_by_their_debian_names(repository: Path) -> None:
    text = (repository / ".ci" / "run").read_text(encoding="utf-8")
    assert "java:openjdk-17-jre-headless" in text
    assert "chromium:chromium" in text


@pytest.fixture
def checks(repository: Path, tmp_path: Path) -> Path:
    """A tree with our check script and programs that do as their folder says."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(repository / ".ci" / "check", tmp_path / ".ci")
    (tmp_path / "bin").mkdir()
    for program in ("ruff", "mypy", "lint-imports"):
        path = tmp_path / "bin" / program
        path.write_text(f"#!/bin/sh\necho {program} spoke\nexit ${{{program.replace('-', '_')}_code:-0}}\n")
        path.chmod(0o755)
    return tmp_path


def check(tree: Path, **codes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", tree / ".ci" / "check", tree / "bin"],
        env=os.environ | codes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_checks_are_run_and_the_failures_counted(checks: Path) -> None:
    done = check(checks, ruff_code="1", lint_imports_code="1")
    assert done.returncode == 1
    assert "check: 3 of 4 failed" in done.stdout, "ruff is two checks"
    assert "ruff spoke" in done.stdout
    assert "mypy spoke" not in done.stdout, "a check that passes is quiet"


def test_nothing_failed_is_said_so(checks: Path) -> None:
    done = check(checks)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "check: all 4 passed"
