"""Every command of the how-to page runs, and its columns are those that tables have."""

import shlex
from pathlib import Path

import pytest

from peelian.facts.league import COLUMNS
from tests.cli.peelian import peelian
from tests.support.readme import prompted

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "read-a-league-table.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = prompted(TEXT)


def test_the_page_lists_the_columns_in_order() -> None:
    assert len(COMMANDS) >= 6
    assert ", ".join(COLUMNS) in " ".join(TEXT.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_runs(home: Path, tmp_path: Path, command: str) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    ran = peelian(*shlex.split(command)[1:], cwd=desk)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out or [path for path in desk.iterdir() if path.stat().st_size > 100]
