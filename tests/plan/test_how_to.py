"""Every command of the how-to page runs and says what the page says it does."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.peelian import peelian
from tests.support.readme import prompted

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "check-your-own-claim.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = prompted(TEXT)
FILE = re.findall(r"```toml\n(# my-claim.toml\n.*?)```", TEXT, re.DOTALL)


def test_the_page_has_commands_and_a_file() -> None:
    assert len(COMMANDS) >= 5
    assert len(FILE) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_runs(home: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "my-claim.toml").write_text(FILE[0], encoding="utf-8")
    ran = peelian(*shlex.split(command)[1:], cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "Verdict:" in ran.out
