"""Every command of the how-to page runs, and its columns are those that tables have."""

import re
import shlex
from pathlib import Path

import pytest

from peelian.cli.app import run
from peelian.facts.league import COLUMNS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "read-a-league-table.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (peelian .*)$", TEXT, re.MULTILINE)


def test_the_page_lists_the_columns_in_order() -> None:
    assert len(COMMANDS) >= 6
    assert ", ".join(COLUMNS) in " ".join(TEXT.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_runs(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(command)[1:]) == 0
    told = capfd.readouterr()
    assert told.err == ""
    assert told.out or "-o" in command
